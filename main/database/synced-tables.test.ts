import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/sync/canonical-json.ts';
import { syncedEntities, syncedEntity } from '../../shared/sync/entities.ts';
import {
  isSeeded,
  lastSpace,
  renumbered,
  rowId,
  spaceOf,
  spaceStart,
} from '../../shared/sync/ids.ts';
import { openDatabase } from './database.ts';

/** Tables that stay on the device: what it is doing, what it derives, what the program brings. */
const deviceTables = [
  ...['audit_log', 'audit_retention', 'erasure_receipts', 'purge_runs', 'blobs'],
  ...['bulk_findings', 'bulk_items', 'bulk_jobs', 'import_rows', 'import_undos', 'imports'],
  ...[
    'outbox',
    'outbox_files',
    'withheld_batches',
    'certificate_reminders',
    'bounce_mailboxes',
    'review_counts',
  ],
  'certificate_disputes',
  ...['list_buckets', 'list_changes', 'list_counters', 'list_meta'],
  ...['columns', 'search_keys', 'stage_types', 'event_definitions', 'mail_template_groups'],
  ...['processes', 'stages', 'steps'],
];

/** Columns of synced tables that each device derives by itself. */
const deviceColumns: Readonly<Record<string, readonly string[]>> = {
  positions: ['application_count'],
  applications: [
    ...['income_status', 'income_certificate_id', 'degree_status', 'degree_certificate_id'],
    ...['changed_sequence', 'applied_sequence', 'revision', 'entry_window'],
  ],
  certificates: ['review_status', 'submitted_at'],
  upload_codes: ['wrong_tries'],
  attachments: ['purged_at'],
  submissions: ['consent_version'],
  mail_templates: ['revision'],
};

describe('the catalogue', () => {
  it('has every table and column, but for those that are named as the device’s own', () => {
    const database = openDatabase(':memory:');
    const tables = database
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
           AND name NOT LIKE 'sync_%'`,
      )
      .pluck()
      .all();
    for (const table of tables) {
      const entity = syncedEntities.find((candidate) => candidate.table === table);
      expect(entity !== undefined || deviceTables.includes(table), `${table}: not decided`).toBe(
        true,
      );
      if (!entity) continue;
      const columns = database
        .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
        .pluck()
        .all(table);
      const own = columns.filter((name) => entity.columns[name] === undefined);
      expect(own.sort(), table).toEqual([...(deviceColumns[table] ?? [])].sort());
    }
    database.close();
  });

  it('names tables, keys and columns that the database has', () => {
    const database = openDatabase(':memory:');
    for (const { table, key, columns } of syncedEntities) {
      const found = database
        .prepare<[string], { name: string; pk: number }>(
          'SELECT name, pk FROM pragma_table_info(?)',
        )
        .all(table);
      const names = found.map(({ name }) => name);
      expect(names, table).toEqual(expect.arrayContaining(Object.keys(columns)));
      const primary = found.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      expect(
        primary.map(({ name }) => name),
        table,
      ).toEqual(key);
    }
    database.close();
  });

  it('lists parents before children, and leads to the person by references', () => {
    const seen = new Set<string>();
    for (const entity of syncedEntities) {
      for (const { references, loose } of Object.values(entity.columns)) {
        if (references && !loose) expect(seen, entity.name).toContain(references);
        if (references) expect(syncedEntity(references), references).toBeDefined();
      }
      if (entity.subject && entity.subject !== 'self') {
        const parent = entity.columns[entity.subject]?.references;
        expect(syncedEntity(parent ?? '')?.subject, entity.name).toBeDefined();
      }
      expect(entity.columns).toEqual(
        expect.objectContaining(
          Object.fromEntries(
            entity.key.map((name) => [name, expect.objectContaining({ rule: 'fixed' })]),
          ),
        ),
      );
      seen.add(entity.name);
    }
  });
});

describe('ids', () => {
  const applications = syncedEntity('applications')!;
  const templates = syncedEntity('mail_templates')!;

  it('of a space are below 2^53 and lead back to it', () => {
    expect(spaceStart(lastSpace) + 2 ** 32 - 1).toBeLessThan(Number.MAX_SAFE_INTEGER);
    expect(spaceOf(spaceStart(9) + 1)).toBe(9);
    expect(() => spaceStart(2 ** 20)).toThrow(RangeError);
  });

  it('move into the device’s space once, but for seeded rows', () => {
    expect(renumbered(applications, 5, 9)).toBe(9 * 2 ** 32 + 5);
    expect(renumbered(applications, 8 * 2 ** 32 + 5, 9)).toBe(8 * 2 ** 32 + 5);
    expect(renumbered(templates, 59, 9)).toBe(59);
    expect(isSeeded(templates, 1001)).toBe(false);
  });

  it('read on the wire as SQLite writes them', () => {
    const database = openDatabase(':memory:');
    const settings = syncedEntity('settings')!;
    const asSqlite = database.prepare<[number, string], string>('SELECT json_array(?, ?)').pluck();
    const key = 'columns "甲"/3';
    expect(rowId(settings, { uid: 81, key })).toBe(
      String(asSqlite.get(81, key)).replace('81.0', '81'),
    );
    expect(rowId(applications, { application_id: 5 })).toBe('5');
    database.close();
  });

  it('are hashed in canonical JSON', () => {
    expect(canonicalJson({ b: [1, null, 'x'], a: { d: undefined, c: '甲' } })).toBe(
      '{"a":{"c":"甲"},"b":[1,null,"x"]}',
    );
  });
});
