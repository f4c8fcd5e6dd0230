import type { z } from 'zod';
import type { listApplications } from '../../../../shared/api/process.ts';
import { windowsOf } from './entry-window-expression.ts';
import { type Facet, facets, type ListSort, listSorts } from './list-facets.ts';

export type ListRequest = z.output<(typeof listApplications)['request']>;

/** A filter in force: the facet and the values that pass. */
export interface Selection {
  facet: Facet;
  values: readonly number[];
}

/** A request to the list as the store works on it. */
export interface ListPlan {
  sort: ListSort;
  stageTypeId: number;
  /** 1, 2, or 3 for both. */
  listType: number;
  selections: readonly Selection[];
}

/** Reads the filters of a request. */
export function listPlan(request: ListRequest): ListPlan {
  const fields = request as unknown as Record<string, number>;
  return {
    sort: listSorts[request.sort] as ListSort,
    stageTypeId: request.stage_type_id,
    listType: request.list_type,
    selections: facets
      .filter(({ name }) => (fields[name] ?? 0) !== 0)
      .map((facet) => {
        const value = fields[facet.name] as number;
        return {
          facet,
          values: facet.column === 'entry_window' ? windowsOf(value) : [value],
        };
      }),
  };
}

/** The conditions of a plan's filters as SQL; numbers only, so nothing to quote. */
export function planConditions({ listType, selections }: ListPlan, table = 'applications'): string {
  const conditions = selections.map(
    ({ facet, values }) => `AND ${table}.${facet.column} IN (${values.map(Number).join(', ')})`,
  );
  if (listType < 3) conditions.push(`AND ${table}.list_state = ${Number(listType)}`);
  return conditions.join(' ');
}
