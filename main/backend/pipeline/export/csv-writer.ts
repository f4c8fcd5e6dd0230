/** Tells spreadsheets that what follows is UTF-8. */
const byteOrderMark = '\ufeff';

/** What a spreadsheet would run as a formula; a line break before it counts too. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** A number as it is dialled abroad: no formula, and kept as it is. */
const dialled = /^\+\d{5,20}$/;
/** More digits than a spreadsheet keeps of a number. */
const longNumber = /^\d{16,}$/;

/**
 * A text as a field of CSV (RFC 4180). A formula gets a leading apostrophe, which makes it a text; so
 * does a number of more digits than a spreadsheet keeps. Credo's own import takes the mark off again.
 */
export function csvField(text: string): string {
  const marked =
    (formulaStart.test(text) && !dialled.test(text)) || longNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}

/** The bytes of a CSV file in UTF-8 with a byte order mark, a chunk a batch of rows. */
export async function* csvFile(
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let start = byteOrderMark;
  for await (const rows of batches) {
    const lines = rows.map((cells) => `${cells.map(csvField).join(',')}\r\n`);
    yield encoder.encode(start + lines.join(''));
    start = '';
  }
}
