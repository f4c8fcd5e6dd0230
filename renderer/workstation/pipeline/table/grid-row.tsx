import { type CSSProperties, type MouseEvent, memo } from 'react';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import type { Language } from '../../../../shared/language.ts';
import { RowMenu } from '../../applications/row-menu.tsx';
import { RowCheckbox } from '../../ui/row-checkbox.tsx';
import { useLast } from '../../ui/use-last.ts';
import { CellTabIndex } from './cell-tab-index.ts';
import { cellTexts } from './cell-texts.ts';
import { CellContent } from './column-views.tsx';
import classes from './grid.module.css';
import { gridRoles } from './grid-roles.ts';
import { actionsKey, type PlacedColumn, selectKey } from './use-columns.ts';

/** What a column is to a row: widths and offsets come from variables of the grid. */
export type RowColumn = Pick<PlacedColumn, 'key' | 'pin' | 'edge'>;

interface Props {
  /** From 0. */
  index: number;
  /** Undefined while it is fetched. */
  row: ApplicationRow | undefined;
  columns: readonly RowColumn[];
  /** What the cells speak: they are drawn anew with it. */
  language: Language;
  /** Pixels below the head. */
  top: number;
  tabStop: boolean;
  open: boolean;
  selected: boolean;
  onFocus(index: number): void;
  onClick(index: number, event: MouseEvent): void;
  onSelect(index: number, range: boolean): void;
}

/** One application. The row itself takes focus first; the arrows go into its cells. */
export const GridRow = memo(function GridRow(props: Props) {
  const { index, row, columns, top, tabStop, open, selected } = props;
  // Until the row is fetched the cells stay as they were, hidden: to change them then costs less than
  // to make them anew.
  const drawn = useLast(row);
  const drawnIndex = useLast(row && index) ?? index;
  return (
    <tr
      {...gridRoles.row}
      className={classes.row}
      data-index={index}
      data-application={row?.application_id}
      data-active={tabStop || undefined}
      data-open={open || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={open || undefined}
      aria-busy={!row || undefined}
      tabIndex={tabStop ? 0 : -1}
      style={{ top }}
      onFocus={() => props.onFocus(index)}
      onClick={(event) => props.onClick(index, event)}
    >
      {drawn ? (
        <Cells
          row={drawn}
          index={drawnIndex}
          columns={columns}
          language={props.language}
          tabStop={tabStop}
          selected={selected}
          onSelect={props.onSelect}
        />
      ) : (
        // One cell: thousands of rows are scrolled past before they are fetched.
        <td {...gridRoles.cell} colSpan={columns.length} />
      )}
    </tr>
  );
});

type CellsProps = Pick<
  Props,
  'index' | 'columns' | 'language' | 'tabStop' | 'selected' | 'onSelect'
> & { row: ApplicationRow };

const Cells = memo(function Cells(props: CellsProps) {
  const { row, columns, tabStop } = props;
  return (
    <CellTabIndex value={tabStop ? 0 : -1}>
      {columns.map((column, place) => {
        const shared = {
          className: classes.cell,
          style: columnStyle(column),
          'data-pin': column.pin,
          'data-edge': column.edge || undefined,
          'data-key': column.key,
          'aria-colindex': place + 1,
          tabIndex: -1,
        };
        if (column.key === 'candidate') {
          return (
            <th key={column.key} scope="row" {...gridRoles.rowHead} {...shared}>
              <Content column={column.key} row={row} />
            </th>
          );
        }
        return (
          <td key={column.key} {...gridRoles.cell} {...shared}>
            {column.key === selectKey ? (
              <SelectBox {...props} />
            ) : (
              <Content column={column.key} row={row} />
            )}
          </td>
        );
      })}
    </CellTabIndex>
  );
});

/** The place of a column: its track of the grid, and where it stays while the others scroll. */
export function columnStyle({ key, pin }: RowColumn): CSSProperties | undefined {
  if (pin === 'none') return undefined;
  return pin === 'left' ? { left: `var(--offset-${key})` } : { right: `var(--offset-${key})` };
}

function Content({ column, row }: { column: string; row: ApplicationRow }) {
  // A row may show another application: what was opened of the one before it is not this one's.
  if (column === actionsKey) return <RowMenu key={row.application_id} row={row} />;
  return <CellContent column={column} row={row} />;
}

function SelectBox(props: CellsProps) {
  const { t } = cellTexts();
  const { row, index, selected, tabStop } = props;
  return (
    <RowCheckbox
      checked={selected}
      tabIndex={tabStop ? 0 : -1}
      aria-label={t('selection.row', { name: row.resume_name })}
      onClick={(event) => {
        event.stopPropagation();
        props.onSelect(index, event.shiftKey);
      }}
      onChange={() => {}}
    />
  );
}
