import { useCallback, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyError } from '../../ui/notify.tsx';
import type { Rows } from '../rows/use-blocks.ts';
import { isSelected, useSelection } from '../selection/selection-store.ts';

/** Rows that a range can be long; more than that are selected by what they match. */
const longestRange = 10_000;

/** Selects rows by their place: one, or all from the one selected last. */
export function useRowSelection(rows: Rows) {
  const { t } = useTranslation('pipeline');
  const last = useRef<number>(undefined);

  const run = useEffectEvent(async (index: number, range: boolean, start?: number) => {
    const { selected, set } = useSelection.getState();
    const row = rows.at(index);
    last.current ??= range ? start : undefined;
    if (!range || last.current === undefined) {
      last.current = index;
      if (row) set([row.application_id], !isSelected(selected, row.application_id));
      return;
    }
    const [from, to] = [Math.min(last.current, index), Math.max(last.current, index)];
    try {
      const found = await rows.load(from, Math.min(to, from + longestRange - 1));
      set(
        found.map(({ application_id }) => application_id),
        true,
      );
    } catch (error) {
      notifyError(error, { title: t('selection.failed') });
    }
  });
  const select = useCallback(
    (index: number, range: boolean, start?: number) => void run(index, range, start),
    [],
  );
  const clear = useCallback(() => {
    last.current = undefined;
    const { selected, clear: letGo } = useSelection.getState();
    const any = selected.mode === 'view' || selected.ids.size > 0;
    letGo();
    return any;
  }, []);
  return { select, clear };
}
