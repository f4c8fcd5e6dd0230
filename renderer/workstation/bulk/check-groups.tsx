import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BulkJob } from '../../../shared/api/bulk.ts';
import type { FindingCode, FindingLevel } from '../../../shared/catalogue/bulk-findings.ts';
import type { ItemFilter } from './bulk-queries.ts';
import classes from './check.module.css';

/** A group of a check's rows: those that will be done, those left out, or those with a finding. */
export type CheckGroup = 'waiting' | 'left_out' | FindingCode;

/** The rows of a group. */
export function groupFilter(group: CheckGroup): ItemFilter {
  if (group === 'waiting' || group === 'left_out') return { state: group };
  return { finding: group };
}

const tones: Record<FindingLevel, string> = { blocker: 'red', caution: 'orange', notice: 'gray' };

/** The groups of a check with their counts, one of them chosen. */
export function CheckGroups(props: {
  job: BulkJob;
  group: CheckGroup;
  onGroup(group: CheckGroup): void;
}) {
  const { job, group, onGroup } = props;
  const { t } = useTranslation('bulk');
  const entries = [
    {
      key: 'waiting' as const,
      label: t('check.waiting'),
      count: job.counts.waiting,
      tone: 'green',
    },
    {
      key: 'left_out' as const,
      label: t('check.left_out'),
      count: job.counts.left_out,
      tone: 'gray',
    },
    ...job.findings.map(({ code, label, total, level }) => ({
      ...{ key: code, label, count: total, tone: tones[level] },
      title: t(`check.level.${level}`),
    })),
  ];
  return (
    <fieldset className={classes.groups}>
      <legend className="visually-hidden">{t('check.groups')}</legend>
      {entries.map((entry) => (
        <UnstyledButton
          key={entry.key}
          className={classes.group}
          data-tone={entry.tone}
          aria-pressed={entry.key === group}
          title={'title' in entry ? entry.title : undefined}
          onClick={() => onGroup(entry.key)}
        >
          <span className={classes.dot} />
          {entry.label}
          <span className={classes.count}>{entry.count}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
