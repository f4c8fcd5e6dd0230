import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listApplications } from '../../../../shared/api/process.ts';
import { searchKeys } from '../../../../shared/catalogue/search-keys.ts';
import { createTestBackend, type TestBackend } from '../../test-backend.ts';
import { rowStatement } from './application-rows.ts';
import { listSorts } from './list-facets.ts';
import { listPlan } from './list-plan.ts';
import { pageStatement } from './list-store.ts';

let backend: TestBackend;
beforeAll(() => {
  backend = createTestBackend();
});
afterAll(() => backend.dispose());

function queryPlan(sql: string): string[] {
  const positional = sql.replaceAll(/@\w+/g, '?');
  const parameters = [...positional.matchAll(/\?/g)].map(() => 1);
  return backend.database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${positional}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

const filters = [{}, ...searchKeys.map(({ key }) => ({ [key]: 1 }))];

describe.each(listSorts)('order $sort', ({ sort, index, column }) => {
  it.each(filters)('reads %j from its covering index alone', (filter) => {
    for (const list_type of [1, 3]) {
      const request = listApplications.request.parse({
        stage_type_id: 3,
        sort,
        list_type,
        position_id: 5,
        ...filter,
      });
      expect(queryPlan(pageStatement(listPlan(request)))).toEqual([
        `SEARCH applications USING COVERING INDEX ${index} (stage_type_id=? AND (${column},applied_sequence)>(?,?) AND (${column},applied_sequence)<(?,?))`,
      ]);
    }
  });
});

it('reads rows by ids, never a whole table', () => {
  for (const step of queryPlan(rowStatement)) {
    expect(step).not.toMatch(/^SCAN (?!wanted)/);
    expect(step).not.toMatch(/AUTOMATIC/);
  }
});
