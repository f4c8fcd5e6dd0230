import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCandidates } from '../../../shared/api/candidates.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { importFile, makeXlsx, makeZip, upload, workbookParts } from './test-sheets.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const people = () =>
  backend.database
    .prepare('SELECT name, phone, email, id_number FROM candidates ORDER BY name_sort')
    .all();

const song = { name: '宋海洋', phone: '18799990000', email: '', id_number: '' };

/** `姓名,手机\n宋海洋,18799990000` in GB18030, as Chinese Excel saves CSV. */
const gb18030 = Buffer.concat([
  Buffer.from('d0d5c3fb2ccad6bbfa0acbce', 'hex'),
  Buffer.from('baa3d1f32c', 'hex'),
  Buffer.from('18799990000'),
]);
/** As above, the name 𠮷 of four bytes. */
const fourBytes = Buffer.concat([
  Buffer.from('d0d5c3fb2ccad6bbfa0a', 'hex'),
  Buffer.from('95329031', 'hex'),
  Buffer.from(',18799990000'),
]);

describe('texts', () => {
  const text = '姓名,手机\n宋海洋,18799990000';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['GB18030', gb18030],
    ['semicolons and CR LF', Buffer.from('姓名;手机\r\n宋海洋;18799990000\r\n')],
    ['tabs', Buffer.from('姓名\t手机\n宋海洋\t18799990000')],
    ['a declared delimiter', Buffer.from('sep=|\r\n姓名|手机\r\n宋海洋|18799990000')],
    ['a wrong extension', Buffer.from(text), '候选人.xlsx'],
  ])('are read in %s', async (_name, content, fileName = '候选人.csv') => {
    const status = await importFile(backend, importCandidates, content, {}, { fileName });
    expect(status).toMatchObject({ state: 'finished', created: 1, message: '' });
    expect(people()).toEqual([song]);
  });

  it('keep characters of four bytes in GB18030', async () => {
    await importFile(backend, importCandidates, fourBytes);
    expect(people()).toMatchObject([{ name: '\u{20087}' }]);
  });

  it.each([
    ['a phone whose digits are all there', '1.8799990000E+10', '18799990000'],
    ['a phone kept as text', '="18799990000"', '18799990000'],
    ['an apostrophe before it', "'18799990000", '18799990000'],
    ['a decimal point after it', '18799990000.0', '18799990000'],
  ])('keep %s', async (_name, cell, phone) => {
    await importFile(
      backend,
      importCandidates,
      `name,phone\n宋海洋,"${cell.replaceAll('"', '""')}"`,
    );
    expect(people()).toMatchObject([{ phone }]);
  });

  it.each([
    ['手机', '1.88E+10', '1.88E+10 是科学计数法，部分数字已丢失；请把该列设为“文本”格式后重新填写'],
    [
      '身份证',
      '1.10105E+17',
      '1.10105E+17 是科学计数法，部分数字已丢失；请把该列设为“文本”格式后重新填写',
    ],
  ])('refuse a %s that has lost digits, and say what to do', async (header, cell, message) => {
    const status = await importFile(backend, importCandidates, `姓名,${header}\n宋海洋,${cell}`);
    expect(status.errors).toEqual([{ row: 2, field: header, value: cell, message }]);
    expect(people()).toEqual([]);
  });

  it.each([
    [
      'a quotation mark that is never closed',
      'name,phone\n"宋海洋,18799990000\n李四,18799990001',
      '引号没有闭合',
    ],
    ['a record without end', `name,phone\n"${'长'.repeat(1_100_000)}`, '过长'],
    ['a million columns', `${'列,'.repeat(1_000_000)}\n`, '过长'],
    ['three hundred columns', `name,phone${',列'.repeat(300)}\n宋海洋,18799990000`, '列数过多'],
    ['no header that is known', 'a,b\n1,2', '缺少必需的列：姓名 (name)'],
    ['nothing but blanks', ' \n\n,,\n', '文件里没有内容'],
    ['bytes of no encoding', Buffer.from('e5a7930a80ff80ff', 'hex'), '无法识别文字编码'],
  ])('end in an error, with nothing written, for %s', async (_name, content, message) => {
    const status = await importFile(backend, importCandidates, content);
    expect(status.state).toBe('failed');
    expect(status.message).toContain(message);
    expect(people()).toEqual([]);
  });

  it('may have a header alone', async () => {
    const status = await importFile(backend, importCandidates, '姓名,手机\n');
    expect(status).toMatchObject({ state: 'finished', total: 0, processed: 0 });
  });
});

describe('workbooks', () => {
  it('are read from the first visible sheet, numbers with all their digits', async () => {
    const rows = [
      ['姓名', '手机', '邮箱', '身份证号', '投递时间', '应聘职位'],
      ['宋海洋', 18799990000, 'song@example.com', '11010519491231002X', 46_081.5, '保安'],
      null,
      ['<李&四>', '18799990001', null, 130503670401001, '2026-03-01', '保安'],
    ].map((row) => row ?? []);
    const content = makeXlsx(rows);
    const status = await importFile(backend, importCandidates, content, {}, { fileName: 'a.csv' });
    expect(status).toMatchObject({ state: 'finished', total: 2, created: 2, errors: [] });
    expect(people()).toEqual([
      { name: '<李&四>', phone: '18799990001', email: '', id_number: '130503670401001' },
      {
        name: '宋海洋',
        phone: '18799990000',
        email: 'song@example.com',
        id_number: '11010519491231002X',
      },
    ]);
    const applied = backend.database
      .prepare('SELECT applied_at FROM applications ORDER BY application_id')
      .pluck()
      .all();
    expect(applied).toEqual([Date.UTC(2026, 1, 28, 4), Date.UTC(2026, 1, 28, 16)]);
  });

  it('report what a spreadsheet has lost or could not compute, by its own row numbers', async () => {
    const status = await importFile(
      backend,
      importCandidates,
      makeXlsx([
        ['姓名', '手机', '身份证号'],
        [],
        ['张三', 18799990000, { type: 'n', xml: '<v>110105194912310016</v>' }],
        ['李四', { type: 'e', xml: '<f>VLOOKUP(1)</f><v>#N/A</v>' }, null],
        ['王五', { type: 'str', xml: '<f>A1</f><v>18799990001</v>' }, null],
        [
          { type: 'inlineStr', xml: '<is><r><t>赵</t></r><r><t>六</t></r></is>' },
          18799990002,
          null,
        ],
      ]),
    );
    expect(status.errors.map(({ row, field, value }) => [row, field, value])).toEqual([
      [3, '身份证号', '110105194912310020'],
      [4, '手机', '#N/A'],
    ]);
    expect(status.errors[0]?.message).toContain('15 位以后的数字已丢失');
    expect(people()).toMatchObject([
      { name: '王五', phone: '18799990001' },
      { name: '赵六', phone: '18799990002' },
    ]);
  });

  const parts = workbookParts([
    ['姓名', '手机'],
    ['宋海洋', '18799990000'],
  ]);
  const replaced = (name: string, content: string | Buffer, claims?: number) =>
    makeZip(parts.map((part) => (part.name === name ? { name, content, claims } : part)));
  const sheet = 'xl/worksheets/sheet2.xml';
  const bomb = Buffer.alloc(220 * 1024 * 1024, ' ');

  it.each([
    [
      'a ZIP of something else',
      () => makeZip([{ name: 'word/document.xml', content: '' }]),
      '不是 CSV 或 XLSX',
    ],
    ['a file that was cut off', () => makeXlsx([['姓名']]).subarray(0, 400), '损坏'],
    [
      'a sheet that was cut off',
      () => replaced(sheet, '<worksheet><sheetData><row r="1">'),
      '损坏',
    ],
    ['a missing sheet', () => makeZip(parts.slice(0, 2)), '损坏'],
    ['a part that unpacks to too much', () => replaced('xl/sharedStrings.xml', bomb), '解压后过大'],
    [
      'a part that hides how much it unpacks to',
      () => replaced('xl/sharedStrings.xml', bomb, 1_000),
      '损坏',
    ],
    [
      'a column beyond all limits',
      () =>
        replaced(
          sheet,
          '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
        ),
      '列数过多',
    ],
    [
      'a row beyond all limits',
      () => replaced(sheet, '<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>'),
      '行数过多',
    ],
    [
      'entities that multiply',
      () =>
        replaced(
          sheet,
          `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row r="1">
           <c t="inlineStr"><is><t>&b;&b;</t></is></c></row></sheetData></worksheet>`,
        ),
      '缺少必需的列',
    ],
  ])('end in an error, with nothing written, for %s', async (_name, make, message) => {
    const status = await importFile(backend, importCandidates, make());
    expect(status.state).toBe('failed');
    expect(status.message).toContain(message);
    expect(people()).toEqual([]);
  });
});

describe('an upload', () => {
  it.each([
    ['an empty file', '', 6005],
    ['a PDF', '%PDF-1.7 …', 6007],
    ['a binary file', Buffer.from([1, 0, 2, 0]), 6007],
    ['an old or encrypted workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 6006],
  ])('of %s is refused at once, whatever its name', async (_name, content, err_no) => {
    const answer = await upload(backend, importCandidates, content);
    expect([answer.status, answer.err_no, answer.results]).toEqual([200, err_no, null]);
    expect(backend.database.prepare('SELECT 1 FROM imports').all()).toEqual([]);
    const next = await upload(backend, importCandidates, 'name,phone\n宋海洋,18799990000');
    expect(next.err_no).toBe(0);
    await backend.imports.idle();
  });

  it('shows its name without a path', async () => {
    const fileName = '..\\..\\名单\u0007.csv';
    const status = await importFile(backend, importCandidates, 'name\n', {}, { fileName });
    expect(status.file_name).toBe('名单.csv');
  });
});
