import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { listApplications } from '../../../shared/api/process.ts';
import { emptyApplicationValues } from '../../backend/applications/application-columns.ts';
import { ApplicationStore } from '../../backend/applications/application-store.ts';
import {
  requestCertificate,
  seedApplication,
} from '../../backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend, testPlatform } from '../../backend/test-backend.ts';
import { createTestCentre, type TestCentre } from '../../central/testing/test-centre.ts';
import type { ExchangeableDatabase } from '../../database/exchangeable-database.ts';

let centre: TestCentre;
let company: number;
let server: ServerType;
let url: string;
/** Answers that the centre cuts off in the middle. */
let cutAnswers = 0;
const backends: TestBackend[] = [];

beforeAll(async () => {
  centre = await createTestCentre();
  company = await centre.company();
  server = createAdaptorServer({
    fetch: async (request) => {
      const answer = await centre.app.fetch(request);
      if (!request.url.includes('/sync/snapshot?stream=company') || cutAnswers === 0) return answer;
      cutAnswers -= 1;
      return new Response(cut(answer.body as ReadableStream<Uint8Array>), answer);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterEach(async () => {
  for (const backend of backends.splice(0)) {
    await backend.sync.stop();
    backend.dispose();
  }
});
afterAll(async () => {
  server.close();
  await centre.dispose();
});

/** All but the end. */
function cut(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let before: Uint8Array | undefined;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        if (before) controller.enqueue(before);
        before = piece;
      },
    }),
  );
}

function open(seed: number): TestBackend {
  const backend = createTestBackend({ platform: testPlatform(centre.clock, seed) });
  backends.push(backend);
  return backend;
}

async function join({ sync, workspace }: TestBackend): Promise<void> {
  const request = {
    url,
    code: await centre.invite(company),
    deviceName: '工作站',
    userName: '周敏',
  };
  await sync.join(request, workspace.user.uid);
  await sync.syncNow();
}

/** Rows as if thousands of commands had made them: candidates, and an application of each tenth. */
async function growCompany(count: number, position: number): Promise<void> {
  const values = JSON.stringify({
    ...{ process_id: 1, stage_type_id: 3, stage_id: 8, step_id: 8, list_state: 1 },
    ...emptyApplicationValues,
    ...{ tob_position_id: position, name_sort: 'wang fang', applied_at: 1, updated_at: 1 },
  });
  const person = JSON.stringify({
    ...{ resume_id: 0, name: '王芳', name_sort: 'wang fang', phone: '', email: '', id_number: '' },
    ...{ created_at: 1, updated_at: 1 },
  });
  await centre.database.begin(async (sql) => {
    const [stream] = await sql<{ stream_id: number }[]>`
      UPDATE stream SET row_count = row_count + ${count} WHERE company_id = ${company}
        AND uid IS NULL RETURNING stream_id`;
    const id = stream?.stream_id ?? 0;
    await sql`INSERT INTO synced_row(stream_id, entity, id, seq, data, clocks)
      SELECT ${id}, 'candidates', 7000000 + n, 1,
        ${person}::text::jsonb || jsonb_build_object('tob_resume_id', (7000000 + n)::text),
        '{"*":[1,0,0,0]}' FROM generate_series(1, ${count}::int) n`;
    await sql`INSERT INTO synced_row(stream_id, entity, id, seq, data, clocks)
      SELECT ${id}, 'applications', 500 + n, 1, ${values}::text::jsonb || jsonb_build_object(
          'tob_resume_id', (7000000 + n)::text, 'application_id', 500 + n),
        '{"*":[1,0,0,0]}' FROM generate_series(1, ${count / 10}::int) n`;
  });
}

function count(backend: TestBackend, table: string): number {
  return Number(backend.database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get());
}

it('takes a large company into a fresh database, with what is done here meanwhile, and goes on where an answer broke off', async () => {
  const first = open(20);
  seedApplication(first);
  await requestCertificate(first);
  await join(first);
  const position = Number(
    first.database.prepare('SELECT tob_position_id FROM positions').pluck().get(),
  );
  await growCompany(8_000, position);

  const second = open(21);
  seedApplication(second);
  const { token } = await requestCertificate(second);
  let worked = false;
  const stop = second.live.subscribe(({ type }) => {
    if (worked || type !== 'sync' || !second.sync.status().snapshot?.written) return;
    worked = true;
    const store = new ApplicationStore(second.database, second.platform);
    store.createApplication({
      tob_resume_id: store.createCandidate({ name: '李雷' }),
      tob_position_id: Number(
        second.database.prepare('SELECT MAX(tob_position_id) FROM positions').pluck().get(),
      ),
    });
    second.database.exec(`UPDATE candidates SET email = 'later@example.com'`);
    second.database.exec(`UPDATE outbox SET next_attempt_at = 77`);
  });
  cutAnswers = 1;
  await join(second);
  expect(second.sync.status()).toMatchObject({ state: 'offline' });
  await second.sync.syncNow();
  stop();
  expect(worked).toBe(true);
  await second.sync.syncNow();
  expect(second.sync.status()).toMatchObject({ state: 'current', pending: 0, parked: 0 });
  expect((second.database as ExchangeableDatabase).generation).toBe(1);

  expect(count(second, 'candidates')).toBe(8_000 + 2);
  expect(count(second, 'applications')).toBe(800 + 3);
  const { database } = second;
  expect(database.pragma('foreign_key_check')).toEqual([]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.prepare('SELECT DISTINCT next_attempt_at FROM outbox').pluck().all()).toEqual([
    77,
  ]);
  const tokens = database.prepare('SELECT token FROM certificates ORDER BY token').pluck().all();
  expect(tokens).toHaveLength(2);
  // The device that made a secret keeps it.
  expect(tokens).toContain(token);
  expect(
    database
      .prepare(
        `SELECT tob_position_id FROM positions p WHERE application_count <>
           (SELECT COUNT(*) FROM applications a WHERE a.tob_position_id = p.tob_position_id)`,
      )
      .all(),
  ).toEqual([]);
  const { results } = await second.call(listApplications, { stage_type_id: 3 });
  expect(results.pagination.total).toBe(
    count(second, `applications WHERE stage_type_id = 3 AND list_state = 1`),
  );

  // What was written meanwhile reaches the others, and later edits come and go.
  await first.sync.syncNow();
  const names = first.database.prepare('SELECT name FROM candidates').pluck();
  expect(names.all()).toContain('李雷');
  const emails = first.database.prepare(`SELECT email FROM candidates WHERE name = '宋海洋'`);
  expect(emails.pluck().get()).toBe('later@example.com');
  first.database.exec(`UPDATE candidates SET phone = '1' WHERE name = '宋海洋'`);
  await first.sync.syncNow();
  await second.sync.syncNow();
  const phone = database.prepare(`SELECT phone FROM candidates WHERE name = '宋海洋'`);
  expect(phone.pluck().get()).toBe('1');
});
