/** Loads a picture; rejects where this browser cannot show it (HEIC on Android). */
function loadImage(source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('not a picture this browser shows'));
    image.src = source;
  });
}

function draw(image: HTMLImageElement, width: number, height: number, crop: boolean) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  // A transparent PNG would turn black as a JPEG.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  const scale = (crop ? Math.max : Math.min)(
    width / image.naturalWidth,
    height / image.naturalHeight,
  );
  const drawnWidth = image.naturalWidth * scale;
  const drawnHeight = image.naturalHeight * scale;
  context.drawImage(
    image,
    (width - drawnWidth) / 2,
    (height - drawnHeight) / 2,
    drawnWidth,
    drawnHeight,
  );
  return canvas;
}

const thumbnailPixels = 168;
let line: Promise<unknown> = Promise.resolve();

/**
 * A small square picture of a photo, as a `data:` URL. One at a time: twenty camera photos decoded
 * at once are more memory than an old phone has.
 */
export function thumbnail(source: Blob | string): Promise<string> {
  const result = line.then(async () => {
    const url = typeof source === 'string' ? source : URL.createObjectURL(source);
    try {
      const image = await loadImage(url);
      return draw(image, thumbnailPixels, thumbnailPixels, true).toDataURL('image/jpeg', 0.75);
    } finally {
      if (typeof source !== 'string') URL.revokeObjectURL(url);
    }
  });
  line = result.catch(() => undefined);
  return result;
}

/**
 * Whether this browser can make photos smaller: one that does not know `image-orientation` draws
 * them without the turn the camera noted, and a document would come out lying on its side.
 */
export function canShrinkPhotos(): boolean {
  return (
    typeof CSS !== 'undefined' &&
    !!CSS.supports &&
    CSS.supports('image-orientation', 'from-image') &&
    typeof HTMLCanvasElement.prototype.toBlob === 'function'
  );
}

/** Longest edge and JPEG quality, from the best on: small print must stay legible. */
const steps: readonly (readonly [number, number])[] = [
  [4096, 0.92],
  [4096, 0.85],
  [3200, 0.85],
  [2600, 0.8],
];

/** A photo as a JPEG of at most `limitBytes`, or undefined where that would cost legibility. */
export async function shrinkPhoto(file: Blob, limitBytes: number): Promise<Blob | undefined> {
  const url = URL.createObjectURL(file);
  try {
    const image = await loadImage(url);
    for (const [edge, quality] of steps) {
      const scale = Math.min(1, edge / Math.max(image.naturalWidth, image.naturalHeight));
      const canvas = draw(
        image,
        Math.round(image.naturalWidth * scale),
        Math.round(image.naturalHeight * scale),
        false,
      );
      const blob = await new Promise<Blob | null>((resolve) =>
        canvas.toBlob(resolve, 'image/jpeg', quality),
      );
      if (blob && blob.size <= limitBytes) return blob;
    }
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Whether a chosen file can still be read: phones take the permission back after a while. */
export function isReadable(file: Blob): Promise<boolean> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(true);
    reader.onerror = () => resolve(false);
    reader.readAsArrayBuffer(file.slice(0, 1));
  });
}
