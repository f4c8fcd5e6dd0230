import { useTranslation } from 'react-i18next';
import { type ApplicationRow, listSort } from '../../../../shared/api/process.ts';
import type { Column } from '../../../../shared/catalogue/columns.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import classes from './application-table.module.css';
import { ApplicationTableRow } from './application-table-row.tsx';
import { cellTypes } from './cell-registry.tsx';
import { SortHeader } from './sort-header.tsx';

/** Pixels of the columns that are always there. */
const widths = { candidate: 248, step: 136, updated: 112, actions: 44 };

/** The rows of a page of the pipeline: fixed columns, the user's columns, and the row's menu. */
export function ApplicationTable(props: {
  rows: readonly ApplicationRow[];
  columns: readonly Column[];
  activeId: number | undefined;
  openId: number | undefined;
  sort: number;
  onSort(sort: number): void;
  onActivate(row: ApplicationRow): void;
  onOpen(row: ApplicationRow): void;
}) {
  const { rows, columns, activeId, sort, onSort } = props;
  const { t } = useTranslation('pipeline');
  const localized = useLocalized();
  const total =
    Object.values(widths).reduce((sum, width) => sum + width, 0) +
    columns.reduce((sum, { type }) => sum + cellTypes[type].width, 0);
  // The first row takes the tab stop until the keyboard is on another.
  const tabStop = rows.some((row) => row.application_id === activeId)
    ? activeId
    : rows[0]?.application_id;

  return (
    <table
      className={classes.table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take focus and act on keys, as a grid's do.
      role="grid"
      aria-label={t('table.label')}
      style={{ minWidth: total }}
    >
      <colgroup>
        <col style={{ width: widths.candidate }} />
        <col style={{ width: widths.step }} />
        {/* Without a width of their own they share what the others leave, never less than `total`. */}
        {columns.map(({ key }) => (
          <col key={key} />
        ))}
        <col style={{ width: widths.updated }} />
        <col style={{ width: widths.actions }} />
      </colgroup>
      <thead>
        <tr>
          <SortHeader
            className={classes.sticky}
            label={t('table.candidate')}
            direction="ascending"
            active={sort === listSort.name}
            onSort={() => onSort(listSort.name)}
          />
          <th scope="col">{t('table.step')}</th>
          {columns.map(({ key, label }) => (
            <th key={key} scope="col" title={localized(label)}>
              {localized(label)}
            </th>
          ))}
          <SortHeader
            label={t('table.updated')}
            direction="descending"
            active={sort === listSort.newestChange}
            onSort={() => onSort(listSort.newestChange)}
          />
          <th scope="col" className={classes.actions}>
            <span className="visually-hidden">{t('table.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ApplicationTableRow
            key={row.application_id}
            row={row}
            columns={columns}
            tabStop={row.application_id === tabStop}
            active={row.application_id === activeId}
            open={row.application_id === props.openId}
            onActivate={props.onActivate}
            onOpen={props.onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}
