/** Pixels, RGBA, row by row. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Makes a picture fit a square by taking the mean of what falls on each pixel; never larger. */
export function shrink({ data, width, height }: Pixels, edge: number): Pixels {
  const scale = Math.min(1, edge / Math.max(width, height));
  const small = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const target = new Uint8Array(small.width * small.height * 4);
  const edges = (size: number, count: number) =>
    Array.from({ length: count + 1 }, (_, index) => Math.floor((index * size) / count));
  const columns = edges(width, small.width);
  const rows = edges(height, small.height);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const sums = [0, 0, 0, 0];
      const [top = 0, bottom = 0] = [rows[y], Math.max((rows[y] ?? 0) + 1, rows[y + 1] ?? 0)];
      const [left = 0, right = 0] = [
        columns[x],
        Math.max((columns[x] ?? 0) + 1, columns[x + 1] ?? 0),
      ];
      for (let row = top; row < bottom; row++) {
        for (let at = (row * width + left) * 4; at < (row * width + right) * 4; at++) {
          sums[at % 4] = (sums[at % 4] ?? 0) + (data[at] ?? 0);
        }
      }
      const count = (bottom - top) * (right - left);
      target.set(
        sums.map((sum) => Math.round(sum / count)),
        (y * small.width + x) * 4,
      );
    }
  }
  return { data: target, ...small };
}

/** Turns and mirrors a picture as its EXIF orientation (1 to 8) says it is to be seen. */
export function upright({ data, width, height }: Pixels, orientation: number): Pixels {
  if (orientation <= 1 || orientation > 8) return { data, width, height };
  const turned = orientation >= 5;
  const size = turned ? { width: height, height: width } : { width, height };
  const target = new Uint8Array(data.length);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [sourceX, sourceY] = sourceOf(x, y, orientation, width, height);
      const from = (sourceY * width + sourceX) * 4;
      target.set(data.subarray(from, from + 4), (y * size.width + x) * 4);
    }
  }
  return { data: target, ...size };
}

/** Where a pixel of the upright picture is in the stored one (EXIF 2.32, 4.6.4, Orientation). */
function sourceOf(
  x: number,
  y: number,
  orientation: number,
  width: number,
  height: number,
): [number, number] {
  const right = width - 1;
  const bottom = height - 1;
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    default:
      return [right - y, x];
  }
}

/** The EXIF orientation of a JPEG; 1 where it has none. */
export function jpegOrientation(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
      const marker = view.getUint8(at + 1);
      if (marker === 0xda) return 1;
      // "Exif\0\0"
      if (marker !== 0xe1 || view.getUint32(at + 4) !== 0x45786966) continue;
      return orientationOf(view, at + 10);
    }
  } catch (error) {
    // Cut short: nothing is said.
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** The orientation in the first directory of a TIFF header. */
function orientationOf(view: DataView, start: number): number {
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  }
  return 1;
}
