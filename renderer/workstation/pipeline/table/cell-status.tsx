import type { StatusName } from '../../../../shared/catalogue/status-options.ts';
import { findStatusOption, ToneBadge } from '../../ui/status-badge.tsx';
import { cellTexts } from './cell-texts.ts';
import classes from './cells.module.css';

/** The badge of a status value of the catalogue; a dash for 0, "none yet". */
export function CellStatus({ options, value }: { options: StatusName; value: number }) {
  const option = findStatusOption(options, value);
  if (!option) return <span className={classes.none}>–</span>;
  return <ToneBadge tone={option.tone}>{cellTexts().localized(option.label)}</ToneBadge>;
}
