import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'jpeg-js';

/**
 * Files for tests, made here but for the HEIC: 64 × 48, its left half red and its right half blue,
 * stored turned by 90°, so that upright it is 48 × 64 with red on top.
 */
export const heicFile: Uint8Array<ArrayBuffer> = new Uint8Array(
  readFileSync(new URL('../../../test/fixtures/files/turned.heic', import.meta.url)),
);

/** Pixels, RGBA, of a left half and a right half. */
export function twoHalves(
  width: number,
  height: number,
  left: readonly number[] = [220, 30, 30],
  right: readonly number[] = [30, 30, 220],
): Buffer {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let index = 0; index < width * height; index++) {
    const colour = index % width < width / 2 ? left : right;
    for (let channel = 0; channel < 3; channel++) {
      pixels[index * 4 + channel] = colour[channel] ?? 0;
    }
  }
  return pixels;
}

/** A JPEG as a camera makes it; `shade` makes files differ. */
export function jpegFile(shade = 0): Uint8Array<ArrayBuffer> {
  const data = twoHalves(64, 48, [shade % 256, 120, 30]);
  return new Uint8Array(encode({ data, width: 64, height: 48 }, 80).data);
}

/** A JPEG of about a number of bytes: a small one with comment segments before its frame. */
export function jpegOfSize(bytes: number, shade = 0): Uint8Array<ArrayBuffer> {
  const picture = jpegFile(shade);
  const parts: Uint8Array[] = [picture.subarray(0, 2)];
  for (let left = bytes - picture.length; left > 4; ) {
    const length = Math.min(left - 2, 65_535);
    const segment = Buffer.alloc(length + 2, shade % 251);
    segment.writeUInt16BE(0xfffe, 0);
    segment.writeUInt16BE(length, 2);
    parts.push(segment);
    left -= segment.length;
  }
  return new Uint8Array(Buffer.concat([...parts, picture.subarray(2)]));
}

/** The JPEG with EXIF that says to turn it by a quarter (orientation 6). */
export function turnedJpeg(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const exif = Buffer.from('ffe1001e457869660000' + '49492a0008000000' + '0100', 'hex');
  const entry = Buffer.from('120103000100000006000000', 'hex');
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), exif, entry, jpeg.subarray(2)]));
}

/** A PNG. */
export function pngFile(): Uint8Array<ArrayBuffer> {
  const [width, height] = [8, 6];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const pixels = twoHalves(width, height);
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(row * width * 4, (row + 1) * width * 4)]),
  );
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      pngChunk('IHDR', header),
      pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
      pngChunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A lossless WebP of one pixel. */
export const webpFile: Uint8Array<ArrayBuffer> = new Uint8Array(
  Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
);

/** A PDF of one page with a line of text. */
export function pdfFile(text = 'Degree certificate'): Uint8Array<ArrayBuffer> {
  const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\n`;
  return new TextEncoder().encode(`${body}${end}startxref\n${body.length}\n%%EOF\n`);
}
