import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { fixedParts, sheetEnd, sheetRow, sheetStart, xlsxStyle } from './xlsx-parts.ts';

/** Data rows of a sheet: what a spreadsheet has, less the head. */
export const xlsxRowLimit = 1_048_575;

/**
 * The bytes of an XLSX file with one sheet, every cell a text: written row by row and packed on the
 * way (zlib works on its own thread), at the pace at which they are read. Ending the iteration early
 * ends the source too.
 * @param batches the head as the first row
 */
export async function* xlsxFile(
  batches: AsyncIterable<readonly (readonly string[])[]>,
  sheetName: string,
  modifiedAt: Date,
): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const options = { mtime: modifiedAt, mode: 0o100644 };
  for (const [name, xml] of Object.entries(fixedParts(sheetName))) {
    zip.addBuffer(Buffer.from(xml), name, options);
  }
  const output = zip.outputStream as Readable;
  const sheet = Readable.from(sheetXml(batches), { objectMode: false });
  // The ZIP does not hand on what goes wrong before it.
  sheet.once('error', (error) => output.destroy(error));
  zip.once('error', (error) => output.destroy(error));
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', options);
  zip.end();
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    sheet.destroy();
  }
}

async function* sheetXml(
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Buffer, void, undefined> {
  let started = false;
  for await (const rows of batches) {
    const xml = rows.map((cells, index) =>
      sheetRow(cells, !started && index === 0 ? xlsxStyle.heading : xlsxStyle.text),
    );
    const start = started ? '' : sheetStart(rows[0]?.length ?? 1);
    started = true;
    yield Buffer.from(start + xml.join(''));
  }
  yield Buffer.from(sheetEnd);
}
