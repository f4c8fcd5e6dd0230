import type { DownloadedFile } from '../../api/client.ts';

/** Time a browser has to take the file over before its address is given back. */
const takeOverMilliseconds = 60_000;

/** Saves a file as a download of the browser, or through the desktop's save dialog. */
export function saveFile({ name, content }: DownloadedFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), takeOverMilliseconds);
}
