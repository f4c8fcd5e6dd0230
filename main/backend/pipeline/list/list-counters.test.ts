import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listApplications } from '../../../../shared/api/process.ts';
import { searchKeys } from '../../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../../shared/catalogue/stages.ts';
import type { Database } from '../../../database/database.ts';
import { ApplicationChanges } from '../../applications/application-changes.ts';
import {
  type ApplicationValues,
  emptyApplicationValues,
} from '../../applications/application-columns.ts';
import { ApplicationStore } from '../../applications/application-store.ts';
import { createTestBackend, type TestBackend, testStart } from '../../test-backend.ts';
import { BucketSplitter } from './bucket-splitter.ts';
import { bucketExpression, bucketSize, everyFacet, facets, listSorts } from './list-facets.ts';
import { dropListStructures, prepareList } from './prepare-list.ts';

let backend: TestBackend;
let store: ApplicationStore;
beforeEach(() => {
  backend = createTestBackend();
  store = new ApplicationStore(backend.database, backend.platform);
  store.createPosition({ tob_position_id: 1, name: '会计' });
  store.createPosition({ tob_position_id: 2, name: '司机' });
});
afterEach(() => backend.dispose());

/** Every counter, and the same counted from the rows. */
function counters(database: Database): { kept: unknown[]; counted: unknown[] } {
  const parts = listSorts.flatMap((sort) =>
    [{ facet: everyFacet, column: '0' }, ...facets].map(
      ({ facet, column }) => `
        SELECT ${sort.sort} AS sort, stage_type_id, ${facet} AS facet, ${column} AS value,
          ${bucketExpression(sort, 'applications')} AS bucket, list_state, COUNT(*) AS count
        FROM applications ${facet === everyFacet ? '' : `WHERE ${column} <> 0`}
        GROUP BY 1, 2, 3, 4, 5, 6`,
    ),
  );
  const order = 'ORDER BY sort, stage_type_id, facet, value, bucket, list_state';
  return {
    kept: database.prepare(`SELECT * FROM list_counters ${order}`).all(),
    counted: database.prepare(`SELECT * FROM (${parts.join(' UNION ALL ')}) ${order}`).all(),
  };
}

function expectRightCounters(): void {
  const { kept, counted } = counters(backend.database);
  expect(kept).toEqual(counted);
}

const statusColumns = searchKeys.flatMap((entry) =>
  'applicationColumn' in entry ? [entry.applicationColumn] : [],
);
const dates = [null, '2026-02-20', '2026-03-02', '2026-03-05', '2026-03-20', '2027-01-01'];
const change = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    stage: fc.constantFrom(6, 7, 8, 9),
    position: fc.constantFrom(1, 2),
    state: fc.constantFrom(1 as const, 2 as const),
    name: fc.constantFrom('张伟', '李娜', '欧阳锋', '𠮷田', 'Ann', '￰'),
    day: fc.nat(2000),
    status: fc.constantFrom(...statusColumns),
    value: fc.nat(5),
    date: fc.constantFrom(...dates),
  }),
  fc.record({
    kind: fc.constant('update' as const),
    row: fc.nat(1000),
    sql: fc.oneof(
      fc
        .tuple(fc.constantFrom(...statusColumns), fc.nat(5))
        .map(([column, value]) => `${column} = ${value}`),
      fc.constantFrom(...dates).map((date) => `entry_date = ${date ? `'${date}'` : 'NULL'}`),
      fc.constantFrom('list_state = 2', 'list_state = 1', 'tob_position_id = tob_position_id'),
      fc.constantFrom(...stageTypes).map(({ stageTypeId }) => `stage_type_id = ${stageTypeId}`),
      fc.constant('name_sort = name_sort || 1, applied_at = applied_at + 5000, process_id = 3'),
    ),
  }),
  fc.record({ kind: fc.constant('touch' as const), row: fc.nat(1000) }),
  fc.record({ kind: fc.constant('delete' as const), row: fc.nat(1000) }),
  fc.record({ kind: fc.constant('rename' as const), row: fc.nat(1000) }),
);

describe('counters', () => {
  it('equal what the rows say after any writes', () => {
    const { database } = backend;
    const changes = new ApplicationChanges(database, backend.platform);
    const pick = (row: number) => {
      const ids = database
        .prepare<[], number>('SELECT application_id FROM applications')
        .pluck()
        .all();
      return ids[row % Math.max(1, ids.length)] ?? 0;
    };
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (list) => {
        for (const entry of list) {
          if (entry.kind === 'create') {
            store.createApplication({
              tob_resume_id: store.createCandidate({ name: entry.name }),
              tob_position_id: entry.position,
              stage_id: entry.stage,
              list_state: entry.state,
              applied_at: testStart - entry.day * 86_400_000,
              values: {
                [entry.status]: entry.value,
                entry_date: entry.date,
              } as Partial<ApplicationValues>,
            });
          } else if (entry.kind === 'update') {
            database
              .prepare(`UPDATE applications SET ${entry.sql} WHERE application_id = ?`)
              .run(pick(entry.row));
          } else if (entry.kind === 'touch') changes.touch(pick(entry.row));
          else if (entry.kind === 'delete') {
            database
              .prepare('DELETE FROM applications WHERE application_id = ?')
              .run(pick(entry.row));
          } else {
            const id = changes.findById(pick(entry.row))?.tob_resume_id;
            if (id) store.updateCandidate(id, { name: '曾国藩', phone: '13800138000' });
          }
        }
        expectRightCounters();
        expect(
          database.prepare('SELECT COUNT(*) FROM list_counters WHERE count <= 0').pluck().get(),
        ).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('are built from the rows of a workspace that had none', () => {
    fill(200);
    const { database } = backend;
    const before = counters(database).kept;
    dropListStructures(database);
    expect(database.prepare('SELECT COUNT(*) FROM list_counters').pluck().get()).toBe(0);
    prepareList(database, '2026-03-02');
    expectRightCounters();
    expect(counters(database).kept).toEqual(before);
  });

  it('stay right when an import of one moment is cut into buckets, and pages go on', async () => {
    fill(2 * bucketSize + 800, testStart);
    const largest = () =>
      backend.database
        .prepare(
          `SELECT MAX(n) FROM (SELECT SUM(count) AS n FROM list_counters
           WHERE sort > 0 AND facet = 0 GROUP BY sort, stage_type_id, bucket)`,
        )
        .pluck()
        .get();
    const pages = async () => {
      const answers = [1, 2].flatMap((sort) =>
        [1, 70, 142].map((page) =>
          backend.call(listApplications, { stage_type_id: 3, sort, page, offerStatus: 1 }),
        ),
      );
      return (await Promise.all(answers)).map(({ results }) => ({
        total: results.pagination.total,
        ids: results.dataList.map(({ application_id }) => application_id),
      }));
    };
    expect(largest()).toBe(2 * bucketSize + 800);
    const before = await pages();
    await new BucketSplitter(backend.database).run();
    expect(largest()).toBeLessThanOrEqual(2 * bucketSize);
    expectRightCounters();
    expect(await pages()).toEqual(before);
    expect(before[2]?.ids).toHaveLength(20);
  });
});

function fill(count: number, appliedAt?: number): void {
  backend.database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      store.createApplication({
        tob_resume_id: store.createCandidate({ name: index % 3 === 0 ? '张伟' : `李${index}` }),
        tob_position_id: 1 + (index % 2),
        stage_id: appliedAt === undefined ? 6 + (index % 4) : 8,
        applied_at: appliedAt ?? testStart - index * 3_600_000,
        values: { ...emptyApplicationValues, offer_status: 1, degree_status: index % 6 },
      });
    }
  })();
}
