import type { Condition, TextColumn } from './search-request.ts';
import type { SearchTable, SharedTexts } from './search-table.ts';

type Group = Extract<Condition, { kind: 'group' }>;
type TextCondition = Extract<Condition, { kind: 'text' }>;

/**
 * Which of some rows a condition lets pass: 1 or 0 a row, in their order. Each condition is one loop
 * over one column, so the cost is rows times conditions and nothing else.
 */
export function evaluateFilter(
  condition: Condition,
  table: SearchTable,
  rows: Uint32Array,
): Uint8Array {
  switch (condition.kind) {
    case 'group':
      return evaluateGroup(condition, table, rows);
    case 'codes': {
      const allowed = new Uint8Array(256).fill(condition.negated ? 1 : 0);
      for (const code of condition.codes) allowed[code] = condition.negated ? 0 : 1;
      return byCode(rows, table.byteColumn(condition.column), allowed);
    }
    case 'range': {
      const { from, to } = condition;
      const column = table.numberColumn(condition.column);
      return each(rows, (row) => (column[row] as number) >= from && (column[row] as number) < to);
    }
    case 'present': {
      const { present } = condition;
      const column = table.numberColumn(condition.column);
      return each(rows, (row) => Number.isNaN(column[row] as number) !== present);
    }
    case 'overdue': {
      const { now, overdue } = condition;
      const column = table.numberColumn(condition.column);
      // No deadline is NaN, which nothing is past.
      return each(rows, (row) => now >= (column[row] as number) === overdue);
    }
    case 'text':
      return evaluateText(condition, table, rows);
  }
}

function evaluateGroup({ op, items }: Group, table: SearchTable, rows: Uint32Array): Uint8Array {
  const passes = new Uint8Array(rows.length).fill(op === 'and' || items.length === 0 ? 1 : 0);
  for (const item of items) {
    const found = evaluateFilter(item, table, rows);
    const decisive = op === 'and' ? 0 : 1;
    for (let at = 0; at < passes.length; at += 1) if (found[at] === decisive) passes[at] = decisive;
  }
  return passes;
}

function each(rows: Uint32Array, test: (row: number) => boolean): Uint8Array {
  const passes = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) passes[at] = test(rows[at] as number) ? 1 : 0;
  return passes;
}

function byCode(
  rows: Uint32Array,
  column: Uint8Array | Int32Array,
  allowed: Uint8Array,
): Uint8Array {
  const passes = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    passes[at] = allowed[column[rows[at] as number] as number] as number;
  }
  return passes;
}

function evaluateText(condition: TextCondition, table: SearchTable, rows: Uint32Array): Uint8Array {
  const test = textTest(condition);
  const { column } = condition;
  if (column === 'phone') {
    return each(rows, (row) => test(table.phones[row] as string, table.phoneDigits[row] as string));
  }
  if (column === 'email') return each(rows, (row) => test(table.plainEmails[row] as string));
  if (column === 'name') {
    // A name is judged once, however many have it, and only where one of the rows does.
    const judged = new Uint8Array(table.names.size);
    return each(rows, (row) => {
      const name = table.name[row] as number;
      if (judged[name] === 0) judged[name] = test(table.names.plainName(name)) ? 2 : 1;
      return judged[name] === 2;
    });
  }
  const { texts, entries } = sharedTexts(column, table);
  const allowed = Uint8Array.from(texts.texts, (text) => (test(plain(text)) ? 1 : 0));
  return byCode(rows, entries, allowed);
}

function sharedTexts(
  column: Exclude<TextColumn, 'name' | 'phone' | 'email'>,
  table: SearchTable,
): { texts: SharedTexts; entries: Int32Array } {
  switch (column) {
    case 'position':
      return { texts: table.positions, entries: table.position };
    case 'stage':
      return { texts: table.stages, entries: table.stage };
    case 'step':
      return { texts: table.steps, entries: table.step };
  }
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A test of a text, and of the same text as digits where it has such a form. */
function textTest({ operator, value }: TextCondition): (text: string, digits?: string) => boolean {
  const wanted = plain(value.trim());
  const wantedDigits = /^[\d\s+()-]+$/.test(wanted) ? wanted.replace(/\D/g, '') : '';
  const either =
    (compare: (text: string, wanted: string) => boolean) =>
    (text: string, digits = ''): boolean =>
      compare(text, wanted) || (wantedDigits !== '' && compare(digits, wantedDigits));
  const contains = either((text, part) => text.includes(part));
  switch (operator) {
    case 'contains':
      return contains;
    case 'not_contains':
      return (text, digits) => !contains(text, digits);
    case 'equals':
      return either((text, part) => text === part);
    case 'starts_with':
      return either((text, part) => text.startsWith(part));
    case 'ends_with':
      return either((text, part) => text.endsWith(part));
    case 'empty':
      return (text) => text === '';
    case 'not_empty':
      return (text) => text !== '';
    default:
      throw new RangeError(`not an operator of texts: ${operator}`);
  }
}
