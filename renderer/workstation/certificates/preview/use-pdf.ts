import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { openPdf } from './pdf-document.ts';
import { type FailureReason, fetchFile, PreviewFailure } from './preview-failure.ts';
import type { Size } from './view.ts';

/** CSS pixels for one PDF point at 100 %. */
export const pixelsPerPoint = 96 / 72;

/** Beyond this many pages, sizes of pages are taken to be the first page's until they are drawn. */
const measuredPages = 60;

/** A PDF on its way to the screen. */
export type PdfState =
  | { state: 'loading' }
  | { state: 'password'; wrong: boolean; answer: (password: string) => void }
  | { state: 'failed'; reason: FailureReason }
  | {
      state: 'open';
      document: PDFDocumentProxy;
      /** Size of each page at 100 %, in CSS pixels, as the file turns it. */
      pages: readonly Size[];
    };

/** Loads and opens a PDF; leaving or another address stops the transfer, the worker and rendering. */
export function usePdf(url: string): PdfState & { retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [pdf, setPdf] = useState<PdfState>({ state: 'loading' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt is the trigger of a retry
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setPdf({ state: 'loading' });
    const load = async () => {
      const data = await fetchFile(url, signal);
      const { document } = await openPdf(data, signal, (answer, wrong) => {
        if (signal.aborted) return;
        setPdf({
          state: 'password',
          wrong,
          answer: (password) => {
            setPdf({ state: 'loading' });
            answer(password);
          },
        });
      });
      const pages = await measurePages(document);
      if (!signal.aborted) setPdf({ state: 'open', document, pages });
    };
    load().catch((error: unknown) => {
      if (signal.aborted) return;
      const reason = error instanceof PreviewFailure ? error.reason : 'damaged';
      setPdf({ state: 'failed', reason });
    });
    return () => controller.abort();
  }, [url, attempt]);

  return { ...pdf, retry: () => setAttempt(attempt + 1) };
}

async function measurePages(document: PDFDocumentProxy): Promise<Size[]> {
  const first = await pageSize(document, 1);
  const rest = Array.from({ length: document.numPages - 1 }, (_, index) =>
    index + 2 <= measuredPages
      ? pageSize(document, index + 2).catch(() => first)
      : Promise.resolve(first),
  );
  return [first, ...(await Promise.all(rest))];
}

async function pageSize(document: PDFDocumentProxy, number: number): Promise<Size> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: pixelsPerPoint });
  return { width, height };
}
