import { Spotlight } from '@mantine/spotlight';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { ToneBadge } from '../ui/status-badge.tsx';
import type { Command } from './commands.ts';
import { markMatches } from './mark-matches.ts';
import classes from './palette.module.css';

/** A command of the palette. */
export function CommandAction({ command, query }: { command: Command; query: string }) {
  const Icon = command.icon;
  return (
    <Spotlight.Action onClick={command.run} className={classes.action}>
      <Icon size={17} stroke={1.6} />
      <span className={classes.label}>
        <Marked text={command.label} query={query} />
      </span>
    </Spotlight.Action>
  );
}

/** A candidate who was found: name, phone, position and stage. */
export function CandidateAction(props: {
  row: ApplicationRow;
  keyword: string;
  onOpen(row: ApplicationRow): void;
}) {
  const { row, keyword, onOpen } = props;
  const { t } = useTranslation('pipeline');
  const localized = useLocalized();
  const stage = stageTypes.find(({ stageTypeId }) => stageTypeId === row.stage_type_id);
  return (
    <Spotlight.Action onClick={() => onOpen(row)} className={classes.action}>
      <IconUser size={17} stroke={1.6} />
      <span className={classes.name}>
        <Marked text={row.resume_name} query={keyword} />
      </span>
      <span className={classes.detail}>
        <Marked text={row.resume_phone || row.resume_email} query={keyword} />
      </span>
      <span className={classes.position}>
        <Marked text={row.position_name} query={keyword} />
      </span>
      {row.list_state !== 1 && <ToneBadge tone="gray">{t('table.closed')}</ToneBadge>}
      <span className={classes.stage}>{stage && localized(stage.label)}</span>
    </Spotlight.Action>
  );
}

function Marked({ text, query }: { text: string; query: string }) {
  let offset = 0;
  return markMatches(text, query).map((piece) => {
    const key = offset;
    offset += piece.text.length;
    return piece.found ? (
      <mark key={key} className={classes.found}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    );
  });
}
