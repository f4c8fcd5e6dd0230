/** Width and height in CSS pixels, or in whatever unit the content has at scale 1. */
export interface Size {
  width: number;
  height: number;
}

/** Clockwise, in degrees. */
export type Rotation = 0 | 90 | 180 | 270;

/** What the content is fitted to: all of it visible, its width, or its height. */
export type Fit = 'page' | 'width' | 'height';

/** How a file is looked at. `fit` decides the scale while it is set. */
export interface View {
  readonly fit: Fit | null;
  /** CSS pixels for one pixel of the content; used while `fit` is null. */
  readonly scale: number;
  readonly rotation: Rotation;
}

export const initialView: View = { fit: 'page', scale: 1, rotation: 0 };

export const smallestScale = 0.05;
export const largestScale = 8;

const zoomSteps = [
  0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8,
] as const;

/** The next step of the zoom ladder above or below a scale. */
export function nextScale(scale: number, direction: 'in' | 'out'): number {
  // A scale within 1 % of a step counts as that step: a fit of 0.998 zooms to 1.25, not to 1.
  if (direction === 'in') return zoomSteps.find((step) => step > scale * 1.01) ?? largestScale;
  return zoomSteps.findLast((step) => step < scale * 0.99) ?? smallestScale;
}

/** The scale after a ctrl+wheel (or pinch) of `delta` pixels: smooth, the same for both directions. */
export function wheelScale(scale: number, delta: number): number {
  // A mouse wheel's notch is about 100 pixels, a pinch sends single ones; neither may jump.
  const bounded = Math.max(-100, Math.min(100, delta));
  return clampScale(scale * Math.exp(-bounded * 0.003));
}

function clampScale(scale: number): number {
  return Math.max(smallestScale, Math.min(largestScale, scale));
}

/** A quarter turn clockwise from a rotation. */
export function quarterTurn(rotation: Rotation): Rotation {
  return ((rotation + 90) % 360) as Rotation;
}

/** The size of content after a rotation. */
export function rotatedSize(size: Size, rotation: Rotation): Size {
  return rotation % 180 === 0 ? size : { width: size.height, height: size.width };
}

/**
 * The scale a view has in a viewport.
 * @param content at scale 1, not rotated
 * @param largestPageFit where fitting the whole stops enlarging: a small photo stays crisp
 */
export function effectiveScale(
  view: View,
  viewport: Size,
  content: Size,
  largestPageFit = largestScale,
): number {
  if (!view.fit) return clampScale(view.scale);
  const turned = rotatedSize(content, view.rotation);
  if (turned.width <= 0 || turned.height <= 0) return 1;
  const width = viewport.width / turned.width;
  const height = viewport.height / turned.height;
  if (view.fit === 'width') return clampScale(width);
  if (view.fit === 'height') return clampScale(height);
  return clampScale(Math.min(width, height, largestPageFit));
}

/**
 * Where to scroll after a change of scale, so that the point under the pointer stays there.
 * @param scroll before the change
 * @param anchor the point, from the viewport's edge
 * @param ratio new scale by old scale
 */
export function anchoredScroll(scroll: number, anchor: number, ratio: number): number {
  return (scroll + anchor) * ratio - anchor;
}
