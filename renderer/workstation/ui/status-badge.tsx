import type { ReactNode } from 'react';
import {
  type StatusName,
  type StatusOption,
  statusOptions,
} from '../../../shared/catalogue/status-options.ts';
import { useLocalized } from '../i18n/i18n.ts';
import classes from './status-badge.module.css';

export type Tone = StatusOption['tone'];

/** A short state in the colour family of its tone. */
export function ToneBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.dot} />
      <span className={classes.label}>{children}</span>
    </span>
  );
}

/** The badge of a status value of the catalogue; a dash for 0, "none yet". */
export function StatusBadge({ options, value }: { options: StatusName; value: number }) {
  const localized = useLocalized();
  const option = findStatusOption(options, value);
  if (!option) return <span className={classes.none}>–</span>;
  return <ToneBadge tone={option.tone}>{localized(option.label)}</ToneBadge>;
}

/** What a status value means, or undefined for 0 and for values the catalogue does not know. */
export function findStatusOption(options: StatusName, value: number): StatusOption | undefined {
  return statusOptions[options].find((candidate: StatusOption) => candidate.value === value);
}
