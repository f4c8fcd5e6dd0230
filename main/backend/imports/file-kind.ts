import { open } from 'node:fs/promises';
import { CredoError } from '../../../shared/errors.ts';

export type FileKind = 'xlsx' | 'text';

/**
 * What an uploaded file is, judged by its first bytes and never by its name.
 * @throws CredoError `importFileEmpty`, `importFileLegacy` for `.xls` and encrypted workbooks,
 * `importFileUnknown` for other binary files
 */
export async function judgeFile(path: string): Promise<FileKind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return judgeBytes(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function judgeBytes(head: Buffer): FileKind {
  if (head.length === 0) throw new CredoError('importFileEmpty');
  if (head.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx';
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new CredoError('importFileLegacy');
  const utf16 = /^(fffe|feff)/.test(head.subarray(0, 2).toString('hex'));
  if (!utf16 && head.includes(0)) throw new CredoError('importFileUnknown');
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') throw new CredoError('importFileUnknown');
  return 'text';
}
