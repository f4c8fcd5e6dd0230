import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { encode } from 'jpeg-js';
import libheif from 'libheif-js/wasm-bundle.js';

/**
 * Pixels of the largest picture that is decoded: 48 megapixels is what phones make today, and four
 * bytes a pixel have to fit in memory at once.
 */
const mostPixels = 64_000_000;
const quality = 88;

/** Decodes the primary picture of a HEIF file, turned upright, and encodes it as JPEG. */
async function render(path: string): Promise<Uint8Array> {
  await libheif.ready;
  const images = new libheif.HeifDecoder().decode(await readFile(path));
  const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
  if (!image) throw new Error('no picture in the file');
  const width = image.get_width();
  const height = image.get_height();
  if (!(width > 0 && height > 0 && width * height <= mostPixels)) {
    throw new Error(`a picture of ${width}×${height} is not rendered`);
  }
  const data = await new Promise<Uint8ClampedArray>((resolve, reject) => {
    const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
    image.display(target, (filled) =>
      filled ? resolve(filled.data) : reject(new Error('the picture cannot be decoded')),
    );
  });
  return encode({ data, width, height }, quality).data;
}

const jpeg = await render(workerData as string);
// The worker ends after this, so that what the decoder allocated goes with it.
parentPort?.postMessage(jpeg);
