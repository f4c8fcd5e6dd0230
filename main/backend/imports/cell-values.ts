import { CredoError } from '../../../shared/errors.ts';
import { type Cell, sheetLimits } from './sheet.ts';

/** Digits that a spreadsheet keeps of a number; the rest become zeros. */
const keptDigits = 15;

/**
 * The text of a cell: trimmed, without the marks that spreadsheets add to keep digits as text
 * (`="187…"` and a leading apostrophe).
 * @throws CredoError `importFormula` for a formula or its error, `importValueTooLong`
 */
export function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') throw new CredoError('importFormula', { value: cell.error });
  // Zero-width characters come along when people copy from web pages.
  const trimmed = cell.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').trim();
  if (trimmed.length > sheetLimits.cell) {
    throw new CredoError('importValueTooLong', { limit: sheetLimits.cell });
  }
  const text = /^="([^"]*)"$/.exec(trimmed)?.[1] ?? trimmed.replace(/^'/, '');
  if (text.startsWith('=')) throw new CredoError('importFormula', { value: text.slice(0, 40) });
  return text.trim();
}

/**
 * The text of a cell whose digits all matter: a phone or an ID number. A number in scientific notation
 * is written out where all its digits are there.
 * @throws CredoError `importScientific` where some are gone; `importDigitsLost` for a number of more
 * than 15 digits, which spreadsheets round; what `cellText` throws
 */
export function cellDigits(cell: Cell): string {
  if (typeof cell === 'number') {
    const text = Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
    if (Number.isInteger(cell) && text.length > keptDigits) {
      throw new CredoError('importDigitsLost', { value: text });
    }
    return text;
  }
  const text = cellText(cell);
  const scientific = /^(\d)(?:\.(\d+))?e\+?(\d{1,2})$/i.exec(text);
  if (!scientific) return text.replace(/^(\d+)\.0+$/, '$1');
  const [, whole = '', fraction = '', exponent = '0'] = scientific;
  const missing = Number(exponent) - fraction.length;
  // `1.88E+10` shows three of eleven digits; `1.8799990000E+10` shows them all.
  if (missing > 0 || !/^0*$/.test(fraction.slice(Number(exponent)))) {
    throw new CredoError('importScientific', { value: text });
  }
  return whole + fraction.slice(0, Number(exponent));
}
