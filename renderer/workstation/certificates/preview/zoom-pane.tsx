import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './preview.module.css';
import { anchoredScroll, type Size, wheelScale } from './view.ts';

/** Room around the content, and for a scroll bar, that fitting leaves free (CSS pixels). */
const margin = 32;

interface ZoomPaneProps {
  label: string;
  scale: number;
  onScale: (scale: number) => void;
  /** The room content may fill, whenever it changes. */
  onViewport: (viewport: Size) => void;
  /** Content of another file or rotation starts at the top. */
  resetKey: string;
  /** Told once, when the scrolling element is there. A stable function. */
  onScrollElement?: (element: HTMLElement | null) => void;
  /** Over the pane, while the content is on its way. */
  overlay?: ReactNode;
  children: ReactNode;
}

/**
 * A scrolling pane around zoomed content: drag to pan, ctrl+wheel or pinch to zoom about the
 * pointer, arrow keys and the wheel to scroll. It scrolls natively, so that content is drawn at its
 * real size (crisp on any display) and the compositor does the moving.
 */
export function ZoomPane(props: ZoomPaneProps) {
  const { scale, onScale, onViewport, onScrollElement, resetKey } = props;
  const outer = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLElement>(null);
  const anchor = useRef<{ x: number; y: number } | null>(null);
  const drawnScale = useRef(scale);
  const [dragging, setDragging] = useState(false);
  const latest = useRef({ scale, onScale, onViewport });
  latest.current = { scale, onScale, onViewport };

  useEffect(() => onScrollElement?.(pane.current), [onScrollElement]);

  useEffect(() => {
    const element = outer.current;
    if (!element) return;
    // The outer box, not the scrolling one: a scroll bar that comes and goes must not change the fit.
    const observer = new ResizeObserver(() => {
      latest.current.onViewport({
        width: Math.max(1, element.clientWidth - margin),
        height: Math.max(1, element.clientHeight - margin),
      });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    // React's wheel listeners are passive; this one must keep the browser from zooming the page.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      anchor.current = { x: event.clientX - box.left, y: event.clientY - box.top };
      latest.current.onScale(wheelScale(latest.current.scale, event.deltaY));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  useLayoutEffect(() => {
    const element = pane.current;
    const ratio = scale / drawnScale.current;
    drawnScale.current = scale;
    if (!element || ratio === 1) return;
    // A page that was read from its top is read from its top, also in a larger window.
    const tall = element.scrollHeight / ratio > element.clientHeight + margin;
    const { x, y } = anchor.current ?? {
      x: element.clientWidth / 2,
      y: tall && element.scrollTop === 0 ? 0 : element.clientHeight / 2,
    };
    anchor.current = null;
    element.scrollLeft = anchoredScroll(element.scrollLeft, x, ratio);
    element.scrollTop = anchoredScroll(element.scrollTop, y, ratio);
  }, [scale]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: resetKey is the trigger
  useLayoutEffect(() => {
    pane.current?.scrollTo(0, 0);
  }, [resetKey]);

  return (
    <div ref={outer} className={classes.outer}>
      <section
        ref={pane}
        className={classes.pane}
        data-dragging={dragging || undefined}
        aria-label={props.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs focus to scroll by keys
        tabIndex={0}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === 'touch') return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }}
        onPointerMove={(event) => {
          if (!dragging) return;
          event.currentTarget.scrollLeft -= event.movementX;
          event.currentTarget.scrollTop -= event.movementY;
        }}
        onPointerUp={() => setDragging(false)}
        onPointerCancel={() => setDragging(false)}
      >
        <div className={classes.content}>{props.children}</div>
      </section>
      {props.overlay}
    </div>
  );
}
