import type { FileWindow } from './file-window.ts';

/** Brands of HEIF files whose pictures are HEVC: what phones make. AVIF shares the container. */
const hevcBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
const heifBrands = new Set(['mif1', 'mif2', 'msf1']);
const avifBrands = new Set(['avif', 'avis']);

/** `heic`, `heif`, or undefined for a container that holds something else. */
export async function heifType(file: FileWindow): Promise<'heic' | 'heif' | undefined> {
  const head = await file.read(0, 512);
  if (head.length < 16 || head.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const length = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let position = 16; position + 4 <= length; position += 4) {
    brands.push(head.toString('latin1', position, position + 4));
  }
  const [major = ''] = brands;
  if (avifBrands.has(major)) return undefined;
  if (hevcBrands.has(major)) return 'heic';
  if (!heifBrands.has(major)) return undefined;
  if (brands.some((brand) => hevcBrands.has(brand))) return 'heic';
  return brands.some((brand) => avifBrands.has(brand)) ? undefined : 'heif';
}

/**
 * Whether a HEIF file has its description and its picture data, each as long as it says. Boxes after
 * those (a motion photo's video, a maker's trailer) may be anything.
 */
export async function isWholeHeif(file: FileWindow): Promise<boolean> {
  let position = 0;
  let described = false;
  let data = false;
  while (position < file.size) {
    const head = await file.read(position, 16);
    if (head.length < 8) break;
    const type = head.toString('latin1', 4, 8);
    let length = head.readUInt32BE(0);
    if (length === 1 && head.length >= 16) length = Number(head.readBigUInt64BE(8));
    else if (length === 0) length = file.size - position;
    if (length < 8 || !/^[\x20-\x7e]{4}$/.test(type)) break;
    const whole = position + length <= file.size;
    if (type === 'meta') {
      if (!whole) return false;
      described = true;
      if (await hasInnerData(file, position, length)) data = true;
    }
    if (type === 'mdat' || type === 'idat') {
      if (!whole) return false;
      if (length > 8) data = true;
    }
    position += length;
  }
  return described && data;
}

/** Small pictures may live inside the description, in an `idat` box. */
async function hasInnerData(file: FileWindow, start: number, length: number): Promise<boolean> {
  const end = start + length;
  for (let position = start + 12; position + 8 <= end; ) {
    const head = await file.read(position, 8);
    if (head.length < 8) return false;
    const inner = head.readUInt32BE(0);
    if (head.toString('latin1', 4, 8) === 'idat') return inner > 8;
    if (inner < 8) return false;
    position += inner;
  }
  return false;
}
