interface SlottedFile {
  readonly dfs_file_name: string;
  readonly slot: string;
}

/**
 * Which file of another submission to lay beside one: the first of its slot that is another file,
 * else the first of its slot, else the one in the same place.
 * @returns an index into `files`
 */
export function otherFile(
  files: readonly SlottedFile[],
  shown: SlottedFile | undefined,
  index: number,
): number {
  const sameSlot = ({ slot }: SlottedFile) => slot !== '' && slot === shown?.slot;
  const changed = files.findIndex(
    (file) => sameSlot(file) && file.dfs_file_name !== shown?.dfs_file_name,
  );
  if (changed >= 0) return changed;
  const same = files.findIndex(sameSlot);
  return same >= 0 ? same : Math.max(0, Math.min(index, files.length - 1));
}

/** Where the newer of two submissions first has a file that the older lacks; 0 where it has none. */
export function firstChanged(older: readonly SlottedFile[], newer: readonly SlottedFile[]): number {
  const known = new Set(older.map(({ dfs_file_name }) => dfs_file_name));
  return Math.max(
    0,
    newer.findIndex(({ dfs_file_name }) => !known.has(dfs_file_name)),
  );
}
