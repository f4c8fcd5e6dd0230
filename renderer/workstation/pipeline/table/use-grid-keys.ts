import { type RefObject, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping, isUnderDialog } from '../../ui/keys.ts';
import { isMac } from '../../ui/platform.ts';
import { useShortcutDescriptions } from '../../ui/shortcut-registry.ts';
import { type FocusTarget, focusPlace } from './grid-focus.ts';

/** What the keys do; the grid says how. */
export interface GridCommands {
  readonly total: number;
  readonly activeIndex: number;
  readonly columnCount: number;
  /** The panel beside the grid shows the active row. */
  readonly panelOpen: boolean;
  /** The first and last row on screen. */
  onScreen(): { first: number; last: number };
  /** How far PageUp and PageDown go. */
  pageRows(): number;
  /** Goes to a row or cell, on screen or not. */
  goTo(target: FocusTarget): void;
  open(index: number): void;
  toggle(index: number): void;
  /** Selects from the row selected last, else from `from`, up to a row. */
  selectTo(index: number, from?: number): void;
  selectAll(): void;
  /** @returns whether there was anything to let go */
  clearSelection(): boolean;
}

/**
 * Keys of the grid. J and K go on from anywhere on the page; all others where the focus is within:
 * arrows through rows, cells and heads, Home and End, PageUp and PageDown, Enter to open, Space to
 * select, Shift to select a range.
 */
export function useGridKeys(grid: RefObject<HTMLElement | null>, commands: GridCommands): void {
  const { t } = useTranslation('pipeline');
  useShortcutDescriptions([
    { keys: ['j', 'ArrowDown'], description: t('keys.next'), scope: 'page' },
    { keys: ['k', 'ArrowUp'], description: t('keys.previous'), scope: 'page' },
    { keys: ['Home'], description: t('keys.first'), scope: 'page' },
    { keys: ['End'], description: t('keys.last'), scope: 'page' },
    { keys: ['PageDown', 'PageUp'], description: t('keys.page'), scope: 'page' },
    { keys: ['ArrowRight', 'ArrowLeft'], description: t('keys.cells'), scope: 'page' },
    { keys: ['Enter'], description: t('keys.open'), scope: 'page' },
    { keys: ['Space'], description: t('keys.select'), scope: 'page' },
    { keys: ['Shift+Space'], description: t('keys.selectRange'), scope: 'page' },
    { keys: ['mod+a'], description: t('keys.selectAll'), scope: 'page' },
  ]);
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (!(event.target instanceof Element) || isUnderDialog(event.target)) return;
    const inside = grid.current?.contains(event.target) ?? false;
    const isCheckbox = event.target.matches('input[type="checkbox"]');
    if (isTyping(event.target) && !(inside && isCheckbox)) return;
    const done = inside
      ? insideKey(event, event.target, commands, grid.current as HTMLElement)
      : letterKey(event, commands);
    if (done) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** J and K: the next and the previous row; the first press goes to the row that is active. */
function letterKey(event: KeyboardEvent, commands: GridCommands): boolean {
  if (event.ctrlKey || event.metaKey || event.shiftKey || commands.total === 0) return false;
  const step = { j: 1, k: -1 }[event.key];
  if (step === undefined) return false;
  const focused = document.activeElement?.closest('tr[data-index]') != null;
  const { first, last } = commands.onScreen();
  const inSight = commands.activeIndex >= first && commands.activeIndex <= last;
  // Without a row to go on from, they begin at the row that is active, or at the first in sight.
  const begin = inSight ? commands.activeIndex : first;
  const index = commands.panelOpen || focused ? commands.activeIndex + step : begin;
  commands.goTo({ index: bounded(index, commands), place: -1 });
  return true;
}

function insideKey(
  event: KeyboardEvent,
  target: Element,
  commands: GridCommands,
  grid: HTMLElement,
): boolean {
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  if (mod && event.key.toLowerCase() === 'a') {
    commands.selectAll();
    return true;
  }
  const at = focusPlace(target);
  if (!at) return headKey(event, target, commands, grid);
  if (event.key === 'Escape') {
    // The panel's Escape comes first; the next one lets the selection go.
    return !commands.panelOpen && commands.clearSelection();
  }
  if (event.key === 'Enter' || event.key === ' ') {
    // On a button of a cell they are the button's.
    if (target.matches('button, input, a')) return false;
    if (event.key === 'Enter') commands.open(at.index);
    else if (event.shiftKey) commands.selectTo(at.index);
    else commands.toggle(at.index);
    return true;
  }
  const next = destination(event, at, commands, mod);
  if (!next) return false;
  if (next.index < 0) return focusHead(grid, next.place);
  commands.goTo(next);
  if (event.shiftKey && next.index !== at.index) commands.selectTo(next.index, at.index);
  return true;
}

/** Where a key goes from a row or cell; index -1 is the heads. */
function destination(
  event: KeyboardEvent,
  { index, place }: FocusTarget,
  commands: GridCommands,
  mod: boolean,
): FocusTarget | undefined {
  const toRow = (to: number) => ({ index: bounded(to, commands), place });
  const lastCell = commands.columnCount - 1;
  switch (event.key) {
    case 'j':
      return mod ? undefined : { index: bounded(index + 1, commands), place: -1 };
    case 'k':
      return mod ? undefined : { index: bounded(index - 1, commands), place: -1 };
    case 'ArrowDown':
      return toRow(index + 1);
    case 'ArrowUp':
      return index === 0 && !event.shiftKey ? { index: -1, place } : toRow(index - 1);
    case 'PageDown':
      return toRow(index + commands.pageRows());
    case 'PageUp':
      return toRow(index - commands.pageRows());
    case 'Home':
      return place < 0 || mod ? toRow(0) : { index, place: 0 };
    case 'End':
      return place < 0 || mod ? toRow(commands.total - 1) : { index, place: lastCell };
    case 'ArrowRight':
      return { index, place: Math.min(place + 1, lastCell) };
    case 'ArrowLeft':
      return { index, place: Math.max(place - 1, -1) };
    default:
      return undefined;
  }
}

/** Keys on the heads: left and right along them, down to the rows. */
function headKey(
  event: KeyboardEvent,
  target: Element,
  commands: GridCommands,
  grid: HTMLElement,
): boolean {
  const cell = target.closest('thead th');
  if (!cell) return false;
  const place = [...(cell.parentElement?.children ?? [])].indexOf(cell);
  if (event.key === 'ArrowDown') {
    commands.goTo({ index: commands.activeIndex, place: -1 });
    return true;
  }
  if (event.key === 'ArrowRight') return focusHead(grid, place + 1);
  if (event.key === 'ArrowLeft') return focusHead(grid, place - 1);
  if (event.key === 'Home') return focusHead(grid, 0);
  if (event.key === 'End') return focusHead(grid, commands.columnCount - 2);
  return false;
}

function focusHead(grid: HTMLElement, place: number): boolean {
  const heads = grid.querySelectorAll('thead th');
  const head = heads[Math.max(place, 0)]?.querySelector<HTMLElement>('[data-head]');
  if (!head) return false;
  head.focus({ preventScroll: true });
  head.closest('th')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}

function bounded(index: number, { total }: GridCommands): number {
  return Math.min(Math.max(index, 0), Math.max(total - 1, 0));
}
