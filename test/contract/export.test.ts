import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ApplicationStore } from '../../main/backend/applications/application-store.ts';
import { requestCertificate } from '../../main/backend/certificates/test-certificates.ts';
import { cellDigits, cellText } from '../../main/backend/imports/cell-values.ts';
import { openCsv } from '../../main/backend/imports/csv-sheet.ts';
import type { Cell } from '../../main/backend/imports/sheet.ts';
import { openXlsx } from '../../main/backend/imports/xlsx-sheet.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import type { RequestOf } from '../../shared/api/endpoint.ts';
import { exportApplications, exportFormats, exportRowsHeader } from '../../shared/api/export.ts';
import { saveGridLayout } from '../../shared/api/grid-layout.ts';
import { type ApplicationRow, listApplications } from '../../shared/api/process.ts';
import { saveUserColumns } from '../../shared/api/settings.ts';
import { saveVerification } from '../../shared/api/verifications.ts';

type ExportRequest = RequestOf<typeof exportApplications>;

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
  const store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: 3285, name: '保安,"队长"sy' });
  for (let index = 0; index < 137; index += 1) {
    store.createApplication({
      tob_resume_id: store.createCandidate({
        name: `候选人${index}`,
        phone: index === 1 ? '+14155552671' : String(18_799_990_000 + index),
        ...(index === 0 && { tob_resume_id: '1511732484135936027' }),
      }),
      tob_position_id: 3285,
      stage_id: 8,
      values: { degree_status: index % 6 },
    });
  }
});
afterEach(() => backend.dispose());

async function download(request: ExportRequest, language = 'zh') {
  const response = await backend.recruiterApp.request(exportApplications.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(request),
  });
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function exported(request: ExportRequest, language?: string): Promise<Cell[][]> {
  const { bytes } = await download(request, language);
  const path = join(backend.dataFolder, `export.${request.format}`);
  writeFileSync(path, bytes);
  const sheet = await (request.format === 'csv' ? openCsv(path) : openXlsx(path));
  const rows: Cell[][] = [];
  for await (const batch of sheet.rows()) rows.push(...batch.map(({ cells }) => [...cells]));
  return rows;
}

async function listed(request: RequestOf<typeof listApplications>): Promise<ApplicationRow[]> {
  return (await backend.call(listApplications, { ...request, size: 200 })).results.dataList;
}

const identity = ({ resume_name, resume_phone, tob_resume_id }: ApplicationRow) =>
  [resume_name, resume_phone, tob_resume_id] as const;

it.each(exportFormats)('%s has the rows of process/list, every digit kept', async (format) => {
  const views = [
    { stage_type_id: 3 },
    { stage_type_id: 3, sort: 2 },
    { stage_type_id: 3, degreeStatus: 2, list_type: 3 },
    { stage_type_id: 3, keyword: '候选人1' },
    { stage_type_id: 1 },
  ];
  for (const view of views) {
    const [head = [], ...rows] = await exported({ ...view, format });
    expect(head.slice(0, 3)).toEqual(['姓名', '手机号', '应聘职位']);
    expect(head.at(-1)).toBe('简历编号');
    const read = rows.map((cells) => [
      cellText(cells[0] as Cell),
      cellDigits(cells[1] as Cell),
      cellDigits(cells.at(-1) as Cell),
    ]);
    expect(read).toEqual((await listed(view)).map(identity));
    // Texts, whatever a spreadsheet would make of the digits.
    expect(rows.every((cells) => cells.every((cell) => typeof cell === 'string'))).toBe(true);
  }
});

it.each(exportFormats)('%s has the columns on screen, in their order', async (format) => {
  const heads = async (request: Partial<ExportRequest>, language = 'zh') =>
    (await exported({ stage_type_id: 3, ...request, format }, language))[0];
  const where = ['应聘职位', '阶段', '当前步骤', '状态'];
  const [degree, income] = ['学历证明进度', '薪资证明进度'].map((name) => [
    name,
    `${name}：等待天数`,
    `${name}：已逾期`,
  ]) as [string[], string[]];
  const last = ['更新时间', '简历编号'];
  expect(await heads({})).toEqual([
    ...['姓名', '手机号', ...where, 'offer状态', '薪酬证明', '学历证明'],
    ...[...degree, ...income, ...last],
  ]);
  await backend.call(saveUserColumns, {
    stage_type_id: 3,
    columns: ['entryTime', 'degreeCertificate'],
  });
  expect((await heads({}))?.slice(6, 8)).toEqual(['入职时间', '学历证明']);
  expect((await heads({}, 'en'))?.slice(0, 8)).toEqual([
    ...['Name', 'Phone', 'Position', 'Stage', 'Step', 'State', 'Start date', 'Degree certificate'],
  ]);
  await backend.call(saveGridLayout, {
    stage_type_id: 3,
    layout: {
      columns: [
        { key: 'updatedAt' },
        { key: 'phone', pin: 'right' },
        { key: 'position', visible: false },
        { key: 'degreeVerification' },
        { key: 'candidate', pin: 'left' },
      ],
    },
  });
  const verification = ['学历核验', '学历核验：核验日期', '学历核验：核验人', '学历核验：核验处'];
  expect(await heads({})).toEqual(['姓名', '更新时间', ...verification, '手机号', '简历编号']);
  // What a saved view shows is asked for.
  expect(await heads({ columns: ['offerStatus', 'email', 'offerStatus'] })).toEqual([
    ...['姓名', '手机号', 'offer状态', '邮箱', '简历编号'],
  ]);
});

it('tells how far certificates are and who verified them, a fact a column', async () => {
  const facts = async (language: string) => {
    const columns = ['degreeProgress', 'degreeVerification'];
    const request = { stage_type_id: 3, keyword: '18799990000', columns };
    const [, row] = await exported({ ...request, format: 'xlsx' }, language);
    return row?.slice(2, -1);
  };
  const blank = ['', '', ''];
  expect(await facts('zh')).toEqual(['未发起', '', '', '', ...blank]);
  const { certificateId } = await requestCertificate(backend);
  backend.clock.now += 9 * 24 * 60 * 60 * 1000;
  await backend.call(saveVerification, {
    certificate_id: certificateId,
    ...{ result: 1, source: 'chsi', checked_on: '2026-03-10' },
  });
  expect(await facts('zh')).toEqual([
    ...['已发送', '9', '是'],
    ...['已核验，属实', '2026-03-10', '招聘专员', '学信网'],
  ]);
  expect(await facts('en')).toEqual([
    ...['Sent', '9', 'Yes'],
    ...['Verified', '2026-03-10', '招聘专员', 'CHSI (chsi.com.cn)'],
  ]);
});

it('names the file in any script and says how many rows it has', async () => {
  const { headers, bytes } = await download({ stage_type_id: 3, format: 'csv' });
  expect(headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent('候选人_offer_2026-03-02.csv')}`,
  );
  expect(headers.get(exportRowsHeader)).toBe('137');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString()).toContain('"保安,""队长""sy"');
  expect(bytes.toString()).toContain(',+14155552671,');
  const english = await download({ stage_type_id: 2, format: 'xlsx' }, 'en');
  expect(english.headers.get('content-disposition')).toContain(
    'filename="Candidates_Interview_2026-03-02.xlsx"',
  );
});

it('refuses in the envelope, with no file', async () => {
  const refusals: [object, number][] = [
    [{ stage_type_id: 9, format: 'csv' }, 2001],
    [{ stage_type_id: 3, format: 'pdf' }, 1100],
    [{ stage_type_id: 3, format: 'csv', columns: ['salary'] }, 1101],
  ];
  for (const [request, err_no] of refusals) {
    const { headers, bytes } = await download(request as ExportRequest);
    expect(headers.get('content-type')).toContain('application/json');
    expect(JSON.parse(bytes.toString())).toMatchObject({ err_no, results: null });
  }
});
