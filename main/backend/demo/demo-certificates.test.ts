import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadPath } from '../../../shared/api/attachments.ts';
import { degreeCertificate, incomeCertificate } from '../../../shared/api/certificates.ts';
import { listApplications } from '../../../shared/api/process.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { fillDemoWorkspace } from './demo-workspace.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = createTestBackend();
  await fillDemoWorkspace(backend);
});
afterAll(() => backend.dispose());

function column(sql: string): unknown[] {
  return backend.database.prepare(sql).pluck().all();
}

it('answers every certificate filter of the list with rows that show that status', async () => {
  for (const { searchKey, column: key } of certificateKinds) {
    for (let value = 1; value <= 5; value++) {
      const request = { stage_type_id: 3, [searchKey]: value, size: 200 };
      const { results } = await backend.call(listApplications, request);
      expect(results.pagination.total).toBeGreaterThan(0);
      for (const row of results.dataList) {
        const cell = row[key];
        const shown = cell === null ? 0 : cell.status === 1 ? 1 : 2 + cell.review_status;
        expect(shown).toBe(value);
      }
    }
  }
});

it('lists the newest change first, in the order of time', async () => {
  const request = { stage_type_id: 3, list_type: 3, size: 200 };
  const { results } = await backend.call(listApplications, request);
  const times = results.dataList.map(({ updated_at }) => updated_at);
  expect(times).toEqual([...times].sort().reverse());
  expect(times[0]! < backend.workspace.formatTime(backend.clock.now)).toBe(true);
});

it('has the certificate that the reference shows, with its ids', async () => {
  const { results } = await backend.call(degreeCertificate.getCertificateById, {
    certificate_id: 3,
  });
  expect(results).toMatchObject({
    certificate_id: 3,
    uid: 81,
    top_id: 81,
    parent_id: 81,
    resume_id: 0,
    tob_resume_id: '1225069313917132820',
    tob_position_id: 5297,
    attachments: [{ name: 't01f6af2d343502f1e0.jpg', ext: 'jpg', dfs_group_name: 'group1' }],
    status: 2,
    review_status: 1,
    step_id: 3313,
    stage_id: 8,
  });
});

it('serves every file that a certificate names, of every type', async () => {
  const files = backend.database
    .prepare<[], { dfs_group_name: string; dfs_file_name: string; name: string; size: number }>(
      'SELECT dfs_group_name, dfs_file_name, name, size FROM attachments GROUP BY sha256',
    )
    .all();
  for (const { size, ...file } of files) {
    const query = new URLSearchParams(file);
    const response = await backend.recruiterApp.request(`${downloadPath}?${query}`);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(size);
  }
  expect(column('SELECT DISTINCT ext FROM attachments ORDER BY 1')).toEqual([
    'heic',
    'jpg',
    'pdf',
    'png',
  ]);
});

it('tells each life in submissions, verdicts, events and messages', async () => {
  expect(column('SELECT DISTINCT review_status FROM reviews ORDER BY 1')).toEqual([1, 2, 3]);
  expect(column('SELECT DISTINCT state FROM outbox ORDER BY 1')).toEqual([
    'accepted',
    'cancelled',
    'failed',
    'queued',
  ]);
  expect(column('SELECT DISTINCT kind FROM outbox ORDER BY 1')).toEqual(['mail', 'sms']);
  expect(column('SELECT DISTINCT event_id FROM application_events ORDER BY 1')).toEqual(
    expect.arrayContaining([101, 110, 111, 134, 135, 136, 137, 138, 139]),
  );
  const replaced = 'SELECT certificate_id FROM submissions GROUP BY 1 HAVING COUNT(*) > 1';
  const certificate_id = column(replaced)[0] as number;
  const kind = column(`SELECT kind FROM certificates WHERE certificate_id = ${certificate_id}`)[0];
  const endpoints = kind === 'degree' ? degreeCertificate : incomeCertificate;
  const { results } = await backend.call(endpoints.getCertificateHistory, { certificate_id });
  expect(results.submissions.length).toBeGreaterThan(1);
});

it('has nothing waiting that a mail account would send at once, and no address but example.com', () => {
  const due = `SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending')
    AND next_attempt_at <= ${backend.clock.now}`;
  expect(column(due)).toEqual([0]);
  const strays = `SELECT recipient FROM outbox WHERE kind = 'mail' AND recipient NOT LIKE '%_@example.com'`;
  expect(column(strays)).toEqual([]);
});
