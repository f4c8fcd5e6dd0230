import { crc32, deflateRawSync } from 'node:zlib';
import { type ImportStatus, importStatus } from '../../../shared/api/candidates.ts';
import type { Endpoint, Envelope } from '../../../shared/api/endpoint.ts';
import type { TestBackend } from '../test-backend.ts';

/** A part of a ZIP; `claims` is the size that its header gives, where that is not the truth. */
interface ZipPart {
  name: string;
  content: string | Buffer;
  claims?: number;
}

/** A ZIP of deflated parts. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims } of parts) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(0x0800, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(crc32(data), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(claims ?? data.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), header, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), header, rest, Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** A cell of a test workbook: a text, a number as stored, or a piece of XML with its type. */
export type TestCell = string | number | { type: string; xml: string } | null;

const sheetNamespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** The parts of a workbook with one sheet; texts are shared strings, as Excel writes them. */
export function workbookParts(rows: readonly (readonly TestCell[])[]): ZipPart[] {
  const strings: string[] = [];
  const data = rows.map((cells, index) => {
    const row = index + 1;
    const xml = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`, strings));
    return `<row r="${row}">${xml.join('')}</row>`;
  });
  return [
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook ${sheetNamespace} xmlns:r="r"><sheets>
        <sheet name="说明" sheetId="1" state="hidden" r:id="rId1"/>
        <sheet name="候选人" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData/></worksheet>` },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst ${sheetNamespace}>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    },
    {
      name: 'xl/worksheets/sheet2.xml',
      content: `<worksheet ${sheetNamespace}><sheetData>${data.join('')}</sheetData></worksheet>`,
    },
  ];
}

/** An XLSX file with one sheet. */
export function makeXlsx(rows: readonly (readonly TestCell[])[]): Buffer {
  return makeZip(workbookParts(rows));
}

function cellXml(cell: TestCell, reference: string, strings: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}" s="1"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${reference}" t="${cell.type}">${cell.xml}</c>`;
  strings.push(cell);
  return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Uploads a file to an import endpoint. */
export async function upload(
  backend: TestBackend,
  endpoint: Endpoint,
  content: string | Buffer,
  fields: Record<string, string> = {},
  { fileName = '候选人.csv', language = 'zh' } = {},
): Promise<Envelope<{ import_id: number } | null> & { status: number }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new File([new Uint8Array(Buffer.from(content))], fileName));
  const response = await backend.recruiterApp.request(endpoint.path, {
    method: 'POST',
    headers: { 'accept-language': language },
    body: form,
  });
  return { ...((await response.json()) as Envelope<never>), status: response.status };
}

/** Uploads a file and waits for the import to end. */
export async function importFile(
  backend: TestBackend,
  ...rest: Parameters<typeof upload> extends [unknown, ...infer Rest] ? Rest : never
): Promise<ImportStatus> {
  const answer = await upload(backend, ...rest);
  if (!answer.results) throw new Error(answer.err_msg);
  await backend.imports.idle();
  return (await backend.call(importStatus, answer.results)).results;
}
