import type { FileWindow } from './file-window.ts';

const headBytes = 1024;
const tailBytes = 64 * 1024;

/** Where a PDF starts: viewers take up to 1 KiB of anything before it. Undefined where it is none. */
export async function pdfStart(file: FileWindow): Promise<number | undefined> {
  const start = (await file.read(0, headBytes)).indexOf('%PDF-', 0, 'latin1');
  return start === -1 ? undefined : start;
}

/**
 * Whether a PDF has its end. A linearised file says its own length, because it carries an end marker
 * near its start too; any other must have one in its last 64 KiB, which leaves room for what mail
 * gateways and web servers append.
 */
export async function isWholePdf(file: FileWindow, start: number): Promise<boolean> {
  const head = (await file.read(start, headBytes)).toString('latin1');
  const dictionary = /\/Linearized[\s\S]*?>>/.exec(head)?.[0];
  const length = dictionary && /\/L\s+(\d+)/.exec(dictionary)?.[1];
  if (length !== undefined && file.size < Number(length)) return false;
  const tail = await file.read(Math.max(start, file.size - tailBytes), tailBytes);
  return tail.includes('%%EOF', 0, 'latin1');
}
