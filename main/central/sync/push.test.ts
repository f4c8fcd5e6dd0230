import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spaceStart } from '../../../shared/sync/ids.ts';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { applied, candidate, type TestDevice } from '../testing/test-device.ts';

let centre: TestCentre;
let company: number;
beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
});
afterAll(() => centre.dispose());

const person = (device: TestDevice, id: string, change = {}) =>
  device.op({ entity: 'candidates', id, patch: candidate(id, change) });

const edit = (
  device: TestDevice,
  id: string,
  patch: Record<string, string | number>,
  base_seq: number,
) => device.op({ entity: 'candidates', id, command: 'change', patch, base_seq });

describe('numbers', () => {
  it('follow each other over every device, and reach the others by the stream', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    await a.pull();
    await b.pull();
    const results = await Promise.all([
      a.push(person(a, '101'), person(a, '102')),
      b.push(person(b, '103'), person(b, '104')),
    ]);
    const numbers = results.flat().map(({ seq }) => seq);
    expect([...numbers].sort((x, y) => x - y)).toEqual(
      Array.from({ length: 4 }, (_, index) => Math.min(...numbers) + index),
    );
    expect(await a.pull()).toHaveLength(4);
    expect(await b.pull()).toHaveLength(4);
  });

  it('are given again to what is sent again, with one effect', async () => {
    const a = await centre.device(company);
    const operations = [person(a, '111'), person(a, '112')];
    const [first, again] = [await a.push(...operations), await a.push(...operations)];
    expect(again).toEqual(first.map((result) => ({ ...result, repeated: true })));
    const pulled = await a.pull();
    expect(pulled.filter(({ id }) => id === '111')).toHaveLength(1);
  });

  it('must not leave a gap', async () => {
    const a = await centre.device(company);
    const [lost, sent] = [person(a, '121'), person(a, '122')];
    expect(await a.refusal(a.send([sent]))).toMatchObject({
      status: 409,
      code: 'gap',
      expected: 1,
    });
    expect(await a.push(lost, sent)).toHaveLength(2);
  });

  it('with another content are a fork, and nothing of the push is stored', async () => {
    const a = await centre.device(company);
    await a.push(person(a, '131'));
    const clone = a.op({ entity: 'candidates', id: '132', patch: candidate('132'), client_seq: 1 });
    const after = person(a, '133');
    expect(await a.refusal(a.send([clone, after]))).toMatchObject({ code: 'fork', client_seq: 1 });
    expect((await a.pull()).map(({ id }) => id)).not.toContain('133');
    const tampered = { ...person(a, '134'), id: '135' };
    a.nextSeq -= 2;
    const wrong = { ...tampered, client_seq: 2 };
    expect(await a.refusal(a.send([wrong]))).toMatchObject({ status: 422, code: 'hash_mismatch' });
  });

  it('begin again with a new incarnation, which knows what the old one sent', async () => {
    const a = await centre.device(company);
    const operation = person(a, '141');
    const [original] = await a.push(operation);
    const oldSpace = a.space;
    a.incarnation = randomUUID();
    expect(await a.refusal(a.send([operation]))).toMatchObject({ code: 'incarnation' });
    expect((await a.hello()).accepted_client_seq).toBe(0);
    expect(a.space).not.toBe(oldSpace);
    expect(await a.push(operation)).toMatchObject([{ outcome: 'duplicate', seq: original?.seq }]);
  });
});

describe('transactions', () => {
  it('are accepted or refused whole', async () => {
    const a = await centre.device(company);
    const tx_id = randomUUID();
    const good = a.op({ entity: 'candidates', id: '201', patch: candidate('201'), tx_id });
    const bad = a.op({
      entity: 'candidates',
      id: '9',
      command: 'change',
      patch: { name: 'x' },
      tx_id,
    });
    const other = person(a, '202');
    const results = await a.push(good, bad, other);
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['rejected', 'transaction'],
      ['rejected', 'no_such_row'],
      ['applied', undefined],
    ]);
    const rows = applied(await a.pull());
    expect([rows.has('candidates 201'), rows.has('candidates 202')]).toEqual([false, true]);
    // A refusal does not hold the queue: the same row may come again.
    expect(await a.push(person(a, '201'))).toMatchObject([{ outcome: 'applied' }]);
  });

  it('see their own rows, and end together in a pull', async () => {
    const a = await centre.device(company);
    await a.pull();
    const tx_id = randomUUID();
    const position = a.newId();
    const application = a.newId();
    await a.push(
      a.op({ entity: 'candidates', id: '211', patch: candidate('211'), tx_id }),
      a.op({
        entity: 'positions',
        id: String(position),
        patch: { tob_position_id: position },
        tx_id,
      }),
      a.op({
        entity: 'applications',
        id: String(application),
        tx_id,
        patch: { application_id: application, tob_resume_id: '211', tob_position_id: position },
      }),
    );
    const pulled = await a.pull();
    expect(pulled.map(({ tx_id: id }) => id)).toEqual([tx_id, tx_id, tx_id]);
  });

  it('are never cut by the end of a pull', async () => {
    const a = await centre.device(company);
    const before = a.cursors.company.seq;
    await a.pull();
    for (let push = 0; push < 3; push += 1) {
      const tx_id = randomUUID();
      const ids = Array.from({ length: 450 }, (_, index) => String(30_000 + push * 1_000 + index));
      await a.push(
        ...ids.map((id) => a.op({ entity: 'candidates', id, patch: candidate(id), tx_id })),
      );
    }
    const first = await a.pullOnce();
    expect(first.ops.length).toBe(1_350);
    expect((await a.pullOnce()).ops).toEqual([]);
    expect(a.cursors.company.seq).toBeGreaterThan(before);
  });
});

describe('merging', () => {
  it('keeps the later of two concurrent edits, and tells both devices of the loser', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const [created] = await a.push(person(a, '301'));
    const base = created?.seq ?? 0;
    centre.clock.now += 1_000;
    const late = edit(b, '301', { phone: '2' }, base);
    centre.clock.now += 1_000;
    const later = edit(a, '301', { phone: '3' }, base);
    await a.push(later);
    const [result] = await b.push(late);
    expect(result).toMatchObject({ outcome: 'superseded', row: { data: { phone: '3' } } });
    expect(result?.conflicts).toMatchObject([
      { lost: { phone: '2' }, kept: { phone: '3' }, incoming_uid: b.uid, standing_uid: a.uid },
    ]);
    const pulled = await a.pull();
    expect(pulled.at(-1)).toMatchObject({ effect: 'none', conflicts: [{ lost: { phone: '2' } }] });
    const conflict_id = result?.conflicts[0]?.conflict_id ?? '';
    await a.push(a.op({ entity: 'conflicts', id: conflict_id, command: 'resolve' }));
    const open = (await b.snapshot()).filter(({ type }) => type === 'conflict');
    expect(open.map((line) => JSON.stringify(line)).join()).not.toContain(conflict_id);
  });

  it('bends clocks that are wrong, and never passes its own time', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const week = 7 * 86_400_000;
    a.skew = week;
    await a.hello();
    const [created] = await b.push(person(b, '311'));
    const early = edit(a, '311', { phone: '2' }, created?.seq ?? 0);
    centre.clock.now += 5_000;
    await b.push(edit(b, '311', { phone: '3' }, created?.seq ?? 0));
    expect(await a.push(early)).toMatchObject([{ outcome: 'superseded' }]);
    a.clockEpoch = 2;
    const unmeasured = edit(a, '311', { email: 'x@example.com' }, created?.seq ?? 0);
    await b.push(edit(b, '311', { email: 'y@example.com' }, created?.seq ?? 0));
    const [unordered] = await a.push(unmeasured);
    expect(unordered).toMatchObject({ outcome: 'conflict', conflicts: [{ kind: 'unordered' }] });
    for (const { at } of await b.pull()) expect(at).toBeLessThanOrEqual(centre.clock.now);
  });

  it('answers with the row where a column of an applied edit did not take effect', async () => {
    const a = await centre.device(company);
    const [created] = await a.push(person(a, '320', { updated_at: 9 }));
    const change = { phone: '5', updated_at: 8 };
    const operation = edit(a, '320', change, created?.seq ?? 0);
    const answer = [{ outcome: 'applied', row: { data: { phone: '5', updated_at: 9 } } }];
    expect(await a.push(operation)).toMatchObject(answer);
    expect(await a.push(operation)).toMatchObject(answer);
  });

  it('keeps the loser of a template’s swap as a copy of its author', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const id = a.newId();
    const template = {
      mail_tpl_id: id,
      created_uid: a.uid,
      title: '邀请',
      content: '甲',
      is_default: 0,
    };
    const [created] = await a.push(
      a.op({ entity: 'mail_templates', id: String(id), patch: template }),
    );
    const write = (device: TestDevice, content: string) =>
      device.op({
        entity: 'mail_templates',
        id: String(id),
        command: 'change',
        patch: { content },
        base_seq: created?.seq ?? 0,
      });
    await a.push(write(a, '乙'));
    expect(await b.push(write(b, '丙'))).toMatchObject([{ outcome: 'conflict' }]);
    const templates = [...applied(await a.pull()).values()].filter(
      ({ mail_tpl_id }) => mail_tpl_id,
    );
    expect(templates.map(({ content, created_uid }) => [content, created_uid])).toEqual([
      ['乙', a.uid],
      ['丙', b.uid],
    ]);
  });
});

describe('what is refused', () => {
  it('is named, and does not hold the rest', async () => {
    const a = await centre.device(company);
    const foreign = String(spaceStart(a.space + 500) + 1);
    const own = a.newId();
    const reasons = await a.push(
      a.op({ entity: 'nothing', id: '1', patch: {} }),
      a.op({ entity: 'candidates', id: '401', patch: candidate('402') }),
      a.op({ entity: 'positions', id: foreign, patch: { tob_position_id: Number(foreign) } }),
      a.op({
        entity: 'applications',
        id: String(own),
        patch: { application_id: own, tob_resume_id: '999999' },
      }),
      a.op({ entity: 'settings', id: '[0,"mail"]', patch: { uid: 0, key: 'mail', value: '{}' } }),
      a.op({
        entity: 'settings',
        id: '[5,"x"]',
        scope: 'user',
        patch: { uid: 5, key: 'x', value: '1' },
      }),
      a.op({ entity: 'users', id: '5', patch: { uid: 5, name: '假' } }),
      person(a, '403'),
    );
    expect(reasons.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'malformed',
      'malformed',
      'forbidden',
      'missing_reference',
      'malformed',
      'forbidden',
      'forbidden',
      'applied',
    ]);
  });

  it('keeps what a newer schema brings, as it is', async () => {
    const [a, b] = [await centre.device(company), await centre.device(company)];
    const newer = { entity: 'skills', id: '7', schema_v: 2, patch: { skill: '焊接' }, extra: [1] };
    expect(await a.push(a.op(newer))).toMatchObject([{ outcome: 'applied' }]);
    expect((await b.pull()).at(-1)).toMatchObject({ entity: 'skills', schema_v: 2, effect: 'put' });
  });

  it('gives reviewers their reviews and nothing else', async () => {
    const [a, r] = [await centre.device(company), await centre.device(company, 'reviewer')];
    await a.push(person(a, '411'));
    const [refused] = await r.push(edit(r, '411', { name: '李' }, 10_000));
    expect(refused).toMatchObject({ outcome: 'rejected', reason: 'forbidden' });
  });
});
