import type { FileWindow } from './file-window.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/**
 * Whether a JPEG has a frame, a scan and its end marker. Walks the segments, so that the end of an
 * embedded thumbnail is not taken for the picture's; what follows the end marker (the video of a
 * motion photo, a maker's trailer) is the phone's business.
 */
export async function isWholeJpeg(file: FileWindow): Promise<boolean> {
  let position = 2;
  let frame = false;
  for (;;) {
    const head = await file.read(position, 4);
    if (head.length < 2 || head[0] !== 0xff) return false;
    const marker = head[1] as number;
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (marker === endOfImage) return false;
    if (isStandalone(marker)) {
      position += 2;
      continue;
    }
    if (head.length < 4) return false;
    const length = head.readUInt16BE(2);
    if (length < 2) return false;
    if (isFrame(marker)) frame = true;
    position += 2 + length;
    if (marker !== startOfScan) continue;
    const next = await findMarker(file, position);
    if (next === undefined) return false;
    if (next.marker === endOfImage) return frame;
    position = next.position;
  }
}

/** The first marker that ends a scan's data: not a stuffed 0xff, a fill byte or a restart. */
async function findMarker(
  file: FileWindow,
  from: number,
): Promise<{ marker: number; position: number } | undefined> {
  let position = from;
  for (;;) {
    const bytes = await file.ahead(position);
    if (bytes.length < 2) return undefined;
    let index = bytes.indexOf(0xff);
    while (index !== -1 && index + 1 < bytes.length) {
      const marker = bytes[index + 1] as number;
      if (marker !== 0 && marker !== 0xff && !isStandalone(marker)) {
        return { marker, position: position + index };
      }
      index = bytes.indexOf(0xff, index + (marker === 0xff ? 1 : 2));
    }
    // A 0xff at the very end of the window is looked at again with what follows it.
    position += index === -1 ? bytes.length : Math.max(index, 1);
  }
}

function isStandalone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function isFrame(marker: number): boolean {
  const tables = marker === 0xc4 || marker === 0xc8 || marker === 0xcc;
  return marker >= 0xc0 && marker <= 0xcf && !tables;
}
