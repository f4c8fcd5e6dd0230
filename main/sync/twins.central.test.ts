import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCandidate, createPosition } from '../../shared/api/candidates.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { createTpl, getTpl, saveTpl } from '../../shared/api/mail-templates.ts';
import { getPrivacySettings, savePrivacySettings } from '../../shared/api/privacy.ts';
import { history, listApplications, moveStage, updateFields } from '../../shared/api/process.ts';
import { listConflicts } from '../../shared/api/sync.ts';
import { saveRequest } from '../backend/certificates/test-certificates.ts';
import type { TestBackend } from '../backend/test-backend.ts';
import { expectSettled, meet, TestCompany } from './testing/test-company.ts';

let company: TestCompany;
let first: TestBackend;
let second: TestBackend;

beforeAll(async () => {
  company = await TestCompany.start();
});
beforeEach(async () => {
  await company.renew();
  first = await company.joined('周敏');
  second = await company.joined('陈立');
});
afterEach(() => company.close());
afterAll(() => company.dispose());

const centre = () => company.centre;

function goOffline(): void {
  for (const { sync } of [first, second]) sync.pause(true);
}

/** They come back one after the other, and then everybody has everything. */
async function comeBack(...order: readonly TestBackend[]): Promise<void> {
  for (const { sync } of order) {
    sync.pause(false);
    await sync.syncNow();
  }
  await meet(...order);
}

const person = { resume_name: '宋海洋', resume_phone: '18799990000' };

/** The same candidate applies for the same position on a device. @returns the application */
async function apply(backend: TestBackend, tob_position_id: number): Promise<number> {
  const { err_no, results } = await backend.call(createCandidate, {
    ...person,
    tob_position_id,
    use_existing: 1,
  });
  expect(err_no).toBe(0);
  return results.application_id ?? 0;
}

const rowOf = async (backend: TestBackend) => {
  const { results } = await backend.call(listApplications, { stage_type_id: 1, list_type: 3 });
  expect(results.dataList).toHaveLength(1);
  return results.dataList[0];
};

describe.each([
  ['first', 0],
  ['second', 1],
])('the same application on two devices, the %s of which syncs first', (_name, order) => {
  it('is one, with the work and the history of both', async () => {
    const { results } = await first.call(createPosition, { position_name: '保安队长' });
    const position = results.tob_position_id;
    const { results: created } = await first.call(createCandidate, person);
    await meet(first, second);

    goOffline();
    const here = await apply(first, position);
    centre().clock.now += 1_000;
    const there = await apply(second, position);
    expect(there).not.toBe(here);
    const request = async (backend: TestBackend) => {
      const answer = await backend.call(degreeCertificate.saveCertificate, {
        ...saveRequest,
        tob_position_id: position,
        tob_resume_id: created.tob_resume_id,
      });
      expect(answer.err_no).toBe(0);
    };
    await request(first);
    centre().clock.now += 1_000;
    await request(second);
    const set = async (
      backend: TestBackend,
      application_id: number,
      fields: Record<string, number>,
    ) => {
      const answer = await backend.call(updateFields, { application_id, fields });
      expect(answer.err_no, answer.err_msg).toBe(0);
    };
    await set(first, here, { estimateType: 2 });
    await set(second, there, { offerStatus: 2 });
    await comeBack(...(order === 0 ? [first, second] : [second, first]));
    expectSettled(first, second);

    const stood = order === 0 ? here : there;
    const events: unknown[] = [];
    for (const backend of [first, second]) {
      expect(await rowOf(backend)).toMatchObject({
        application_id: stood,
        estimateType: 2,
        offerStatus: 2,
      });
      const certificates = backend.database
        .prepare('SELECT application_id FROM certificates')
        .pluck()
        .all();
      expect(certificates).toEqual([stood, stood]);
      const { results } = await backend.call(history, { application_id: stood });
      events.push(results.dataList.map(({ event_id }) => event_id));
      expect((await backend.call(listConflicts, {})).results.dataList).toEqual([]);
    }
    expect(events[0]).toEqual(events[1]);
    expect((events[0] as number[]).filter((id) => id === 135)).toHaveLength(2);

    // Whoever's it became, it goes on as one.
    await set(second, stood, { estimateType: 3 });
    await meet(first, second);
    expect(await rowOf(first)).toMatchObject({ estimateType: 3 });
    expectSettled(first, second);
  });

  it('keeps a move that was made after the first of two creations', async () => {
    const { results } = await first.call(createPosition, { position_name: '会计' });
    await first.call(createCandidate, person);
    await meet(first, second);
    goOffline();
    const application_id = await apply(first, results.tob_position_id);
    const moved = await first.call(moveStage, { application_id, stage_id: 8 });
    expect(moved.err_no, moved.err_msg).toBe(0);
    centre().clock.now += 5_000;
    await apply(second, results.tob_position_id);
    await comeBack(...(order === 0 ? [first, second] : [second, first]));
    expectSettled(first, second);
    for (const { database } of [first, second]) {
      const row = database.prepare('SELECT application_id, stage_id FROM applications').all();
      const stood = order === 0 ? application_id : expect.any(Number);
      expect(row).toEqual([{ application_id: stood, stage_id: 8 }]);
    }
  });
});

it('joins the slots that two devices gave to one template', async () => {
  const texts = {
    title: '学历证明',
    email_subject: '请上传',
    email_content: '<p>请上传：{{upload_link}}</p>',
  };
  const slot = (slot_key: string, note: string) => ({
    slot_key,
    label: '',
    note,
    required: true,
    max_files: 1,
  });
  const { results, err_msg } = await first.call(createTpl, { tpl_group: 'degree_cert', ...texts });
  expect(results, err_msg).toBeTruthy();
  const { mail_tpl_id, revision } = results;
  // The second device is its author's too.
  second.database.prepare('UPDATE mail_templates SET is_share = 1').run();
  await meet(first, second);
  goOffline();
  const insert = ({ database }: TestBackend, key: string, note: string) =>
    database
      .prepare(
        `INSERT INTO template_slots(template_slot_id, mail_tpl_id, position, slot_key, label, note,
           required, max_files)
         VALUES (credo_next_id('template_slots'), ?, 0, ?, '', ?, 1, 1)`,
      )
      .run(mail_tpl_id, key, note);
  insert(second, 'diploma', '对方');
  centre().clock.now += 1_000;
  const saved = await first.call(saveTpl, {
    mail_tpl_id,
    revision,
    ...texts,
    slots: [slot('diploma', '彩色扫描'), slot('degree_certificate', '')],
  });
  expect(saved.err_no, saved.err_msg).toBe(0);
  await comeBack(second, first);
  expectSettled(first, second);
  for (const backend of [first, second]) {
    const rows = backend.database
      .prepare('SELECT slot_key, note FROM template_slots ORDER BY slot_key')
      .all();
    expect(rows).toEqual([
      { slot_key: 'degree_certificate', note: '' },
      { slot_key: 'diploma', note: '彩色扫描' },
    ]);
  }
  expect((await first.call(getTpl, { mail_tpl_id })).results.slots).toHaveLength(2);
});

it('asks for the consent text that was saved last, whichever device numbers higher', async () => {
  const save = (backend: TestBackend, zh: string) =>
    backend.call(savePrivacySettings, { consent: { enabled: true, zh, en: zh } });
  const inUse = async (backend: TestBackend) =>
    (await backend.call(getPrivacySettings, {})).results.consent.zh;
  // The second device's numbers are above all of the first's.
  await save(second, '旧');
  await meet(second, first);
  centre().clock.now += 1_000;
  await save(first, '新');
  await meet(first, second);
  expect([await inUse(first), await inUse(second)]).toEqual(['新', '新']);
  // Its clock is behind the other's: what is saved last is in use all the same.
  centre().clock.now -= 60_000;
  await save(first, '最新');
  await meet(first, second);
  expect([await inUse(first), await inUse(second)]).toEqual(['最新', '最新']);
});

it('knows one agreement of a candidate who agreed at two servers: the one that came first', async () => {
  const { results } = await first.call(createPosition, { position_name: '会计' });
  await apply(first, results.tob_position_id);
  const { tob_resume_id } = first.database
    .prepare<[], { tob_resume_id: string }>(
      'SELECT CAST(tob_resume_id AS TEXT) AS tob_resume_id FROM candidates',
    )
    .get() ?? { tob_resume_id: '' };
  await first.call(degreeCertificate.saveCertificate, {
    ...saveRequest,
    tob_position_id: results.tob_position_id,
    tob_resume_id,
  });
  first.database.exec(
    `INSERT INTO consent_texts(version, zh, en, uid, created_at)
     VALUES (credo_next_id('consent_texts'), '同意', 'I agree', 1, 0)`,
  );
  await meet(first, second);
  goOffline();
  for (const { database } of [first, second]) {
    database
      .prepare(
        `INSERT INTO consents(consent_id, certificate_id, version, language, created_at)
         SELECT credo_next_id('consents'), certificate_id,
           (SELECT MAX(version) FROM consent_texts), 'zh', ?
         FROM certificates`,
      )
      .run(centre().clock.now);
    centre().clock.now += 1_000;
  }
  const [kept] = second.database.prepare('SELECT * FROM consents').all();
  await comeBack(second, first);
  expectSettled(first, second);
  for (const { database } of [first, second]) {
    expect(database.prepare('SELECT * FROM consents').all()).toEqual([kept]);
  }
});
