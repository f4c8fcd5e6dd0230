import { useDraggable } from '@dnd-kit/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { certificateKinds } from '../../../../shared/catalogue/certificate-kinds.ts';
import { certificateProgressLabels } from '../../../../shared/catalogue/certificate-progress.ts';
import { useStageName } from '../../applications/stage-name.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { ToneBadge } from '../../ui/status-badge.tsx';
import classes from './board.module.css';

interface CardProps {
  row: ApplicationRow;
  /** Takes the column's tab stop. */
  tabStop: boolean;
  open: boolean;
  /** On its way elsewhere, or arriving: not to be dragged again yet. */
  pending?: boolean;
  onOpen(row: ApplicationRow): void;
  onFocus?(row: ApplicationRow): void;
}

/** A candidate on the board: dragged by pointer, or by Space and the arrows; Enter opens. */
export const BoardCard = memo(function BoardCard(props: CardProps) {
  const { row, tabStop, open, pending = false, onOpen, onFocus } = props;
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: row.application_id,
    data: { row },
    disabled: pending,
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dnd-kit's attributes make it a button.
    <div
      ref={setNodeRef}
      className={classes.card}
      data-application={row.application_id}
      data-dragging={isDragging || undefined}
      data-pending={pending || undefined}
      data-open={open || undefined}
      {...attributes}
      {...listeners}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => onOpen(row)}
      onFocus={() => onFocus?.(row)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isDragging) {
          event.preventDefault();
          onOpen(row);
          return;
        }
        listeners?.onKeyDown?.(event);
      }}
    >
      <CardFace row={row} />
    </div>
  );
});

/** What a card says: who, for what, how far the certificates are and for how long. */
export function CardFace({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation(['board', 'pipeline']);
  const localized = useLocalized();
  const stageName = useStageName();
  const step = stageName.step(row) || stageName.stage(row);
  const days = daysSince(row.updated_at);
  return (
    <>
      <div className={classes.who}>
        <span className={classes.name} title={row.resume_name}>
          {row.resume_name}
        </span>
        {row.list_state !== 1 && <ToneBadge tone="gray">{t('pipeline:table.closed')}</ToneBadge>}
        <span className={classes.days} title={t('changed', { time: row.updated_at.slice(0, 16) })}>
          {days === 0 ? t('today') : t('pipeline:progress.days', { count: days })}
        </span>
      </div>
      <div className={classes.position} title={`${row.position_name} · ${step}`}>
        {row.position_name} · {step}
      </div>
      <div className={classes.facts}>
        {certificateKinds.map(({ kind, label }) => {
          const progress = row.certificateProgress[kind];
          if (!progress || progress.state === 'not_sent') return null;
          const state = certificateProgressLabels[progress.state];
          const waited =
            progress.waiting_since !== null && progress.waiting_days > 0
              ? ` · ${t('pipeline:progress.days', { count: progress.waiting_days })}`
              : '';
          return (
            <ToneBadge key={kind} tone={progress.overdue ? 'red' : state.tone}>
              {t(`kind.${kind}`, { defaultValue: localized(label) })} {localized(state.label)}
              {waited}
            </ToneBadge>
          );
        })}
      </div>
    </>
  );
}

const dayMilliseconds = 86_400_000;

/** Whole days since a day and time of the workspace; both days are the calendar's. */
function daysSince(time: string): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const then = Date.parse(`${time.slice(0, 10)}T00:00:00Z`);
  return Math.max(0, Math.round((midnight(new Date()) - then) / dayMilliseconds));
}
