import { attachmentTypes } from '../../../shared/catalogue/limits.ts';

/** Why a file cannot be uploaded as it is. */
export type FileProblem = 'type' | 'document' | 'empty' | 'tooLarge' | 'shrinkable' | 'slotType';

const spellings: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  jpe: 'jpg',
  jfif: 'jpg',
  hif: 'heif',
};
const officeDocuments = /^(docx?|wps|xlsx?|et|pptx?|dps|rtf|odt|pages|txt)$/;

/** The extension of a name, lower case and in one spelling; empty where it has none. */
export function extensionOf(name: string): string {
  const match = /\.([A-Za-z0-9]{1,10})$/.exec(name);
  const own = match ? String(match[1]).toLowerCase() : '';
  return spellings[own] || own;
}

/** Whether a kind of file is a picture; one without an extension is, for cameras leave it out. */
export function isPhoto(ext: string): boolean {
  return (
    ext === '' ||
    attachmentTypes.some((type) => type.ext === ext && type.mime.indexOf('image/') === 0)
  );
}

/** Whether a canvas can read a photo of this kind, so that it can be made smaller. */
function canvasReads(ext: string): boolean {
  return ext === 'jpg' || ext === 'png' || ext === 'webp';
}

/**
 * Checks a chosen file as far as a phone can tell. The server judges by content; a file whose kind
 * cannot be told from here is left to it.
 * @param canShrink whether this browser can make photos smaller without turning them
 */
export function fileProblem(
  file: { name: string; size: number; type: string },
  limitBytes: number,
  canShrink: boolean,
): FileProblem | undefined {
  const ext = extensionOf(file.name);
  const known = attachmentTypes.some((type) => type.ext === ext || type.mime === file.type);
  if (!known && (ext !== '' || file.type !== '')) {
    return officeDocuments.test(ext) ? 'document' : 'type';
  }
  if (file.size === 0) return 'empty';
  if (file.size <= limitBytes) return undefined;
  return canShrink && canvasReads(ext) ? 'shrinkable' : 'tooLarge';
}
