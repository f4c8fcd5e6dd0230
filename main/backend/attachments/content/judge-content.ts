import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { attachmentTypes } from '../../../../shared/catalogue/limits.ts';
import { CredoError } from '../../../../shared/errors.ts';
import { FileWindow } from './file-window.ts';
import { heifType, isWholeHeif } from './heif.ts';
import { isWholeJpeg } from './jpeg.ts';
import { isWholePdf, pdfStart } from './pdf.ts';
import { isWholePng } from './png.ts';
import { isWholeWebp } from './webp.ts';

/** A type of file that candidates may upload. */
export type AttachmentType = (typeof attachmentTypes)[number];

/** Bytes that signatures are looked for in. */
const signatureBytes = 4_100;

/**
 * What a file is by its content, whatever its name says.
 * @throws CredoError `attachmentEmpty`, `attachmentTypeRefused`, `attachmentDamaged` (cut short, or
 * without a picture)
 */
export async function judgeContent(path: string, size: number): Promise<AttachmentType> {
  if (size === 0) throw new CredoError('attachmentEmpty');
  const handle = await open(path, 'r');
  try {
    const file = new FileWindow(handle, size);
    const { ext, whole } = await examine(file);
    const type = attachmentTypes.find((candidate) => candidate.ext === ext);
    if (!type) throw new CredoError('attachmentTypeRefused');
    if (!(await whole())) throw new CredoError('attachmentDamaged');
    return type;
  } finally {
    await handle.close();
  }
}

interface Examination {
  ext: AttachmentType['ext'] | undefined;
  whole: () => Promise<boolean>;
}

async function examine(file: FileWindow): Promise<Examination> {
  const head = new Uint8Array(await file.read(0, signatureBytes));
  const detected = await fileTypeFromBuffer(head);
  switch (detected?.mime) {
    case 'image/jpeg':
      return { ext: 'jpg', whole: () => isWholeJpeg(file) };
    case 'image/png':
    case 'image/apng':
      return { ext: 'png', whole: () => isWholePng(file) };
    case 'image/webp':
      return { ext: 'webp', whole: () => isWholeWebp(file) };
    case 'image/heic':
    case 'image/heif':
    case 'image/heic-sequence':
    case 'image/heif-sequence':
      return { ext: await heifType(file), whole: () => isWholeHeif(file) };
    case 'application/pdf':
    case undefined: {
      const start = await pdfStart(file);
      return start === undefined
        ? { ext: undefined, whole: async () => false }
        : { ext: 'pdf', whole: () => isWholePdf(file, start) };
    }
    default:
      return { ext: undefined, whole: async () => false };
  }
}
