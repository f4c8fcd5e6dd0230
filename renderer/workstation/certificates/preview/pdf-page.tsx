import { Text } from '@mantine/core';
import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './preview.module.css';
import { pixelsPerPoint } from './use-pdf.ts';
import type { Rotation, Size } from './view.ts';

/** Pixels one canvas may have; above, it is drawn coarser and stretched rather than fail. */
const largestCanvas = 24_000_000;
/** While zooming, the old drawing is stretched; a new one is made when the zoom pauses. */
const redrawDelay = 120;

interface PdfPageProps {
  document: PDFDocumentProxy;
  /** From 1. */
  number: number;
  scale: number;
  rotation: Rotation;
  /** On screen, in CSS pixels. */
  size: Size;
}

/** One page of a PDF, drawn for the display's own pixel density; drawing stops when it leaves. */
export function PdfPage({ document, number, scale, rotation, size }: PdfPageProps) {
  const { t } = useTranslation('certificates');
  const holder = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let task: RenderTask | null = null;
    let left = false;
    const draw = async () => {
      const page = await document.getPage(number);
      if (left) return;
      const density = Math.min(
        window.devicePixelRatio || 1,
        Math.sqrt(largestCanvas / Math.max(1, size.width * size.height)),
      );
      const viewport = page.getViewport({
        scale: scale * pixelsPerPoint * density,
        rotation: (page.rotate + rotation) % 360,
      });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      task = page.render({ canvas, viewport });
      await task.promise;
      if (left) return;
      // Only a finished drawing replaces the old one, so zooming never flashes white.
      holder.current?.replaceChildren(canvas);
      setFailed(false);
    };
    const timer = setTimeout(
      () => {
        draw().catch(() => {
          if (!left) setFailed(true);
        });
      },
      holder.current?.firstChild ? redrawDelay : 0,
    );
    return () => {
      left = true;
      clearTimeout(timer);
      task?.cancel();
    };
  }, [document, number, scale, rotation, size.width, size.height]);

  return (
    <div
      className={classes.sheet}
      style={{ width: size.width, height: size.height }}
      role="img"
      aria-label={t('preview.pageNumber', { page: number })}
      data-page={number}
    >
      <div ref={holder} className={classes.fill} />
      {failed && (
        <div className={classes.message}>
          <Text c="black">{t('preview.pageFailed', { page: number })}</Text>
        </div>
      )}
    </div>
  );
}
