import { useVirtualizer } from '@tanstack/react-virtual';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PdfPage } from './pdf-page.tsx';
import { PdfPassword } from './pdf-password.tsx';
import classes from './preview.module.css';
import { PreviewLoading } from './preview-loading.tsx';
import { PreviewFailed } from './preview-message.tsx';
import { usePdf } from './use-pdf.ts';
import { effectiveScale, rotatedSize, type Size, type View } from './view.ts';
import { ZoomPane } from './zoom-pane.tsx';

const pageGap = 12;

/** Which page is in view and how to reach another; the toolbar's page field. */
export interface PageNavigation {
  /** From 1: the page at the middle of the pane. */
  page: number;
  pages: number;
  goTo: (page: number) => void;
}

interface PdfStageProps {
  name: string;
  url: string;
  downloadUrl: string;
  view: View;
  onScale: (scale: number) => void;
  onEffectiveScale: (scale: number) => void;
  onPages: (navigation: PageNavigation | null) => void;
}

/** A PDF: loads it, asks for a password where it has one, and shows its pages one below another. */
export function PdfStage(props: PdfStageProps) {
  const pdf = usePdf(props.url);
  if (pdf.state === 'open') {
    return <PdfPages {...props} document={pdf.document} pages={pdf.pages} />;
  }
  return (
    <div className={classes.outer}>
      {pdf.state === 'loading' && <PreviewLoading />}
      {pdf.state === 'password' && (
        <PdfPassword wrong={pdf.wrong} onAnswer={pdf.answer} downloadUrl={props.downloadUrl} />
      )}
      {pdf.state === 'failed' && (
        <PreviewFailed reason={pdf.reason} downloadUrl={props.downloadUrl} onRetry={pdf.retry} />
      )}
    </div>
  );
}

interface PdfPagesProps extends PdfStageProps {
  document: PDFDocumentProxy;
  pages: readonly Size[];
}

function PdfPages(props: PdfPagesProps) {
  const { document, pages, view, onEffectiveScale, onPages } = props;
  const { t } = useTranslation('certificates');
  const [viewport, setViewport] = useState<Size | null>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);

  // The widest and the highest page decide the fit, so that every page fits.
  const turned = pages.map((size) => rotatedSize(size, view.rotation));
  const largest = {
    width: Math.max(...pages.map(({ width }) => width)),
    height: Math.max(...pages.map(({ height }) => height)),
  };
  const scale = viewport ? effectiveScale(view, viewport, largest) : 1;

  const virtualizer = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => (turned[index]?.height ?? 0) * scale + pageGap,
    overscan: 1,
    paddingStart: 16,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes change with scale and rotation
  useEffect(() => virtualizer.measure(), [scale, view.rotation, virtualizer]);

  useEffect(() => onEffectiveScale(scale), [scale, onEffectiveScale]);

  const items = virtualizer.getVirtualItems();
  const middle = (virtualizer.scrollOffset ?? 0) + (viewport?.height ?? 0) / 2;
  const page = (items.find(({ end }) => end > middle)?.index ?? pages.length - 1) + 1;
  useEffect(() => {
    onPages({
      page,
      pages: pages.length,
      goTo: (target) => virtualizer.scrollToIndex(target - 1, { align: 'start' }),
    });
    return () => onPages(null);
  }, [page, pages.length, virtualizer, onPages]);

  return (
    <ZoomPane
      label={t('preview.pane', { name: props.name })}
      scale={scale}
      onScale={props.onScale}
      onViewport={setViewport}
      resetKey={`${props.url} ${view.rotation}`}
      onScrollElement={setScroller}
    >
      <div
        className={classes.pages}
        style={{
          height: virtualizer.getTotalSize() - pageGap - 16,
          width: Math.max(...turned.map(({ width }) => width)) * scale,
        }}
      >
        {viewport &&
          items.map(({ index, start }) => {
            const size = turned[index] ?? largest;
            return (
              <div key={index} className={classes.page} style={{ top: start - 16 }}>
                <PdfPage
                  document={document}
                  number={index + 1}
                  scale={scale}
                  rotation={view.rotation}
                  size={{ width: size.width * scale, height: size.height * scale }}
                />
              </div>
            );
          })}
      </div>
    </ZoomPane>
  );
}
