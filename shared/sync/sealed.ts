/** What a sealed value (`SyncedColumn.sealed`) begins with; its SHA-256 in hexadecimal follows. */
export const sealedPrefix = 'sha256:';

/** Whether a value is the hash of a secret that another device or the candidate has. */
export function isSealed(value: string): boolean {
  return value.startsWith(sealedPrefix);
}
