import { afterEach, beforeEach, expect, it } from 'vitest';
import { getApplication, listApplications, stageCounts } from '../../../../shared/api/process.ts';
import { columns } from '../../../../shared/catalogue/columns.ts';
import { ApplicationStore, type NewApplication } from '../../applications/application-store.ts';
import { createTestBackend, type TestBackend, testStart } from '../../test-backend.ts';

let backend: TestBackend;
let store: ApplicationStore;
let position: number;
beforeEach(() => {
  backend = createTestBackend();
  store = new ApplicationStore(backend.database, backend.platform);
  position = store.createPosition({ name: '会计' });
});
afterEach(() => backend.dispose());

function apply(name: string, application: Partial<NewApplication> = {}): number {
  return store.createApplication({
    tob_resume_id: store.createCandidate({ name }),
    tob_position_id: position,
    stage_id: 8,
    ...application,
  });
}

const names = async (request: Partial<Parameters<typeof call>[0]>) =>
  (await call(request)).results.dataList.map(({ resume_name }) => resume_name);
const call = (request: object) =>
  backend.call(listApplications, { stage_type_id: 3, ...request } as never);

it('carries identity and every column of the catalogue', async () => {
  const id = apply('宋海洋', {
    values: { interview_time: testStart, entry_date: '2026-04-01', offer_status: 3 },
  });
  const { results } = await call({});
  expect(results.pagination).toEqual({ page: 1, size: 20, total: 1 });
  expect(results).toMatchObject({ with_es: false, esLog: null });
  const row = results.dataList[0];
  expect(row).toMatchObject({
    application_id: id,
    resume_name: '宋海洋',
    position_name: '会计',
    stage_name: 'offer',
    step_name: '背景调查',
    interviewTime: '2026-03-02 09:00:00',
    entryTime: '2026-04-01',
    offerStatus: 3,
    degreeCertificate: null,
    mailTrace: null,
  });
  for (const { key } of columns) expect(row).toHaveProperty(key);
  expect((await backend.call(getApplication, { application_id: id })).results).toEqual(row);
});

it('shows the newest certificate and the newest message', async () => {
  const id = apply('宋海洋', { values: { degree_certificate_id: 1, degree_status: 3 } });
  backend.database.exec(`
    INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at, mail_tpl_id,
      resume_name, resume_email, resume_phone, position_name, email_subject, stage_id, step_id, status,
      review_status, created_at, updated_at)
    VALUES (1, 'degree', ${id}, 1, 't', 0, 59, '', '', '', '', '', 8, 3313, 2, 1, 0, ${testStart});
    INSERT INTO outbox(kind, application_id, recipient, subject, content, message_id_header, state,
      next_attempt_at, created_at, updated_at)
    VALUES ('mail', ${id}, 'a', '旧', '', 'x', 'accepted', 0, 0, 0),
      ('mail', ${id}, 'a', '新', '', 'y', 'queued', 0, 0, ${testStart});`);
  const row = (await call({ degreeStatus: 3 })).results.dataList[0];
  expect(row?.degreeCertificate).toEqual({
    certificate_id: 1,
    status: 2,
    review_status: 1,
    updated_at: '2026-03-02 09:00:00',
    disputed: false,
  });
  expect(row?.incomeCertificate).toBeNull();
  expect(row?.mailTrace).toEqual({
    message_id: 2,
    kind: 'mail',
    state: 'queued',
    subject: '新',
    updated_at: '2026-03-02 09:00:00',
    last_error: null,
    stage: 'queued',
  });
});

it('sorts by change, by application and by name', async () => {
  apply('张三', { applied_at: 3000 });
  apply('李四', { applied_at: 1000 });
  apply('阿明', { applied_at: 2000 });
  expect(await names({})).toEqual(['阿明', '李四', '张三']);
  expect(await names({ sort: 1 })).toEqual(['张三', '阿明', '李四']);
  expect(await names({ sort: 2 })).toEqual(['阿明', '李四', '张三']);
});

it('filters by state, status, position and process', async () => {
  const other = store.createPosition({ name: '司机' });
  apply('甲', { values: { offer_status: 1 } });
  apply('乙', { values: { offer_status: 2, degree_status: 1 } });
  apply('丙', { list_state: 2, values: { offer_status: 2 } });
  apply('丁', { tob_position_id: other });
  apply('戊', { stage_id: 6 });
  expect(await names({ offerStatus: 2 })).toEqual(['乙']);
  expect(await names({ offerStatus: 2, list_type: 2 })).toEqual(['丙']);
  expect(await names({ offerStatus: 2, list_type: 3 })).toEqual(['丙', '乙']);
  expect(await names({ offerStatus: 2, degreeStatus: 1, list_type: 3 })).toEqual(['乙']);
  expect(await names({ position_id: other })).toEqual(['丁']);
  expect(await names({ process_id: 1, size: 2, page: 2 })).toEqual(['甲']);
  expect(await names({ process_id: 2 })).toEqual([]);
  const totals = (await backend.call(stageCounts, {})).results.map(({ total }) => total);
  expect(totals).toEqual([1, 0, 3, 0]);
});

it('takes entry dates relative to today in the time zone of the workspace', async () => {
  const dates = {
    昨: '2026-03-01',
    今: '2026-03-02',
    周: '2026-03-09',
    月: '2026-04-01',
    远: '2026-04-02',
  };
  for (const [name, entry_date] of Object.entries(dates)) {
    apply(name, { values: { entry_date, entry_status: 1 } });
  }
  apply('到', { values: { entry_date: '2026-02-01', entry_status: 2 } });
  apply('空', {});
  expect(await names({ entryTime: 1 })).toEqual(['今']);
  expect(await names({ entryTime: 2 })).toEqual(['周', '今']);
  expect(await names({ entryTime: 3 })).toEqual(['月', '周', '今']);
  expect(await names({ entryTime: 4 })).toEqual(['昨']);
  expect(await names({ entryTime: 5 })).toEqual(['空']);
  backend.clock.now = Date.UTC(2026, 2, 2, 16, 0, 0);
  expect(await names({ entryTime: 1 })).toEqual([]);
  expect(await names({ entryTime: 4 })).toEqual(['今', '昨']);
  expect(await names({ entryTime: 3 })).toEqual(['远', '月', '周']);
});

it('finds by keyword', async () => {
  apply('宋海洋');
  apply('张三');
  expect(await names({ keyword: '海洋' })).toEqual(['宋海洋']);
  expect(await names({ keyword: '会计' })).toEqual(['张三', '宋海洋']);
});

it('refuses a stage type that does not exist and an application that does not', async () => {
  expect((await call({ stage_type_id: 9 })).err_no).toBe(2001);
  expect((await backend.call(getApplication, { application_id: 5 })).err_no).toBe(2002);
});
