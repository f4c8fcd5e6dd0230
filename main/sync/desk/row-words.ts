import { editableFields } from '../../../shared/catalogue/editable-fields.ts';
import { type StatusName, statusOptions } from '../../../shared/catalogue/status-options.ts';
import type { Language } from '../../../shared/language.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import type { Value, Values } from '../../../shared/sync/ids.ts';
import { columnLabel, entityLabels } from '../../../shared/sync/sync-labels.ts';
import type { Database } from '../../database/database.ts';
import { RowWriter } from '../apply/row-writer.ts';

/** Characters of a value that are shown; a template's body may be very long. */
const shownLength = 300;

const optionsOf: Readonly<Record<string, StatusName>> = {
  list_state: 'listState',
  ...Object.fromEntries(
    editableFields.flatMap(({ applicationColumn, options }) =>
      options ? [[applicationColumn, options as StatusName]] : [],
    ),
  ),
};

const yesOrNo: ReadonlySet<string> = new Set(['is_default', 'is_share', 'required']);
const yes = { zh: '是', en: 'Yes' } as const;
const no = { zh: '否', en: 'No' } as const;
/** Filters and columns are looked at where they are shown. */
const viewContents = { zh: '视图的内容', en: 'Contents of the view' } as const;

/** A synced row's values as a recruiter reads them. */
export class RowWords {
  readonly #rows: RowWriter;
  readonly #names: Readonly<Record<string, { get(id: number): string | undefined }>>;
  readonly #formatTime: (milliseconds: number) => string;

  constructor(database: Database, formatTime: (milliseconds: number) => string) {
    this.#rows = new RowWriter(database);
    this.#formatTime = formatTime;
    const name = (sql: string) => database.prepare<[number], string>(sql).pluck();
    this.#names = {
      stage_id: name('SELECT name FROM stages WHERE stage_id = ?'),
      step_id: name('SELECT name FROM steps WHERE step_id = ?'),
      tob_position_id: name('SELECT name FROM positions WHERE tob_position_id = ?'),
      mail_tpl_id: name('SELECT title FROM mail_templates WHERE mail_tpl_id = ?'),
    };
  }

  /** What a row's kind is called. */
  entity(name: string, language: Language): string {
    return entityLabels[name]?.[language] ?? name;
  }

  /** Whom or what a row is about: the person that it leads to, else its own name. */
  subject(entityName: string, id: string, fallback: Readonly<Values> = {}): string {
    const entity = syncedEntity(entityName);
    const row = (entity && this.#rows.read(entity, id)) ?? fallback;
    for (const column of ['resume_name', 'name', 'title']) {
      if (typeof row[column] === 'string' && row[column] !== '') return row[column];
    }
    const parent = entity?.subject ? entity.columns[entity.subject]?.references : undefined;
    const parentId = entity?.subject ? row[entity.subject] : undefined;
    if (parent && parentId !== null && parentId !== undefined) {
      return this.subject(parent, String(parentId));
    }
    return typeof row.key === 'string' ? row.key : '';
  }

  /** The application that a row belongs to; null where it belongs to none. */
  applicationOf(entityName: string, id: string): number | null {
    if (entityName === 'applications') return Number(id);
    const entity = syncedEntity(entityName);
    const row = entity && this.#rows.read(entity, id);
    if (!entity?.subject || !row) return null;
    if (typeof row.application_id === 'number') return row.application_id;
    const parent = entity.columns[entity.subject]?.references;
    const parentId = row[entity.subject];
    if (!parent || parentId === null || parentId === undefined) return null;
    return this.applicationOf(parent, String(parentId));
  }

  /** Columns of values that a reader understands, in their order. */
  columns(...values: readonly Readonly<Values>[]): string[] {
    const names = [...new Set(values.flatMap((each) => Object.keys(each)))];
    return names.filter((name) => columnLabel(name));
  }

  label(column: string, language: Language): string {
    return columnLabel(column)?.[language] ?? column;
  }

  /** A value in words; '' where there is none. */
  value(column: string, value: Value | undefined, language: Language): string {
    if (value === null || value === undefined || value === '') return '';
    if (column === 'state') return viewContents[language];
    if (typeof value === 'number') {
      if (yesOrNo.has(column)) return (value === 0 ? no : yes)[language];
      const options = optionsOf[column];
      const option = options && statusOptions[options].find((entry) => entry.value === value);
      if (option) return option.label[language];
      if (options && value === 0) return '';
      if (column.endsWith('_at') || column === 'interview_time') return this.#formatTime(value);
      return this.#names[column]?.get(value) ?? String(value);
    }
    const text = value
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  }
}
