import { describe, expect, it } from 'vitest';
import {
  anchoredScroll,
  effectiveScale,
  initialView,
  largestScale,
  nextScale,
  quarterTurn,
  rotatedSize,
  smallestScale,
  wheelScale,
} from './view.ts';

describe('zoom steps', () => {
  it('climbs and descends the ladder and stops at its ends', () => {
    expect(nextScale(1, 'in')).toBe(1.25);
    expect(nextScale(1, 'out')).toBe(0.8);
    expect(nextScale(largestScale, 'in')).toBe(largestScale);
    expect(nextScale(smallestScale, 'out')).toBe(smallestScale);
  });

  it('takes a fitted scale beside a step for that step', () => {
    expect(nextScale(0.998, 'in')).toBe(1.25);
    expect(nextScale(1.003, 'out')).toBe(0.8);
    expect(nextScale(0.9, 'in')).toBe(1);
  });

  it('zooms by wheel smoothly, reversibly and within bounds', () => {
    expect(wheelScale(1, -100)).toBeGreaterThan(1);
    expect(wheelScale(wheelScale(1, -40), 40)).toBeCloseTo(1);
    expect(wheelScale(1, 100_000)).toBe(wheelScale(1, 100));
    expect(wheelScale(largestScale, -100)).toBe(largestScale);
  });
});

describe('fitting', () => {
  const viewport = { width: 800, height: 600 };
  const portrait = { width: 1000, height: 2000 };

  it('fits width, height and the whole', () => {
    expect(effectiveScale({ ...initialView, fit: 'width' }, viewport, portrait)).toBe(0.8);
    expect(effectiveScale({ ...initialView, fit: 'height' }, viewport, portrait)).toBe(0.3);
    expect(effectiveScale(initialView, viewport, portrait)).toBe(0.3);
  });

  it('fits what the rotation shows', () => {
    expect(rotatedSize(portrait, 90)).toEqual({ width: 2000, height: 1000 });
    expect(effectiveScale({ ...initialView, rotation: 90 }, viewport, portrait)).toBe(0.4);
    expect(effectiveScale({ ...initialView, rotation: 180 }, viewport, portrait)).toBe(0.3);
  });

  it('does not enlarge a small photo to fit unless asked for width or height', () => {
    const small = { width: 100, height: 100 };
    expect(effectiveScale(initialView, viewport, small, 1)).toBe(1);
    expect(effectiveScale({ ...initialView, fit: 'height' }, viewport, small, 1)).toBe(6);
  });

  it('keeps a chosen scale whatever the viewport', () => {
    const view = { ...initialView, fit: null, scale: 2 };
    expect(effectiveScale(view, viewport, portrait)).toBe(2);
    expect(effectiveScale(view, { width: 1, height: 1 }, portrait)).toBe(2);
  });
});

it('turns by quarters and comes back', () => {
  expect(quarterTurn(0)).toBe(90);
  expect(quarterTurn(270)).toBe(0);
});

it('keeps the point under the pointer when the scale doubles', () => {
  // The point 50 px into a viewport scrolled by 100 lies 150 px into the content; then 300.
  expect(anchoredScroll(100, 50, 2)).toBe(250);
});
