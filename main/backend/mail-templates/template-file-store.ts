import type { TemplateFile } from '../../../shared/api/template-files.ts';
import type { Database } from '../../database/database.ts';
import type { Sha256 } from '../attachments/blob-folder.ts';

/** A file of a template. `ext`, `mime` and `size` are what its content says. */
export interface TemplateFileRow {
  template_file_id: number;
  mail_tpl_id: number;
  sha256: Sha256;
  name: string;
  ext: string;
  mime: string;
  size: number;
  position: number;
  created_at: number;
  removed_at: number | null;
}

type NewTemplateFile = Pick<
  TemplateFileRow,
  'mail_tpl_id' | 'sha256' | 'name' | 'ext' | 'mime' | 'size'
>;

/** Rows of `template_files`. A removed file keeps its row, and so its content. */
export class TemplateFileStore {
  readonly #of;
  readonly #find;
  readonly #insertBlob;
  readonly #insert;
  readonly #setRemoved;
  readonly #copy;

  constructor(database: Database) {
    this.#of = database.prepare<[number], TemplateFileRow>(
      `SELECT * FROM template_files WHERE mail_tpl_id = ? AND removed_at IS NULL
       ORDER BY position, template_file_id`,
    );
    this.#find = database.prepare<[number], TemplateFileRow>(
      'SELECT * FROM template_files WHERE template_file_id = ?',
    );
    this.#insertBlob = database.prepare(
      `INSERT INTO blobs(sha256, size, created_at)
       VALUES (@sha256, @size, @now)
       ON CONFLICT DO UPDATE SET purged_at = NULL`,
    );
    this.#insert = database.prepare(
      `INSERT INTO template_files(template_file_id, mail_tpl_id, sha256, name, ext, mime, size,
        position, created_at)
       VALUES (credo_next_id('template_files'), @mail_tpl_id, @sha256, @name, @ext, @mime, @size,
         (SELECT coalesce(MAX(position), -1) + 1 FROM template_files
          WHERE mail_tpl_id = @mail_tpl_id), @now)`,
    );
    this.#setRemoved = database.prepare<[number | null, number]>(
      'UPDATE template_files SET removed_at = ? WHERE template_file_id = ?',
    );
    this.#copy = database.prepare<[{ from: number; to: number; now: number }]>(
      `INSERT INTO template_files(template_file_id, mail_tpl_id, sha256, name, ext, mime, size,
        position, created_at)
       SELECT credo_next_id('template_files'), @to, sha256, name, ext, mime, size, position,
         @now FROM template_files
       WHERE mail_tpl_id = @from AND removed_at IS NULL ORDER BY position, template_file_id`,
    );
  }

  /** The files of a template, in their order. */
  of(mailTplId: number): TemplateFileRow[] {
    return this.#of.all(mailTplId);
  }

  /** A file, removed or not. */
  find(templateFileId: number): TemplateFileRow | undefined {
    return this.#find.get(templateFileId);
  }

  /** Names a stored file, behind the others. */
  insert(file: NewTemplateFile, now: number): TemplateFileRow {
    this.#insertBlob.run({ sha256: file.sha256, size: file.size, now });
    const { lastInsertRowid } = this.#insert.run({ ...file, now });
    return this.find(Number(lastInsertRowid)) as TemplateFileRow;
  }

  /** @param removedAt null brings it back */
  setRemoved(templateFileId: number, removedAt: number | null): void {
    this.#setRemoved.run(removedAt, templateFileId);
  }

  /** Gives a template the files of another. */
  copy(from: number, to: number, now: number): void {
    this.#copy.run({ from, to, now });
  }
}

/** A file as the API answers it. */
export function presentFile({ template_file_id, name, ext, size }: TemplateFileRow): TemplateFile {
  return { template_file_id, name, ext, size };
}
