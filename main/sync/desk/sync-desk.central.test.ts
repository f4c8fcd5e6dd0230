import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import { eraseCandidate } from '../../../shared/api/privacy.ts';
import { listApplications } from '../../../shared/api/process.ts';
import { reviewQueue, undoReview } from '../../../shared/api/review-queue.ts';
import {
  getSyncStatus,
  joinCompany,
  leaveCompany,
  listConflicts,
  listDisputed,
  listParked,
  pauseSync,
  reportConnection,
  resolveConflict,
  setMeteredPause,
} from '../../../shared/api/sync.ts';
import { errors } from '../../../shared/errors.ts';
import {
  asAttachments,
  candidatePost,
  requestCertificate,
  seedApplication,
  upload,
} from '../../backend/certificates/test-certificates.ts';
import type { TestBackend } from '../../backend/test-backend.ts';
import { meet, TestCompany } from '../testing/test-company.ts';

let company: TestCompany;
let centre: TestCompany['centre'];

beforeAll(async () => {
  company = await TestCompany.start();
  centre = company.centre;
});
beforeEach(() => company.renew());
afterEach(() => company.close());
afterAll(() => company.dispose());

const open = () => company.open();
const joined: TestCompany['joined'] = (name, prepare) => company.joined(name, prepare);

async function submitted(backend: TestBackend): Promise<void> {
  seedApplication(backend);
  const { token } = await requestCertificate(backend);
  await candidatePost(backend, degreeCertificate.submitResult.path, {
    token,
    attachments: asAttachments([await upload(backend, token)]),
  });
}

const certificateOf = ({ database }: TestBackend) =>
  database.prepare<[], number>('SELECT certificate_id FROM certificates').pluck().get() ?? 0;
const phoneOf = ({ database }: TestBackend) =>
  database.prepare<[], string>('SELECT phone FROM candidates').pluck().get();
const setPhone = ({ database }: TestBackend, phone: string) =>
  database.prepare('UPDATE candidates SET phone = ?').run(phone);

it('joins through the endpoint, once, and leaves keeping everything', async () => {
  const refused = await open().call(joinCompany, { url: company.url, code: 'ABCD-EFGH-JKLM' });
  expect(refused.err_no).toBe(errors.syncCodeInvalid.number);
  const backend = await joined('周敏', submitted);
  const { results } = await backend.call(getSyncStatus, {});
  expect(results).toMatchObject({ state: 'current', reason: null, pending: 0, parked: 0 });
  expect(results.last_synced_at).not.toBeNull();
  const again = await backend.call(joinCompany, { url: company.url, code: 'ABCD-EFGH-JKLM' });
  expect(again.err_no).toBe(errors.syncJoined.number);

  const { uid } = backend.workspace.user;
  expect((await backend.call(leaveCompany, {})).results.state).toBe('alone');
  expect(backend.workspace.user).toMatchObject({ uid, role: 'administrator' });
  expect(phoneOf(backend)).toBeDefined();
  const code = await company.invite('周敏');
  await backend.call(joinCompany, { url: company.url, code });
  await backend.sync.syncNow();
  expect((await backend.call(listParked, {})).results.dataList).toEqual([]);
});

it('stays paused over a restart until somebody resumes', async () => {
  const before = await joined('周敏');
  const { results } = await before.call(pauseSync, { paused: true });
  expect(results.state).toBe('paused');
  // What waits is shown as it grows, though nothing is sent.
  const told = new Promise<void>((resolve) => {
    before.live.subscribe(({ type }) => type === 'sync' && resolve());
  });
  seedApplication(before);
  before.live.publish({ type: 'applications' });
  await told;
  expect((await before.call(getSyncStatus, {})).results.pending).toBeGreaterThan(0);
  await before.sync.stop();
  before.close();
  const backend = company.open({ dataFolder: before.dataFolder });
  backend.sync.start();
  await backend.sync.syncNow();
  expect((await backend.call(getSyncStatus, {})).results).toMatchObject({ state: 'paused' });
  expect(backend.sync.status().pending).toBeGreaterThan(0);
  await backend.call(pauseSync, { paused: false });
  await backend.sync.syncNow();
  expect((await backend.call(getSyncStatus, {})).results).toMatchObject({
    state: 'current',
    pending: 0,
  });
});

it('waits while the network is metered and goes on by itself, unless it is told not to', async () => {
  const backend = await joined('周敏');
  const status = async () => (await backend.call(getSyncStatus, {})).results;
  await backend.call(reportConnection, { metered: true });
  seedApplication(backend);
  await backend.sync.syncNow();
  expect(await status()).toMatchObject({ state: 'paused', paused_by: 'metered' });
  expect(backend.sync.status().pending).toBeGreaterThan(0);
  await backend.call(reportConnection, { metered: false });
  await backend.sync.idle();
  expect(await status()).toMatchObject({ state: 'current', paused_by: null, pending: 0 });

  await backend.call(reportConnection, { metered: true });
  const { results } = await backend.call(setMeteredPause, { pauses: false });
  expect(results).toMatchObject({ paused_by: null, pauses_on_metered: false });
  await backend.call(pauseSync, { paused: true });
  expect(await status()).toMatchObject({ state: 'paused', paused_by: 'user' });
});

it('shows both sides of a conflict to both, and the choice of one settles it for all', async () => {
  const first = await joined('周敏', (backend) => seedApplication(backend));
  const second = await joined('陈立');
  setPhone(first, '13900000001');
  centre.clock.now += 1_000;
  setPhone(second, '13900000002');
  await meet(first, second);
  expect([phoneOf(first), phoneOf(second)]).toEqual(['13900000002', '13900000002']);
  const [entry] = (await first.call(listConflicts, {})).results.dataList;
  expect(entry).toMatchObject({
    kind: 'concurrent',
    entity_text: '候选人',
    stands: 'theirs',
    choices: expect.arrayContaining(['mine', 'theirs']),
    mine: { uname: '周敏', device: '周敏的电脑' },
    theirs: { uname: '陈立', device: '陈立的电脑' },
    fields: [{ label: '手机号', mine: '13900000001', theirs: '13900000002' }],
  });
  const [other] = (await second.call(listConflicts, {})).results.dataList;
  expect(other).toMatchObject({ stands: 'mine', fields: [{ mine: '13900000002' }] });
  const conflict_id = entry?.conflict_id ?? '';
  expect((await first.call(resolveConflict, { conflict_id, choice: 'mine' })).err_no).toBe(0);
  await meet(first, second);
  expect([phoneOf(first), phoneOf(second)]).toEqual(['13900000001', '13900000001']);
  for (const backend of [first, second]) {
    const { results } = await backend.call(getSyncStatus, {});
    expect(results).toMatchObject({ conflicts: 0, parked: 0, pending: 0 });
  }
  const late = await second.call(resolveConflict, { conflict_id, choice: 'theirs' });
  expect(late.err_no).toBe(errors.syncEntryNotFound.number);
});

it('disputes differing verdicts until one settles them, and again where that is taken back', async () => {
  const first = await joined('周敏', submitted);
  const second = await joined('陈立');
  const review = (backend: TestBackend, review_status: number) =>
    backend.call(degreeCertificate.updateReviewStatus, {
      certificate_id: certificateOf(backend),
      review_status,
    });
  const detail = async (backend: TestBackend) =>
    (
      await backend.call(degreeCertificate.getCertificateById, {
        certificate_id: certificateOf(backend),
      })
    ).results;
  await review(first, 1);
  centre.clock.now += 1_000;
  await review(second, 3);
  await meet(first, second);
  for (const backend of [first, second]) {
    expect(await detail(backend)).toMatchObject({
      review_status: 0,
      disputed: true,
      decisions: [
        { uname: '陈立', review_status: 3, device: '陈立的电脑', standing: true },
        { uname: '周敏', review_status: 1, device: '周敏的电脑', standing: true },
      ],
    });
    const { dataList } = (await backend.call(listDisputed, {})).results;
    expect(dataList.map(({ verdicts }) => verdicts.map((each) => each.review_status))).toEqual([
      [1, 3],
    ]);
  }
  const shownIn = async (backend: TestBackend, degreeStatus: number) => {
    const { results } = await backend.call(listApplications, {
      stage_type_id: 3,
      list_type: 3,
      degreeStatus,
    });
    return results.dataList.map(({ degreeCertificate }) => degreeCertificate?.disputed);
  };
  const queue = async (backend: TestBackend) =>
    (await backend.call(reviewQueue, { disputed: true })).results;
  for (const backend of [first, second]) {
    expect(await shownIn(backend, 6)).toEqual([true]);
    expect(await shownIn(backend, 2)).toEqual([]);
    expect(await queue(backend)).toMatchObject({
      pagination: { total: 1 },
      disputed: [{ kind: 'degree', total: 1 }],
      dataList: [{ disputed: true, review_status: 0 }],
    });
  }

  centre.clock.now += 1_000;
  await review(first, 1);
  const cited = first.database.prepare(
    `SELECT COUNT(*) FROM review_citations
     WHERE review_id = (SELECT review_id FROM reviews ORDER BY created_at DESC LIMIT 1)`,
  );
  expect(cited.pluck().get()).toBe(2);
  await meet(first, second);
  for (const backend of [first, second]) {
    expect(await detail(backend)).toMatchObject({ review_status: 1, disputed: false });
    expect((await backend.call(getSyncStatus, {})).results.disputed).toBe(0);
    expect(await shownIn(backend, 3)).toEqual([false]);
    expect((await queue(backend)).disputed).toEqual([]);
  }

  const certificate_id = certificateOf(first);
  const undone = await first.call(undoReview, { certificate_id, review_status: 1 });
  expect(undone).toMatchObject({ err_no: 0, results: { review_status: 0 } });
  await meet(first, second);
  for (const backend of [first, second]) {
    const { disputed, decisions } = await detail(backend);
    expect(disputed).toBe(true);
    expect(decisions.map(({ standing, withdrawn }) => ({ standing, withdrawn }))).toEqual([
      { standing: false, withdrawn: true },
      { standing: true, withdrawn: false },
      { standing: true, withdrawn: false },
    ]);
    expect(await shownIn(backend, 6)).toEqual([true]);
    expect((await queue(backend)).pagination.total).toBe(1);
  }
});

it('erases a person from what waits, here and on the other device, messages included', async () => {
  const first = await joined('周敏', submitted);
  const second = await joined('陈立', (backend) => {
    backend.database.exec('SELECT 1');
  });
  await meet(first, second);
  // A message about them that only the second device has.
  await second.call(degreeCertificate.updateReviewStatus, {
    certificate_id: certificateOf(second),
    review_status: 2,
    remark: '只在这里写过',
  });
  second.database.exec(`UPDATE outbox SET certificate_id = ${certificateOf(second)}`);
  setPhone(first, '13912341234');
  const person = first.database
    .prepare<[], { id: string; name: string }>(
      'SELECT CAST(tob_resume_id AS TEXT) AS id, name FROM candidates',
    )
    .get();
  await first.call(eraseCandidate, {
    tob_resume_id: person?.id ?? '',
    confirm_name: person?.name ?? '',
  });
  const texts = (backend: TestBackend) =>
    JSON.stringify(
      backend.database
        .prepare("SELECT patch, base FROM sync_outbox WHERE entity <> 'settings'")
        .all(),
    );
  expect(texts(first)).not.toContain('13912341234');
  expect(texts(first)).not.toContain(person?.name);
  await meet(first, second);
  expect(phoneOf(second)).toBeUndefined();
  expect(texts(second)).not.toContain('只在这里写过');
  for (const backend of [first, second]) {
    expect(backend.sync.status()).toMatchObject({ state: 'current', pending: 0 });
    expect(backend.database.prepare('SELECT COUNT(*) FROM sync_parked').pluck().get()).toBe(0);
  }
});
