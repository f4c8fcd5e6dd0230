import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ViewRequest } from '../pipeline-view.ts';
import { selectionActions } from './selection-actions.ts';
import classes from './selection-bar.module.css';
import { selectedCount, selectionRequest, useSelection } from './selection-store.ts';

/** How many rows are selected, and what can be done with them; nothing where none is. */
export function SelectionBar({ view, total }: { view: ViewRequest; total: number }) {
  const { t } = useTranslation('pipeline');
  const { selected, selectAll, clear } = useSelection();
  const count = selectedCount(selected, total);
  const selection = selectionRequest(selected);
  if (!selection || count === 0) return null;
  return (
    <section className={classes.bar} aria-label={t('selection.label')}>
      <CloseButton size={24} iconSize={15} aria-label={t('selection.clear')} onClick={clear} />
      <strong className={classes.count} aria-live="polite">
        {t('selection.count', { count })}
      </strong>
      {selected.mode === 'picked' && count < total && (
        <Button variant="subtle" px={8} onClick={() => selectAll(view)}>
          {t('selection.all', { count: total })}
        </Button>
      )}
      <div className={classes.actions}>
        {selectionActions.map((Action, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the actions never change.
          <Action key={index} selection={selection} count={count} onDone={clear} />
        ))}
      </div>
    </section>
  );
}
