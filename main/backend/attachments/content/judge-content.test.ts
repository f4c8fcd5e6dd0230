import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CredoError, type ErrorName } from '../../../../shared/errors.ts';
import { heicFile, jpegFile, jpegOfSize, pdfFile, pngFile, webpFile } from '../test-files.ts';
import { judgeContent } from './judge-content.ts';

const folder = mkdtempSync(join(tmpdir(), 'credo-judge-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The extension a content is judged to have, or the error it is refused with. */
async function judge(content: Uint8Array): Promise<string> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  try {
    return (await judgeContent(path, content.length)).ext;
  } catch (error) {
    if (error instanceof CredoError) return error.code;
    throw error;
  }
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const joined = (...parts: Uint8Array[]) => Buffer.concat(parts);
const without = (content: Uint8Array, last: number) => content.subarray(0, content.length - last);
const box = (type: string, content: Uint8Array) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, 'latin1');
  return joined(head, content);
};

const files = {
  jpg: jpegFile(),
  png: pngFile(),
  webp: webpFile,
  heic: heicFile,
  pdf: pdfFile(),
} as const;
const kinds = Object.entries(files);

describe('takes what viewers open', () => {
  it.each(kinds)('%s', async (ext, content) => {
    expect(await judge(content)).toBe(ext);
  });

  it.each([
    [
      'a JPEG with a motion photo’s video behind it',
      joined(files.jpg, box('mdat', files.png)),
      'jpg',
    ],
    ['a JPEG larger than what is read at once', jpegOfSize(3_000_000), 'jpg'],
    ['a PNG with bytes behind its end', joined(files.png, bytes('trailer')), 'png'],
    ['a WebP with bytes behind its end', joined(files.webp, bytes('trailer')), 'webp'],
    ['a HEIC with a maker’s trailer', joined(files.heic, bytes('SEFT\x00\x01\xff\xfe')), 'heic'],
    ['a HEIC with a motion photo’s video', joined(files.heic, box('mpvd', files.png)), 'heic'],
    ['a PDF with a byte order mark', joined(bytes('\xef\xbb\xbf'), files.pdf), 'pdf'],
    ['a PDF with a mail gateway’s bytes behind it', joined(files.pdf, Buffer.alloc(2000)), 'pdf'],
  ])('%s', async (_name, content, ext) => {
    expect(await judge(content)).toBe(ext);
  });
});

describe('refuses what was cut short', () => {
  it.each(kinds)('%s at its last bytes', async (_ext, content) => {
    expect(await judge(without(content, 8))).toBe('attachmentDamaged');
  });
  it.each(kinds)('%s in the middle', async (_ext, content) => {
    const half = content.subarray(0, Math.floor(content.length * 0.6));
    expect(await judge(half)).toBe('attachmentDamaged');
  });

  it('a JPEG whose embedded thumbnail has the only end marker', async () => {
    const segment = Buffer.alloc(4);
    segment.writeUInt16BE(0xffe1, 0);
    segment.writeUInt16BE(files.jpg.length + 2, 2);
    const picture = joined(files.jpg.subarray(0, 2), segment, files.jpg, files.jpg.subarray(2));
    expect(await judge(picture)).toBe('jpg');
    expect(await judge(without(picture, 40))).toBe('attachmentDamaged');
  });

  it('a JPEG with a marker on the edge of what is read at once', async () => {
    for (let extra = 0; extra < 6; extra++) {
      const size = 256 * 1024 + files.jpg.length - 4 + extra;
      const picture = jpegOfSize(size);
      expect(await judge(picture)).toBe('jpg');
      expect(await judge(without(picture, 2))).toBe('attachmentDamaged');
    }
  });

  it('a linearised PDF, which has an end marker near its start', async () => {
    const whole = bytes(
      `%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L 00000 /H [0 0] >>\nendobj\n%%EOF\n${'x'.repeat(500)}\n%%EOF\n`,
    );
    const sized = bytes(
      whole.toString('latin1').replace('00000', String(whole.length).padStart(5, '0')),
    );
    expect(await judge(sized)).toBe('pdf');
    expect(await judge(without(sized, 100))).toBe('attachmentDamaged');
  });

  it('a JPEG, a PNG and a HEIC without a picture', async () => {
    expect(await judge(bytes('\xff\xd8\xff\xd9'))).toMatch(/attachment(Damaged|TypeRefused)/);
    const [signature, end] = [files.png.subarray(0, 33), files.png.subarray(-12)];
    expect(await judge(joined(signature, end))).not.toBe('png');
    const brand = box('ftyp', bytes('heic\0\0\0\0mif1heic'));
    expect(await judge(joined(brand, box('meta', Buffer.alloc(4))))).toBe('attachmentDamaged');
  });
});

describe('is not kept busy', () => {
  const repeated = (piece: Uint8Array, times: number) => Buffer.alloc(piece.length * times, piece);
  const tinyChunk = Buffer.concat([Buffer.alloc(4), bytes('tEXt'), Buffer.alloc(4)]);
  it.each([
    [
      'a JPEG of two hundred thousand segments',
      joined(bytes('\xff\xd8'), repeated(bytes('\xff\xfe\0\x02'), 200_000)),
    ],
    ['a JPEG of fill bytes', joined(bytes('\xff\xd8'), Buffer.alloc(1e6, 0xff))],
    [
      'a PNG of two hundred thousand chunks',
      joined(files.png.subarray(0, 33), repeated(tinyChunk, 200_000)),
    ],
    [
      'a HEIC of two hundred thousand boxes',
      joined(
        files.heic.subarray(0, Buffer.from(files.heic).readUInt32BE(0)),
        repeated(box('free', bytes('')), 200_000),
      ),
    ],
  ])('by %s: it gives way, and gives up', async (_name, content) => {
    let turns = 0;
    let judging = true;
    const count = () => {
      turns++;
      if (judging) setImmediate(count);
    };
    setImmediate(count);
    const verdict = await judge(content);
    judging = false;
    expect(verdict).toMatch(/^attachment(Damaged|TypeRefused)$/);
    expect(turns).toBeGreaterThan(50);
  });

  it('by anything: whatever bytes change, it answers', async () => {
    const answers = /^(jpg|png|webp|heic|heif|pdf|attachment(Damaged|TypeRefused))$/;
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(files)), changes, async (file, edits) => {
        const content = file.slice();
        for (const [position, value] of edits) content[position % content.length] = value;
        expect(await judge(content)).toMatch(answers);
      }),
      { numRuns: 100 },
    );
  });
});

describe('refuses other types, whatever they call themselves', () => {
  const refused: ErrorName = 'attachmentTypeRefused';
  it.each([
    ['text', bytes('hello')],
    ['HTML', bytes('<!doctype html><script>alert(1)</script>')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['GIF', bytes('GIF89a\x01\x00\x01\x00\x00\x00\x00;')],
    ['an executable', joined(bytes('MZ'), Buffer.alloc(200))],
    ['a ZIP', bytes('PK\x03\x04\x14\x00\x00\x00')],
    ['AVIF', box('ftyp', bytes('avif\0\0\0\0avifmif1'))],
    ['AVIF that says mif1', box('ftyp', bytes('mif1\0\0\0\0mif1avif'))],
    ['a video', box('ftyp', bytes('isom\0\0\0\0mp42'))],
    ['TIFF', bytes('II*\x00\x08\x00\x00\x00')],
    ['zeros', Buffer.alloc(5_000)],
  ])('%s', async (_name, content) => {
    expect(await judge(content)).toBe(refused);
  });

  it('and an empty file', async () => {
    expect(await judge(Buffer.alloc(0))).toBe('attachmentEmpty');
  });
});
