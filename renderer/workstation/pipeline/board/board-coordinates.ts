import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

/** Pixels within a column's edge that a card taken there by keyboard is put at. */
const inset = 8;

/** Left and right take a card to the columns beside; it never leaves the board. */
export const columnCoordinates: KeyboardCoordinateGetter = (event, { context }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();
  const { collisionRect, droppableContainers, droppableRects } = context;
  if (!collisionRect) return undefined;
  const rects = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => droppableRects.get(id) ?? [])
    .sort((a, b) => a.left - b.left);
  const middle = collisionRect.left + collisionRect.width / 2;
  const distances = rects.map(({ left, width }) => Math.abs(left + width / 2 - middle));
  const here = distances.indexOf(Math.min(...distances));
  const target = rects[Math.min(Math.max(here + step, 0), rects.length - 1)];
  return target && { x: target.left + inset, y: collisionRect.top };
};
