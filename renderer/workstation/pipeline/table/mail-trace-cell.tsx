import { Tooltip } from '@mantine/core';
import { IconMail, IconMessage } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { messageStages } from '../../../../shared/catalogue/message-stages.ts';
import { ToneBadge } from '../../ui/status-badge.tsx';
import type { CellProps } from './cell-registry.tsx';
import { cellTexts } from './cell-texts.ts';
import classes from './cells.module.css';

/** Where the newest message to the candidate is; the server's own words in the tooltip. */
export function MailTraceCell({ row }: CellProps) {
  const { t, localized } = cellTexts();
  const trace = row.mailTrace;
  if (!trace) return <span className={classes.none}>–</span>;
  const { label, tone } = messageStages[trace.stage];
  const Icon = trace.kind === 'sms' ? IconMessage : IconMail;
  return (
    <WithTooltip
      label={() => (
        <span className={classes.tooltip}>
          <strong>{trace.subject}</strong>
          <span>{trace.updated_at}</span>
          {trace.last_error && <span>{trace.last_error}</span>}
        </span>
      )}
    >
      <span className={classes.mail}>
        <ToneBadge tone={tone}>{localized(label)}</ToneBadge>
        <Icon size={14} stroke={1.6} aria-label={t(`mail.${trace.kind}`)} />
        {trace.last_error && <span className="visually-hidden">{trace.last_error}</span>}
      </span>
    </WithTooltip>
  );
}

/** A tooltip that is there while the pointer is: one in each row would cost the list its speed. */
function WithTooltip(props: { label(): ReactElement; children: ReactElement }) {
  const [near, setNear] = useState(false);
  return (
    <span
      className={classes.near}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
    >
      {near ? (
        <Tooltip opened maw={360} label={props.label()}>
          {props.children}
        </Tooltip>
      ) : (
        props.children
      )}
    </span>
  );
}
