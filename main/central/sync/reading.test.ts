import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnapshotLine } from '../../../shared/sync/protocol.ts';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { applied, candidate, type TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let company: number;
let a: TestDevice;
beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
  a = await centre.device(company);
});
afterAll(() => centre.dispose());

const rowsOf = (lines: readonly SnapshotLine[]) => lines.filter((line) => line.type === 'row');

async function addCandidates(first: number, count: number): Promise<void> {
  for (let from = first; from < first + count; from += 500) {
    const ids = Array.from({ length: Math.min(500, first + count - from) }, (_, i) =>
      String(from + i),
    );
    await a.push(...ids.map((id) => a.op({ entity: 'candidates', id, patch: candidate(id) })));
  }
}

describe('a first sync', () => {
  it('reads every row once, in parts that it can go on from, and meets the stream', async () => {
    await addCandidates(10_000, 4_100);
    const b = await centre.device(company);
    const lines = await b.snapshot();
    const [begin] = lines;
    expect(begin).toMatchObject({ type: 'begin', rows: rowsOf(lines).length });
    expect(lines.at(-1)).toEqual({ type: 'end' });
    const marks = lines.filter((line) => line.type === 'mark');
    expect(marks.length).toBeGreaterThan(2);
    const middle = lines.indexOf(marks[1]!);
    const rest = await b.snapshot('company', marks[1]?.from);
    expect(rowsOf(rest)).toEqual(rowsOf(lines.slice(middle)));
    if (begin?.type !== 'begin') throw new Error('no beginning');
    b.cursors.company = { seq: begin.head, hash: begin.hash };
    await addCandidates(20_000, 3);
    expect((await b.pull()).map(({ id }) => id)).toEqual(['20000', '20001', '20002']);
  });

  it('shows what was deleted and what was erased', async () => {
    const [, seq] = [0, (await a.pull()).at(-1)?.seq ?? 0];
    const change = (id: string, command: 'delete' | 'erase') =>
      a.op({ entity: 'candidates', id, command, base_seq: seq });
    await a.push(change('10000', 'delete'), change('10001', 'erase'));
    const rows = new Map(rowsOf(await a.snapshot()).map((row) => [row.id, row]));
    expect(rows.get('10000')).toMatchObject({ deleted: true, data: { name: '王芳' } });
    expect(rows.get('10001')).toMatchObject({ erased: true, data: {} });
  });

  it('refuses a place that is none', async () => {
    const refusal = await a.refusal(a.request('GET', '/sync/snapshot?stream=company&from=xyz'));
    expect(refusal).toMatchObject({ status: 400, code: 'malformed' });
  });
});

describe('a pull', () => {
  it('refuses another epoch and a cursor that it does not have', async () => {
    const epoch = a.last?.streams.company.epoch;
    const ask = (after: number, of = epoch) =>
      a.refusal(a.request('GET', `/sync/pull?stream=company&after=${after}&epoch=${of}`));
    expect(await ask(0, a.last?.streams.user.epoch)).toMatchObject({ status: 409, code: 'epoch' });
    expect(await ask(10_000_000)).toMatchObject({ status: 409, code: 'snapshot_needed' });
  });

  it('gives every device the same rows', async () => {
    const [b, c] = [await centre.device(company), await centre.device(company)];
    const rows = [applied(await b.pull()), applied(await c.pull())];
    expect(rows[0]).toEqual(rows[1]);
    const lines = rowsOf(await b.snapshot()).filter(({ deleted, erased }) => !deleted && !erased);
    expect(new Map(lines.map(({ entity, id, data }) => [`${entity} ${id}`, data]))).toEqual(
      rows[0],
    );
  });
});

describe('erasure', () => {
  it('scrubs the person and all that is about them, here and in the history', async () => {
    const secret = '保密姓名';
    const [position, application, certificate] = [a.newId(), a.newId(), a.newId()];
    await a.push(
      a.op({ entity: 'candidates', id: '5', patch: candidate('5', { name: secret }) }),
      a.op({ entity: 'positions', id: String(position), patch: { tob_position_id: position } }),
      a.op({
        entity: 'applications',
        id: String(application),
        patch: { application_id: application, tob_resume_id: '5', tob_position_id: position },
      }),
      a.op({
        entity: 'certificates',
        id: String(certificate),
        patch: {
          certificate_id: certificate,
          application_id: application,
          resume_name: secret,
          token: `sha256:${'0'.repeat(64)}`,
        },
      }),
    );
    await a.push(a.op({ entity: 'candidates', id: '5', command: 'erase' }));
    for (const table of ['op', 'synced_row', 'conflict']) {
      const [found] = await centre.database`
        SELECT count(*) AS count FROM ${centre.database(table)} t WHERE t::text LIKE ${`%${secret}%`}`;
      expect(found?.count, table).toBe(0);
    }
    const late = await a.push(
      a.op({
        entity: 'certificates',
        id: String(certificate),
        command: 'change',
        patch: { expires_at: 5 },
      }),
      a.op({ entity: 'candidates', id: '5', patch: candidate('5') }),
    );
    expect(late.map(({ reason }) => reason)).toEqual(['erased', 'erased']);
    const b = await centre.device(company);
    const rows = applied(await b.pull());
    expect(rows.has('candidates 5')).toBe(false);
    expect(rows.has(`positions ${position}`)).toBe(true);
  });
});

describe('decisions', () => {
  it('are all kept, and marked where they come too late', async () => {
    const review = a.newId();
    const submission = a.newId();
    const ids = { position: a.newId(), application: a.newId(), certificate: a.newId() };
    const token = `sha256:${'1'.repeat(64)}`;
    await a.push(
      a.op({ entity: 'candidates', id: '6', patch: candidate('6') }),
      a.op({
        entity: 'positions',
        id: `${ids.position}`,
        patch: { tob_position_id: ids.position },
      }),
      a.op({
        entity: 'applications',
        id: `${ids.application}`,
        patch: {
          application_id: ids.application,
          tob_resume_id: '6',
          tob_position_id: ids.position,
        },
      }),
      a.op({
        entity: 'certificates',
        id: `${ids.certificate}`,
        patch: {
          certificate_id: ids.certificate,
          application_id: ids.application,
          token,
          current_submission_id: null,
        },
      }),
      a.op({
        entity: 'submissions',
        id: `${submission}`,
        patch: { submission_id: submission, certificate_id: ids.certificate },
      }),
      a.op({
        entity: 'reviews',
        id: `${review}`,
        patch: {
          review_id: review,
          certificate_id: ids.certificate,
          submission_id: submission,
          review_status: 1,
        },
      }),
    );
    const [decision] = await centre.database`SELECT * FROM decision WHERE review_id = ${review}`;
    expect(decision).toMatchObject({ verdict: 1, uid: a.uid, late: true, withdrawn_seq: null });
  });
});
