import { openPdf } from './pdf-document.ts';
import { fetchFile, PreviewFailure } from './preview-failure.ts';
import { type PreviewFile, previewKind, previewUrl } from './preview-file.ts';

/** Longest side of a small picture, in its own pixels: sharp on dense displays. */
const longestSide = 192;
/** A megabyte or two: what a recruiter goes through in a while. */
const mostKept = 200;

type Picture = string | undefined;

/** By file, the longest unused first; `undefined` where a file cannot be drawn. */
const kept = new Map<string, Picture>();
let last: Promise<unknown> = Promise.resolve();

/**
 * A small picture of a file of which the backend has none: a PDF's first page, a large PNG or WebP.
 * Drawn one after the other, so that the file being looked at comes first, and kept for this window.
 * @param signal of who waits: what nobody waits for any more is not drawn
 * @returns its address, or undefined where it cannot be drawn or needs a password
 */
export function smallPicture(file: PreviewFile, signal: AbortSignal): Promise<Picture> {
  const picture = last.then(async () => {
    signal.throwIfAborted();
    const key = `${file.dfs_group_name}/${file.dfs_file_name}`;
    const known = kept.has(key);
    const drawn = known ? kept.get(key) : await draw(file, signal);
    kept.delete(key);
    kept.set(key, drawn);
    const oldest = kept.keys().next();
    if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value);
    return drawn;
  });
  last = picture.catch(() => {});
  return picture;
}

async function draw(file: PreviewFile, signal: AbortSignal): Promise<Picture> {
  try {
    const data = await fetchFile(previewUrl(file), signal);
    const canvas = await (previewKind(file) === 'pdf' ? firstPage : shrunk)(data, signal);
    signal.throwIfAborted();
    return canvas?.toDataURL('image/jpeg', 0.8);
  } catch (error) {
    // Drawn when somebody looks again, where it was only given up or could not be had.
    signal.throwIfAborted();
    if (error instanceof PreviewFailure && error.reason === 'unreachable') throw error;
    return undefined;
  }
}

async function firstPage(data: Uint8Array, signal: AbortSignal) {
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const over = new AbortController();
  signal.addEventListener('abort', () => reject(signal.reason), { signal: over.signal });
  // Nobody is asked for a password for the sake of a small picture.
  const open = openPdf(data, over.signal, () => reject(new PreviewFailure('damaged')));
  try {
    const { document } = await Promise.race([open, givenUp]);
    const page = await document.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: longestSide / Math.max(width, height) });
    const canvas = paper(viewport.width, viewport.height);
    await Promise.race([page.render({ canvas, viewport }).promise, givenUp]);
    return canvas;
  } finally {
    over.abort();
  }
}

async function shrunk(data: Uint8Array) {
  const picture = await createImageBitmap(new Blob([new Uint8Array(data)]));
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = paper(picture.width * scale, picture.height * scale);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  picture.close();
  return canvas;
}

function paper(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}
