import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CredoError } from '../../../shared/errors.ts';
import { hasContent, type Sheet, type SheetRow, sheetLimits } from './sheet.ts';
import { decodedText, detectEncoding, type TextEncoding } from './text-encoding.ts';

const delimiters = [',', ';', '\t'] as const;

/**
 * Opens a CSV file: comma, semicolon or tab, whichever its first lines have most of; quotes as
 * spreadsheets write them. A record counts as one row however many lines its quotes span.
 * @throws CredoError `importEncodingUnknown`; while reading also `importQuoteUnclosed`,
 * `importRecordTooLarge`, `importTooManyRows`
 */
export async function openCsv(path: string): Promise<Sheet> {
  const encoding = await detectEncoding(path);
  const { delimiter, declared } = await detectDelimiter(path, encoding);
  return { date1904: false, rows: () => readRows(path, encoding, delimiter, declared) };
}

async function* readRows(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  declared: boolean,
): AsyncGenerator<SheetRow[]> {
  const parser = Readable.from(decodedText(path, encoding)).compose(
    parse({
      delimiter,
      // Spreadsheets write a quotation mark within an unquoted value as it is.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: sheetLimits.record,
    }),
  );
  let row = 0;
  let batch: SheetRow[] = [];
  try {
    for await (const record of parser) {
      row++;
      if (row > sheetLimits.rows) {
        throw new CredoError('importTooManyRows', { limit: sheetLimits.rows });
      }
      // `sep=;` tells Excel the delimiter; it is no row of the data.
      if ((row === 1 && declared) || !hasContent(record)) continue;
      batch.push({ row, cells: record });
      if (batch.length === 500) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw readingError(error, row + 1);
  }
  yield batch;
}

function readingError(error: unknown, row: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new CredoError('importQuoteUnclosed', { row });
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new CredoError('importRecordTooLarge', { row });
  return new CredoError('importFileBroken', {}, { cause: error });
}

async function detectDelimiter(
  path: string,
  encoding: TextEncoding,
): Promise<{ delimiter: string; declared: boolean }> {
  let text = '';
  for await (const piece of decodedText(path, encoding)) {
    text += piece;
    if (text.length > 64 * 1024) break;
  }
  const declared = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (declared !== undefined) return { delimiter: declared, declared: true };
  const lines = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/);
  const unquoted = lines.slice(0, 20).join('\n');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  const delimiter = delimiters.reduce((best, other) => (count(other) > count(best) ? other : best));
  return { delimiter, declared: false };
}
