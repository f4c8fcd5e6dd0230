/** Every table of the centre that a backup holds, in the order that a restore fills them. */
export const backupTables = [
  'central_meta',
  'company',
  'account',
  'stream',
  'stream_mark',
  'device',
  'incarnation',
  'device_clock',
  'invitation',
  'op',
  'synced_row',
  'unique_row',
  'twin_row',
  'conflict',
  'decision',
  'decision_citation',
  'blob',
  'candidate_key',
  'candidate_code_try',
] as const;

/** What a backup's folder says about itself. */
export interface BackupManifest {
  /** The centre's schema that it was made from. */
  readonly schema: number;
  readonly made_at: string;
  readonly rows: Readonly<Record<string, number>>;
}

export const manifestName = 'backup.json';
