import type { FileWindow } from './file-window.ts';

/** Whether a WebP is as long as it says, and has picture data. Bytes after its end are ignored. */
export async function isWholeWebp(file: FileWindow): Promise<boolean> {
  const riff = await file.read(0, 12);
  if (riff.length < 12) return false;
  const end = riff.readUInt32LE(4) + 8;
  if (end > file.size) return false;
  for (let position = 12; position + 8 <= end; ) {
    const head = await file.read(position, 8);
    const type = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') {
      return length > 0 && position + 8 + length <= end;
    }
    position += 8 + length + (length % 2);
  }
  return false;
}
