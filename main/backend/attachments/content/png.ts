import type { FileWindow } from './file-window.ts';

const signatureBytes = 8;

/** Whether a PNG has a header, picture data and its end chunk. Bytes after the end are ignored. */
export async function isWholePng(file: FileWindow): Promise<boolean> {
  let position = signatureBytes;
  let data = false;
  for (let first = true; ; first = false) {
    const head = await file.read(position, 8);
    if (head.length < 8) return false;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    if (first && type !== 'IHDR') return false;
    const end = position + 12 + length;
    if (end > file.size || !/^[A-Za-z]{4}$/.test(type)) return false;
    if (type === 'IDAT') data = true;
    if (type === 'IEND') return data;
    position = end;
  }
}
