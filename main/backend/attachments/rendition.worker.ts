import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { decode, encode } from 'jpeg-js';
import type { PictureJob } from './picture-worker.ts';
import { jpegOrientation, type Pixels, shrink, upright } from './small-picture.ts';

/**
 * Pixels of the largest picture that is decoded: 48 megapixels is what phones make today, and four
 * bytes a pixel have to fit in memory at once.
 */
const mostPixels = 64_000_000;
const quality = 88;
/** Of a thumbnail, in pixels. */
const smallEdge = 256;
const smallQuality = 78;

/** Decodes the primary picture of a HEIF file, turned upright. */
async function decodeHeif(file: Uint8Array): Promise<Pixels> {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js');
  await libheif.ready;
  const images = new libheif.HeifDecoder().decode(file);
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
  return { data, width, height };
}

/** A small picture of a JPEG, turned upright. */
function thumbnail(file: Uint8Array): Pixels {
  const picture = decode(file, {
    useTArray: true,
    tolerantDecoding: true,
    maxResolutionInMP: mostPixels / 1_000_000,
    maxMemoryUsageInMB: 1_024,
  });
  return upright(shrink(picture, smallEdge), jpegOrientation(file));
}

const { path, make } = workerData as PictureJob;
const file = await readFile(path);
const jpeg =
  make === 'jpeg'
    ? encode(await decodeHeif(file), quality).data
    : encode(thumbnail(file), smallQuality).data;
// The worker ends after this, so that what the decoder allocated goes with it.
parentPort?.postMessage(jpeg);
