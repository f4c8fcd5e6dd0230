import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url&no-inline';
import { BundledAssets } from './pdf-assets.ts';
import { PreviewFailure } from './preview-failure.ts';

/** Asks the recruiter for a password; `wrong` where one was given already. */
export type PasswordPrompt = (answer: (password: string) => void, wrong: boolean) => void;

/** A PDF that is open in a worker of its own, until it is closed. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  close(): void;
}

/**
 * Opens a PDF in its own worker; closing it, or aborting, ends the worker and all rendering.
 * @throws PreviewFailure `damaged` where it is not a readable PDF; the signal's reason on abort
 */
export async function openPdf(
  data: Uint8Array,
  signal: AbortSignal,
  askPassword: PasswordPrompt,
): Promise<OpenPdf> {
  const { getDocument, PasswordResponses, PDFWorker } = await import('pdfjs-dist');
  signal.throwIfAborted();
  // Made here rather than by PDF.js, whose same-origin test takes `app://` for a foreign origin and
  // would start the worker from a blob that the content security policy refuses.
  const port = new Worker(workerUrl, { type: 'module' });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data,
    worker,
    // The names are resolved by BundledAssets; PDF.js only wants to see that there is a place.
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'standard_fonts/',
    wasmUrl: 'wasm/',
    useWorkerFetch: false,
    BinaryDataFactory: BundledAssets,
    enableXfa: false,
    // A photograph of more pixels than this in a PDF is a bomb, not a certificate.
    maxImageSize: 200_000_000,
    verbosity: 0,
  });
  const close = () => {
    signal.removeEventListener('abort', close);
    void task
      .destroy()
      .catch(() => {})
      .finally(() => {
        worker.destroy();
        port.terminate();
      });
  };
  signal.addEventListener('abort', close);
  task.onPassword = (answer: (password: string) => void, reason: number) =>
    askPassword(answer, reason === PasswordResponses.INCORRECT_PASSWORD);
  const workerFailed = new Promise<never>((_resolve, reject) => {
    port.addEventListener('error', (event) => reject(new Error(event.message)));
  });
  try {
    return { document: await Promise.race([task.promise, workerFailed]), close };
  } catch (error) {
    close();
    signal.throwIfAborted();
    throw new PreviewFailure('damaged', { cause: error });
  }
}
