import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import {
  dismissParked,
  getSyncStatus,
  joinCompany,
  leaveCompany,
  listConflicts,
  listDisputed,
  listParked,
  pauseSync,
  resolveConflict,
  syncNow,
} from '../../shared/api/sync.ts';
import { errors } from '../../shared/errors.ts';
import { syncErrors } from '../../shared/sync/sync-errors.ts';
import { reasonText, reasonWords } from '../../shared/sync/sync-words.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const alone = {
  state: 'alone',
  reason: null,
  reason_text: '',
  membership: null,
  pending: 0,
  parked: 0,
  conflicts: 0,
  disputed: 0,
  files: { up: 0, down: 0 },
  snapshot: null,
  last_synced_at: null,
  last_tried_at: null,
  paused_by: null,
  pauses_on_metered: true,
  copy_text: '',
  clock_text: '',
};

/** Something that answers every request alike. */
async function answering(
  status: number,
  body: string,
  run: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

const join = (url: string) => backend.call(joinCompany, { url, code: 'ABCD-EFGH-JKLM' });

describe('a workspace that has joined no company', () => {
  it('says so, and has nothing to show', async () => {
    expect((await backend.call(getSyncStatus, {})).results).toEqual(alone);
    for (const list of [listParked, listConflicts, listDisputed]) {
      expect((await backend.call(list, {})).results).toEqual({ dataList: [] });
    }
  });

  it('refuses what needs a company', async () => {
    const answers = [
      await backend.call(leaveCompany, {}),
      await backend.call(pauseSync, { paused: true }),
      await backend.call(syncNow, {}),
      await backend.call(resolveConflict, { conflict_id: '1:2:0', choice: 'mine' }),
    ];
    expect(answers.map(({ err_no }) => err_no)).toEqual(
      answers.map(() => errors.syncNotJoined.number),
    );
    const { err_no } = await backend.call(dismissParked, { parked_id: 'sent:1' });
    expect(err_no).toBe(errors.syncEntryNotFound.number);
  });

  it.each(['ftp://centre.example', 'http://', 'https://user:word@centre.example', '::'])(
    'refuses to join at %s, which is no address',
    async (url) => {
      expect((await join(url)).err_no).toBe(errors.syncAddressInvalid.number);
    },
  );

  it('stays as it was where nobody answers, or somebody else does', async () => {
    let url = '';
    await answering(200, '<html>', async (open) => {
      url = open;
      expect((await join(open)).err_no).toBe(errors.syncUnreachable.number);
    });
    const answer = await join(url);
    expect(answer.err_no).toBe(errors.syncUnreachable.number);
    expect(answer.err_msg).toContain(url);
    await answering(404, '{"code":"not_found"}', async (open) => {
      expect((await join(open)).err_no).toBe(errors.syncUnreachable.number);
    });
    expect((await backend.call(getSyncStatus, {})).results).toEqual(alone);
  });

  it.each([
    ['code_invalid', errors.syncCodeInvalid],
    ['upgrade_needed', errors.syncUpgradeNeeded],
    ['too_many', errors.syncTooMany],
    ['unavailable', errors.syncRefused],
  ] as const)('says what the centre means by %s', async (code, { number }) => {
    await answering(syncErrors[code], JSON.stringify({ code }), async (url) => {
      expect(await join(url)).toMatchObject({ err_no: number, results: null });
    });
  });
});

it('has words for every way in which syncing fails', () => {
  for (const code of [...Object.keys(syncErrors), 'unreachable', 'other_centre', 'key']) {
    expect(Object.keys(reasonWords)).toContain(code);
  }
  expect(reasonText('of tomorrow')).toBe(reasonWords.internal);
});
