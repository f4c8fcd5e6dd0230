import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { isTyping, isUnderDialog } from '../../ui/keys.ts';
import { useShortcutDescriptions } from '../../ui/shortcut-registry.ts';

const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const keysOf = (step: number) => Object.keys(steps).filter((key) => steps[key] === step);

/**
 * Keys of the rows, wherever the focus is outside of texts, menus and dialogs: J/K and the arrows
 * move, Home and End go to the first and last, Enter opens.
 * @returns nothing; the row that has the focus tells the caller by itself (`onActivate`)
 */
export function useRowKeys(options: {
  rows: readonly ApplicationRow[];
  activeId: number | undefined;
  onOpen(row: ApplicationRow): void;
  /** A panel shows the open row and follows the keyboard. */
  panelOpen: boolean;
}): void {
  const { t } = useTranslation('pipeline');
  useShortcutDescriptions([
    { keys: keysOf(1), description: t('keys.next'), scope: 'page' },
    { keys: keysOf(-1), description: t('keys.previous'), scope: 'page' },
    { keys: ['Home'], description: t('keys.first'), scope: 'page' },
    { keys: ['End'], description: t('keys.last'), scope: 'page' },
    { keys: ['Enter'], description: t('keys.open'), scope: 'page' },
  ]);
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const { rows, activeId, onOpen, panelOpen } = options;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || isUnderDialog(event.target)) return;
    const target = event.target as Element;
    const index = rows.findIndex((row) => row.application_id === activeId);

    if (event.key === 'Enter') {
      // Enter on a button within a row is the button's.
      const row = rows[index];
      if (!row || !target.matches('tr[data-application]')) return;
      event.preventDefault();
      onOpen(row);
      return;
    }
    const next = nextIndex(event, target, index, rows.length);
    const row = next === undefined ? undefined : rows[next];
    if (!row) return;
    event.preventDefault();
    focusRow(row.application_id);
    if (panelOpen) onOpen(row);
  });

  useEffect(() => {
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}

/** Puts the focus on a row that is on screen. */
export function focusRow(applicationId: number): void {
  const row = document.querySelector<HTMLElement>(`tr[data-application="${applicationId}"]`);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

function nextIndex(
  event: KeyboardEvent,
  target: Element,
  index: number,
  count: number,
): number | undefined {
  const letter = event.key === 'j' || event.key === 'k';
  // Arrows, Home and End belong to other controls unless the focus is in the grid.
  if (!letter && !target.closest('[role="grid"]')) return undefined;
  if (event.key === 'Home') return 0;
  if (event.key === 'End') return count - 1;
  const step = steps[event.key];
  if (step === undefined) return undefined;
  if (index < 0) return 0;
  return Math.min(Math.max(index + step, 0), count - 1);
}
