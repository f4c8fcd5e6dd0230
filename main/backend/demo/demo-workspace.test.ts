import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disputedFilterValue } from '../../../shared/catalogue/certificate-kinds.ts';
import { columns } from '../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { statusOptions } from '../../../shared/catalogue/status-options.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { fillDemoWorkspace } from './demo-workspace.ts';

/** Every row that the demo decides, without times. */
function contents({ database }: TestBackend): unknown {
  return {
    candidates: database
      .prepare('SELECT CAST(tob_resume_id AS TEXT) id, name, phone, email FROM candidates')
      .all(),
    positions: database.prepare('SELECT tob_position_id, name FROM positions').all(),
    applications: database
      .prepare(
        `SELECT application_id, CAST(tob_resume_id AS TEXT) resume, tob_position_id, stage_id, step_id,
           list_state, offer_status, degree_status, income_status, changed_sequence FROM applications`,
      )
      .all(),
    events: database.prepare('SELECT application_id, event_id, uid FROM application_events').all(),
  };
}

/** First and last code points of the ranges that the renderer's font declares. */
function bundledFontRanges(): (readonly [number, number])[] {
  const sheet = '../../../node_modules/@fontsource-variable/noto-sans-sc/index.css';
  const css = readFileSync(new URL(sheet, import.meta.url), 'utf8');
  return [...css.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(
    ([, first = '', last = first]) => [Number.parseInt(first, 16), Number.parseInt(last, 16)],
  );
}

describe('fillDemoWorkspace', () => {
  let backend: TestBackend;
  beforeEach(() => {
    backend = createTestBackend();
  });
  afterEach(() => backend.dispose());

  it('fills an empty workspace alike at any time, and a filled one no more', async () => {
    expect(await fillDemoWorkspace(backend)).toBe(true);
    const first = contents(backend);
    expect(await fillDemoWorkspace(backend)).toBe(false);
    expect(contents(backend)).toEqual(first);

    const later = createTestBackend();
    later.clock.now += 40 * 24 * 60 * 60_000;
    await fillDemoWorkspace(later);
    expect(contents(later)).toEqual(first);
    later.dispose();
  });

  it('leaves a workspace alone that has a single position of its own', async () => {
    backend.database.exec(
      `INSERT INTO positions(name, process_id, created_at, updated_at) VALUES ('会计', 1, 0, 0)`,
    );
    expect(await fillDemoWorkspace(backend)).toBe(false);
    expect(backend.database.prepare('SELECT COUNT(*) n FROM candidates').get()).toEqual({ n: 0 });
  });
});

describe('the demo', () => {
  // Looked at alone: one is enough for all.
  let backend: TestBackend;
  beforeAll(async () => {
    backend = createTestBackend();
    await fillDemoWorkspace(backend);
    return () => backend.dispose();
  });

  it('has 137 applications in progress in the offer stage and dozens in every other', () => {
    const counts = new Map(
      backend.database
        .prepare<[], { type: number; n: number }>(
          'SELECT stage_type_id type, COUNT(*) n FROM applications WHERE list_state = 1 GROUP BY 1',
        )
        .all()
        .map(({ type, n }) => [type, n]),
    );
    expect(counts.get(3)).toBe(137);
    for (const { stageTypeId } of stageTypes) {
      expect(counts.get(stageTypeId)).toBeGreaterThanOrEqual(24);
    }
    const closed = backend.database
      .prepare('SELECT 1 FROM applications WHERE list_state = 2')
      .all();
    expect(closed.length).toBeGreaterThan(20);
  });

  it('shows every status of every column and filter among the 137', () => {
    for (const entry of [...columns, ...searchKeys]) {
      if (!('applicationColumn' in entry) || !('options' in entry)) continue;
      const found = backend.database
        .prepare(
          `SELECT DISTINCT ${entry.applicationColumn} FROM applications
           WHERE list_state = 1 AND stage_type_id = 3 ORDER BY 1`,
        )
        .pluck()
        .all();
      // Verdicts differ between devices, and the demo has one.
      const expected = [0, ...statusOptions[entry.options].map(({ value }) => value)].filter(
        (value) => entry.options !== 'certificate' || value !== disputedFilterValue,
      );
      expect({ [entry.key]: found }).toEqual({ [entry.key]: expected });
    }
  });

  it('has 宋海洋 of the reference in the offer stage, without a certificate', () => {
    const row = backend.database
      .prepare(
        `SELECT c.name, c.phone, c.email, p.name AS position, a.tob_position_id, a.stage_type_id,
           a.list_state, a.offer_status > 0 AS offer, a.degree_status, a.income_status
         FROM applications a JOIN candidates c USING (tob_resume_id)
         JOIN positions p USING (tob_position_id) WHERE a.tob_resume_id = 1511732484135936027`,
      )
      .get();
    expect(row).toEqual({
      name: '宋海洋',
      phone: '18799990000',
      email: 'songhaiyang@example.com',
      position: '保安队长sy',
      tob_position_id: 3285,
      stage_type_id: 3,
      list_state: 1,
      offer: 1,
      degree_status: 0,
      income_status: 0,
    });
  });

  it('writes to nobody: every address is under example.com', () => {
    const strays = backend.database
      .prepare(`SELECT email FROM candidates WHERE email NOT LIKE '%_@example.com'`)
      .all();
    expect(strays).toEqual([]);
  });

  it('names people in characters that the bundled font has', () => {
    const ranges = bundledFontRanges();
    const names = backend.database.prepare<[], string>('SELECT name FROM candidates').pluck().all();
    const missing = [...new Set(names.join(''))].filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      return !ranges.some(([first, last]) => code >= first && code <= last);
    });
    expect(missing).toEqual([]);
  });

  it('leaves ids above 5297 to new positions, and nothing in the future but what is planned', () => {
    const next = backend.database
      .prepare(`SELECT seq + 1 AS next FROM sqlite_sequence WHERE name = 'positions'`)
      .get();
    expect(next).toEqual({ next: 5298 });
    const ahead = backend.database
      .prepare('SELECT 1 FROM application_events WHERE created_at > ?')
      .all(backend.clock.now);
    expect(ahead).toEqual([]);
  });
});
