/**
 * The roles of the parts of a table, said again: some browsers forget them where CSS gives the parts
 * another display than a table's.
 */
export const gridRoles = {
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  rowHead: { role: 'rowheader' },
  cell: { role: 'gridcell' },
} as const;
