import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvField, csvFile } from './csv-writer.ts';

it('quotes what RFC 4180 wants quoted', () => {
  expect(csvField('张三')).toBe('张三');
  expect(csvField('a,b')).toBe('"a,b"');
  expect(csvField('say "hi"')).toBe('"say ""hi"""');
  expect(csvField('two\nlines')).toBe('"two\nlines"');
});

it('makes texts of formulas, and leaves phone numbers as they are', () => {
  expect(csvField('=1+1')).toBe("'=1+1");
  expect(csvField('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
  for (const formula of ['+1+1', '-2', '@SUM(1)', '\t=1', '＝1+1']) {
    expect(csvField(formula)).toBe(`'${formula}`);
  }
  expect(csvField('\r=1')).toBe('"\'\r=1"');
  expect(csvField('18799990000')).toBe('18799990000');
  expect(csvField('+14155552671')).toBe('+14155552671');
  expect(csvField('1511732484135936027')).toBe("'1511732484135936027");
});

it('is read back field by field, whatever the texts', async () => {
  const table = fc.array(
    fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const chunks: Uint8Array[] = [];
      const batches = (async function* () {
        for (const row of rows) yield [row];
      })();
      for await (const chunk of csvFile(batches)) chunks.push(chunk);
      const read: string[][] = parse(Buffer.concat(chunks), {
        bom: true,
        relax_column_count: true,
        record_delimiter: '\r\n',
      });
      const unmarked = (text: string, original: string) =>
        text === original ? text : text.replace(/^'/, '');
      expect(
        read.map((row, line) => row.map((text, cell) => unmarked(text, rows[line]?.[cell] ?? ''))),
      ).toEqual(rows);
    }),
  );
});
