import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilterGroup, FilterLeaf } from '../../../../shared/api/list-filter.ts';
import {
  type ApplicationRow,
  eliminate,
  listApplications,
  moveStage,
  updateFields,
} from '../../../../shared/api/process.ts';
import { filterFields } from '../../../../shared/catalogue/filter-fields.ts';
import {
  type FilterOperatorName,
  operatorsOf,
} from '../../../../shared/catalogue/filter-operators.ts';
import {
  type DatePeriodName,
  datePeriods,
  daysFromToday,
  periodDays,
  relativeDay,
} from '../../../../shared/catalogue/relative-days.ts';
import { ApplicationStore } from '../../applications/application-store.ts';
import { CertificateNumbers } from '../../certificates/certificate-numbers.ts';
import { createTestBackend, type TestBackend, testStart } from '../../test-backend.ts';
import { listPlan } from '../list/list-plan.ts';
import { ListStore } from '../list/list-store.ts';

const day = 86_400_000;
let backend: TestBackend;
let store: ApplicationStore;
let everybody: ApplicationRow[];

/** Applications of stage 8 with values spread over what the columns can hold. */
beforeAll(async () => {
  backend = createTestBackend();
  store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: 1, name: '会计' });
  store.createPosition({ tob_position_id: 2, name: '安保 Guard' });
  const names = ['宋海洋', '单田芳', '曾国藩', 'Tom 张', '阿明', '宋海洋'];
  backend.database.transaction(() => {
    for (let index = 0; index < 120; index += 1) {
      const spread = (index * 7_919) % 1_000;
      store.createApplication({
        tob_resume_id: store.createCandidate({
          name: names[index % 6] as string,
          phone: index % 4 === 0 ? '' : `138-${String(spread * 9_973).padStart(8, '0')}`,
          email: index % 5 === 0 ? '' : `User${spread}@example.com`,
        }),
        tob_position_id: 1 + (index % 2),
        stage_id: 8,
        step_id: 3311 + (index % 4),
        list_state: index % 3 === 0 ? 2 : 1,
        applied_at: testStart - spread * (day / 20),
        values: {
          offer_status: index % 5,
          degree_status: index % 6,
          estimate_type: index % 3,
          interview_time: index % 4 === 0 ? null : testStart + (spread - 500) * (day / 10),
          entry_date: index % 3 === 0 ? null : dayText(testStart + ((index % 80) - 40) * day),
        },
      });
    }
    backend.database.exec(`
      INSERT INTO certificates(certificate_id, kind, application_id, uid, token, expires_at,
        mail_tpl_id, resume_name, resume_email, resume_phone, position_name, email_subject, stage_id,
        step_id, status, review_status, created_at, updated_at)
      SELECT application_id, 'degree', application_id, 1, 't' || application_id, ${testStart + day},
        59, '', '', '', '', '', 8, 3313, 1 + application_id % 2, application_id % 4 * (application_id % 2),
        ${testStart} - application_id * ${day / 10}, 0
      FROM applications WHERE application_id % 3 <> 0;
      UPDATE applications SET degree_certificate_id = application_id WHERE application_id % 3 <> 0;
      INSERT INTO certificate_verifications(certificate_id, result, source, source_text,
        certificate_number, checked_on, remark, uid, created_at)
      SELECT certificate_id, 1 + application_id / 2 % 3, 'chsi', '', '', '2026-03-01', '', 1,
        ${testStart} - application_id
      FROM certificates WHERE application_id % 2 = 0;
      INSERT INTO verification_withdrawals(verification_id, uid, remark, created_at)
      SELECT verification_id, 1, '', 0 FROM certificate_verifications WHERE certificate_id % 5 = 0;
      INSERT INTO outbox(kind, application_id, recipient, subject, content, message_id_header, state,
        next_attempt_at, created_at, updated_at)
      SELECT 'mail', application_id, 'a', '', '', application_id,
        iif(application_id % 2, 'accepted', 'failed'), 0, 0, 0
      FROM applications WHERE application_id % 5 = 0;
      UPDATE outbox SET opened_at = 1 WHERE application_id % 4 = 1;
      UPDATE outbox SET submitted_at = 1 WHERE application_id % 3 = 1;
      UPDATE outbox SET bounced_at = 1 WHERE application_id % 4 = 2;`);
  })();
  everybody = await rows({ list_type: 3, size: 200 });
});
afterAll(() => backend.dispose());

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

async function rows(request: object): Promise<ApplicationRow[]> {
  const answer = await backend.call(listApplications, {
    stage_type_id: 3,
    size: 200,
    ...request,
  } as never);
  expect(answer.err_msg).toBe('');
  return answer.results.dataList;
}

/** What a row holds for a field, as a leaf compares it: null where it holds nothing. */
function cellOf(row: ApplicationRow, key: string): string | number | null {
  const kind = /^(degree|income)Progress$/.exec(key)?.[1];
  if (kind) return row.certificateProgress[kind]?.state ?? null;
  const verified = /^(degree|income)Verification$/.exec(key)?.[1];
  if (verified) return row.certificateVerification[verified]?.result ?? 0;
  if (key === 'mailTrace') return row.mailTrace?.stage ?? null;
  if (key === 'degreeCertificate' || key === 'incomeCertificate') {
    const column = key === 'degreeCertificate' ? 'degree_status' : 'income_status';
    return backend.database
      .prepare<[number], number>(`SELECT ${column} FROM applications WHERE application_id = ?`)
      .pluck()
      .get(row.application_id) as number;
  }
  const value = row[key as keyof ApplicationRow] as string | number | null;
  return value === '' ? null : value;
}

/** The meaning of a leaf, read from the row the list shows. */
function passes(row: ApplicationRow, { column, operator, value }: FilterLeaf): boolean {
  const own = cellOf(row, column);
  const text = String(own ?? '').toLowerCase();
  const wanted = String(value).toLowerCase();
  const ownDay = own === null ? null : String(own).slice(0, 10);
  const from = (days: number) => dayText(testStart + days * day);
  const calendar = (text: unknown) => {
    const relative = daysFromToday(text);
    return relative === undefined ? String(text) : from(relative);
  };
  const within = (first: string, last: string) =>
    ownDay !== null && ownDay >= first && ownDay <= last;
  const meanings: Record<FilterOperatorName, () => boolean> = {
    is: () => own === value,
    is_not: () => own !== value,
    any_of: () => (value as unknown[]).includes(own),
    none_of: () => !(value as unknown[]).includes(own),
    contains: () => text.includes(wanted),
    not_contains: () => !text.includes(wanted),
    equals: () => text === wanted,
    starts_with: () => text.startsWith(wanted),
    ends_with: () => text.endsWith(wanted),
    on: () => ownDay === calendar(value),
    before: () => ownDay !== null && ownDay < calendar(value),
    after: () => ownDay !== null && ownDay > calendar(value),
    between: () => within(calendar((value as string[])[0]), calendar((value as string[])[1])),
    during: () => within(...periodDays(value as DatePeriodName, dayText(testStart))),
    last_days: () => within(from(1 - Number(value)), from(0)),
    next_days: () => within(from(0), from(Number(value) - 1)),
    overdue: () => row.certificateProgress.degree?.overdue === true,
    not_overdue: () => row.certificateProgress.degree?.overdue === false,
    empty: () => own === null || own === 0,
    not_empty: () => own !== null && own !== 0,
  };
  return meanings[operator]();
}

const distance = fc.integer({ min: -50, max: 50 });
const days = distance.map((days) => dayText(testStart + days * day));
const pairs = [
  fc.tuple(distance, distance).map((pair) => pair.sort((a, b) => a - b).map(relativeDay)),
  fc.tuple(days, days).map((pair) => pair.sort()),
  fc.tuple(days, distance.map(relativeDay)),
];
const operands: Record<string, (key: string) => fc.Arbitrary<unknown>> = {
  text: () => fc.constantFrom('宋', 'tom', 'user', '会计', '3', '138-', '复', 'USER7'),
  option: (key) => fc.constantFrom(...options(key)),
  options: (key) => fc.uniqueArray(fc.constantFrom(...options(key)), { minLength: 1 }),
  day: () => fc.oneof(days, distance.map(relativeDay)),
  days: () => fc.oneof(...pairs),
  period: () => fc.constantFrom(...Object.keys(datePeriods)),
  count: () => fc.integer({ min: 1, max: 40 }),
  none: () => fc.constant(undefined),
};
const options = (key: string) =>
  filterFields.find((field) => field.key === key)?.options.map(({ value }) => value) ?? [];

const operandOf = (operator: FilterOperatorName): string =>
  ({
    is: 'option',
    is_not: 'option',
    any_of: 'options',
    none_of: 'options',
    on: 'day',
    before: 'day',
    after: 'day',
    between: 'days',
    during: 'period',
    last_days: 'count',
    next_days: 'count',
    overdue: 'none',
    not_overdue: 'none',
    empty: 'none',
    not_empty: 'none',
  })[operator as string] ?? 'text';

const leaf: fc.Arbitrary<FilterLeaf> = fc
  .constantFrom(...filterFields.filter(({ key }) => key !== 'incomeProgress'))
  .chain(({ key, type }) =>
    fc
      .constantFrom(...operatorsOf[type])
      .chain((operator) =>
        (operands[operandOf(operator)] as (key: string) => fc.Arbitrary<unknown>)(key).map(
          (value) => ({ column: key, operator, value }) as FilterLeaf,
        ),
      ),
  );
const group: fc.Arbitrary<FilterGroup> = fc.record({
  op: fc.constantFrom('and' as const, 'or' as const),
  items: fc.array(
    fc.oneof(
      leaf,
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        items: fc.array(leaf, { minLength: 1, maxLength: 3 }),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
});

function passesGroup(row: ApplicationRow, { op, items }: FilterGroup): boolean {
  const each = (item: FilterGroup['items'][number]) =>
    'op' in item ? passesGroup(row, item) : passes(row, item);
  return op === 'and' ? items.every(each) : items.some(each);
}

describe('a filter', () => {
  it('means what its leaves and groups say, by the rows the list shows', async () => {
    await fc.assert(
      fc.asyncProperty(group, async (filter) => {
        const found = await rows({ list_type: 3, filter });
        expect(found.map(({ application_id }) => application_id)).toEqual(
          everybody
            .filter((row) => passesGroup(row, filter))
            .map(({ application_id }) => application_id),
        );
      }),
      { numRuns: 250 },
    );
  });

  it('holds together with the search keys, the keyword and the state', async () => {
    const filter = {
      op: 'and',
      items: [{ column: 'step_name', operator: 'contains', value: '审批' }],
    };
    const found = await rows({ filter, offerStatus: 2, keyword: '宋' });
    const expected = everybody.filter(
      (row) =>
        row.step_name.includes('审批') &&
        row.offerStatus === 2 &&
        row.list_state === 1 &&
        row.resume_name.includes('宋'),
    );
    expect(found.map(({ application_id }) => application_id)).toEqual(
      expected.map(({ application_id }) => application_id),
    );
    expect(found.length).toBeGreaterThan(0);
  });
});

it('finds by several search keys what the counters find', async () => {
  const store = new ListStore(backend.database);
  await rows({ keyword: '宋' });
  expect(backend.pipeline.search.ready).toBe(true);
  for (const request of [
    { offerStatus: 2, estimateType: 1 },
    { entryTime: 3, position_id: 2, list_type: 3 },
    { entryTime: 5, degreeStatus: 3, list_type: 3, sort: 2 },
    { entryTime: 2, process_id: 1, list_type: 3, sort: 1 },
  ]) {
    const parsed = listApplications.request.parse({ stage_type_id: 3, ...request });
    const { total, applicationIds } = await store.page(listPlan(parsed), 200, 0);
    expect(total).toBeGreaterThan(0);
    expect((await rows(request)).map(({ application_id }) => application_id)).toEqual(
      applicationIds,
    );
  }
});

describe('an order', () => {
  it('goes by its keys, then the newest change; nothing comes last', async () => {
    const found = await rows({
      list_type: 3,
      order: [
        { key: 'entryTime', direction: 'desc' },
        { key: 'resume_phone', direction: 'asc' },
      ],
    });
    const expected = everybody.toSorted(
      (a, b) =>
        Number(a.entryTime === null) - Number(b.entryTime === null) ||
        String(b.entryTime).localeCompare(String(a.entryTime)) ||
        Number(a.resume_phone === '') - Number(b.resume_phone === '') ||
        (a.resume_phone < b.resume_phone ? -1 : Number(a.resume_phone > b.resume_phone)),
    );
    expect(found).toEqual(expected);
  });

  it('takes every field, in both directions, with pages that fit together', async () => {
    for (const { key } of filterFields) {
      for (const direction of ['asc', 'desc'] as const) {
        const order = [{ key, direction }];
        const whole = await rows({ list_type: 3, order });
        const ids = whole.map(({ application_id }) => application_id);
        expect([...ids].sort((a, b) => a - b)).toHaveLength(new Set(ids).size);
        const page = await rows({ list_type: 3, order, size: 7, page: 5 });
        expect(page.map(({ application_id }) => application_id)).toEqual(ids.slice(28, 35));
      }
    }
  });

  it('orders names by pinyin, positions by pinyin, statuses by their options', async () => {
    const first = async (key: string, direction = 'asc') =>
      (await rows({ list_type: 3, order: [{ key, direction }], size: 1 }))[0] as ApplicationRow;
    expect((await first('resume_name')).resume_name).toBe('阿明');
    expect((await first('resume_name', 'desc')).resume_name).toBe('曾国藩');
    expect((await first('position_name')).position_name).toBe('安保 Guard');
    expect((await first('offerStatus')).offerStatus).toBe(1);
    expect((await first('offerStatus', 'desc')).offerStatus).toBe(4);
    expect((await first('degreeProgress')).certificateProgress.degree?.state).toBe('not_sent');
  });
});

describe('what is committed', () => {
  it('is found by the very next search, whoever wrote it', async () => {
    const by = (column: string, operator: string, value?: unknown) =>
      rows({ filter: { op: 'and', items: [{ column, operator, value }] } });
    const [row] = await by('resume_name', 'equals', '单田芳');
    const { application_id, tob_resume_id } = row as ApplicationRow;
    const has = async (found: Promise<ApplicationRow[]>) =>
      (await found).some((entry) => entry.application_id === application_id);

    await backend.call(updateFields, { application_id, fields: { entryTime: '2027-01-01' } });
    expect(await has(by('entryTime', 'on', '2027-01-01'))).toBe(true);
    backend.database.exec(`
      INSERT INTO outbox(kind, application_id, recipient, subject, content, message_id_header, state,
        next_attempt_at, created_at, updated_at)
      VALUES ('mail', ${application_id}, 'a', '', '', 'new', 'accepted', 0, 0, 0)`);
    expect(await has(by('mailTrace', 'is', 'accepted'))).toBe(true);
    backend.database.exec(`UPDATE outbox SET opened_at = 9 WHERE message_id_header = 'new'`);
    expect(await has(by('mailTrace', 'is', 'opened'))).toBe(true);
    store.updateCandidate(tob_resume_id, { name: '仇英', phone: '13700001111' });
    expect(await has(by('resume_name', 'equals', '仇英'))).toBe(true);
    expect(await has(by('resume_phone', 'ends_with', '1111'))).toBe(true);
    expect(await has(rows({ keyword: 'qiuying' }))).toBe(true);
    backend.database.exec(`UPDATE positions SET name = '出纳' WHERE tob_position_id = 2`);
    expect(await has(by('position_name', 'equals', '出纳'))).toBe(true);
    await backend.call(moveStage, { application_id, stage_id: 9 });
    expect(await has(by('resume_name', 'equals', '仇英'))).toBe(false);
    expect(await has(rows({ stage_type_id: 4, keyword: '仇英' }))).toBe(true);
    await backend.call(eliminate, { application_id });
    expect(await has(rows({ stage_type_id: 4, list_type: 2, keyword: '仇英' }))).toBe(true);
    backend.database.exec(`
      DELETE FROM application_events WHERE application_id = ${application_id};
      DELETE FROM outbox WHERE application_id = ${application_id};
      DELETE FROM verification_withdrawals WHERE verification_id IN
        (SELECT verification_id FROM certificate_verifications JOIN certificates
         USING (certificate_id) WHERE application_id = ${application_id});
      DELETE FROM certificate_verifications WHERE certificate_id IN
        (SELECT certificate_id FROM certificates WHERE application_id = ${application_id});
      DELETE FROM certificates WHERE application_id = ${application_id};
      DELETE FROM applications WHERE application_id = ${application_id}`);
    expect(await has(rows({ stage_type_id: 4, list_type: 2, keyword: '仇英' }))).toBe(false);
  });

  it('is found by the number of a certificate, with the place of it', async () => {
    const { certificate_id, application_id } = backend.database
      .prepare(
        `SELECT certificate_id, application_id FROM certificates
         JOIN applications USING (application_id) WHERE list_state = 1 LIMIT 1`,
      )
      .get() as { certificate_id: number; application_id: number };
    expect(await rows({ keyword: '1001-2019' })).toEqual([]);
    new CertificateNumbers(backend.database).set(certificate_id, ' No.1001 2019 0502 ');
    const found = await rows({ keyword: 'no1001-2019' });
    expect(found.map((row) => row.application_id)).toEqual([application_id]);
    expect(found[0]?.matches).toEqual({
      certificate_number: { certificate_number: 'No.1001 2019 0502', ranges: [[0, 12]] },
    });
    expect(await rows({ keyword: '0502' })).toHaveLength(1);
    new CertificateNumbers(backend.database).set(certificate_id, '');
    expect(await rows({ keyword: '0502' })).toEqual([]);
  });
});

it('drops a search whose caller is gone, and refuses once it is closed', async () => {
  const other = createTestBackend();
  const request = { stage_type_id: 3, keyword: '宋' };
  const first = other.call(listApplications, request);
  const gone = other.recruiterApp.request(listApplications.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal: AbortSignal.abort(),
  });
  expect((await first).err_no).toBe(0);
  expect((await gone).status).toBe(503);
  other.pipeline.search.close();
  expect((await other.call(listApplications, request)).err_no).toBe(1008);
  other.dispose();
});
