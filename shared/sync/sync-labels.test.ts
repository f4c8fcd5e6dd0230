import { expect, it } from 'vitest';
import { syncedEntities } from './entities.ts';
import { columnLabel, entityLabels } from './sync-labels.ts';
import { clockText } from './sync-words.ts';

/** Columns that say nothing to a reader, or only with what stands beside them. */
const unspoken =
  /^(resume_id|name_sort|stage_type_id|process_id|token|status|current_submission_id|code|owner_uid|updated_uid|kind|base_revision|rendition_sha256|revision)$/;

it('has a name for every kind of record that can be in conflict or parked', () => {
  const missing = syncedEntities.filter(({ name }) => !entityLabels[name]).map(({ name }) => name);
  expect(missing).toEqual([]);
});

it('has a name for every column that two people can edit', () => {
  const missing = syncedEntities.flatMap(({ name, columns }) =>
    Object.entries(columns)
      .filter(
        ([column, { rule }]) => !/^(fixed|initial|latest)$/.test(rule) && !unspoken.test(column),
      )
      .filter(([column]) => !columnLabel(column))
      .map(([column]) => `${name}.${column}`),
  );
  expect(missing).toEqual([]);
});

it('tells of a clock that is far off, either way', () => {
  expect(clockText(4 * 60_000)).toBeUndefined();
  expect(clockText(-62 * 60_000)?.zh).toContain('快约 62 分钟');
  expect(clockText(3 * 3_600_000)?.en).toContain('3 hours behind');
  expect(clockText(-7 * 86_400_000)?.en).toContain('7 days ahead');
});
