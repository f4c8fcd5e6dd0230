import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type { CertificateHistory } from '../../../../shared/api/certificates.ts';
import type { PreviewFile } from '../preview/preview-file.ts';

/** Files with the day on which those went whose time was over, as the history tells it. */
export function withPurged(
  files: readonly PreviewFile[],
  history: CertificateHistory | undefined,
): PreviewFile[] {
  const known = history?.submissions.flatMap(({ attachments }) => attachments) ?? [];
  const purged = new Map(known.map((file) => [file.dfs_file_name, file.purged_on]));
  return files.map((file) => ({ ...file, purged_on: purged.get(file.dfs_file_name) ?? null }));
}

/** The files of one slot; of none where `slot` is undefined. */
export interface SlotGroup {
  readonly slot: CertificateSlot | undefined;
  readonly files: readonly PreviewFile[];
}

/** The slot of every file of a certificate's history, by `dfs_file_name`. */
export function slotOfFile(history: CertificateHistory | undefined): ReadonlyMap<string, string> {
  const files = history?.submissions.flatMap(({ attachments }) => attachments) ?? [];
  return new Map(files.map(({ dfs_file_name, slot }) => [dfs_file_name, slot]));
}

/**
 * Files by slot, in the order of the slots, empty ones too; what is in none comes last. A certificate
 * without slots is one group.
 */
export function groupBySlot(
  files: readonly PreviewFile[],
  slots: readonly CertificateSlot[],
  slotOf: ReadonlyMap<string, string>,
): SlotGroup[] {
  const inSlot = (key: string) =>
    files.filter(({ dfs_file_name }) => slotOf.get(dfs_file_name) === key);
  const groups = slots.map((slot) => ({ slot, files: inSlot(slot.slot_key) }));
  const placed = new Set(groups.flatMap((group) => group.files));
  const rest = files.filter((file) => !placed.has(file));
  return rest.length > 0 ? [...groups, { slot: undefined, files: rest }] : groups;
}
