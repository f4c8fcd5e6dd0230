import { makeZip } from 'client-zip';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { BlobReader } from '../attachments/blob-reader.ts';
import { downloadHeaders } from '../attachments/download-service.ts';
import { contentDisposition, safeFileName, withExtension } from '../attachments/file-names.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { type References, referencesToPerson, visitWithReferences } from './foreign-keys.ts';

/** Keys to somebody's upload page, and addresses on this machine: nothing of the person. */
const secretColumns = ['token', 'code'];

interface StoredFile {
  attachment_id: number;
  sha256: string;
  name: string;
  ext: string;
  size: number;
  created_at: number;
  purged_at: number | null;
}

/** Everything the workspace holds of a candidate, as a ZIP. */
export class CandidateExport {
  readonly #database: Database;
  readonly #references: References;
  readonly #reader: BlobReader;
  readonly #workspace: WorkspaceService;

  constructor(database: Database, reader: BlobReader, workspace: WorkspaceService) {
    this.#database = database;
    this.#references = referencesToPerson(database, ['erasure_receipts', 'list_changes']);
    this.#reader = reader;
    this.#workspace = workspace;
  }

  /**
   * `data.json` (rows by table, times in milliseconds) and `files/`. Every file is checked before the
   * first byte leaves.
   * @throws CredoError `candidateNotFound`, `attachmentCorrupt`
   */
  async answer(tobResumeId: string): Promise<Response> {
    const tables = this.#rows(BigInt(tobResumeId));
    const person = tables.candidates?.[0];
    if (!person) throw new CredoError('candidateNotFound');
    const jobs = this.#bulkJobs(tables.bulk_items ?? []);
    if (jobs.length > 0) tables.bulk_jobs = jobs;
    const files = (tables.attachments ?? []) as unknown as StoredFile[];
    const entries: { name: string; lastModified: Date; input: string | ReadableStream }[] = [
      {
        name: 'data.json',
        lastModified: new Date(),
        input: `${JSON.stringify({ exported_at: this.#workspace.formatTime(Date.now()), tables }, null, 2)}\n`,
      },
    ];
    for (const { attachment_id, sha256, name, ext, size, created_at, purged_at } of files) {
      if (purged_at !== null) continue;
      const blob = await this.#reader.verify(sha256, size);
      entries.push({
        name: `files/${attachment_id}_${withExtension(safeFileName(name, 'file'), ext)}`,
        lastModified: new Date(created_at),
        input: blob.stream(),
      });
    }
    const zipName = safeFileName(`${String(person.name)}_${tobResumeId}.zip`, 'candidate.zip');
    const headers = downloadHeaders('application/zip', contentDisposition('attachment', zipName));
    return new Response(makeZip(entries), { headers });
  }

  /** Bulk actions that they were part of: what was typed went to them or is about them. */
  #bulkJobs(items: readonly Record<string, unknown>[]): Record<string, unknown>[] {
    const ids = JSON.stringify(items.map(({ job_id }) => job_id));
    return this.#database
      .prepare<[string], Record<string, unknown>>(
        `SELECT job_id, action, change, uid, created_at FROM bulk_jobs
         WHERE job_id IN (SELECT value FROM json_each(?))`,
      )
      .all(ids);
  }

  #rows(id: bigint): Record<string, Record<string, unknown>[]> {
    const tables: Record<string, Record<string, unknown>[]> = {};
    const seen = new Set<string>();
    const candidate = { table: 'candidates', column: 'tob_resume_id', values: [id] };
    visitWithReferences(
      this.#database,
      this.#references,
      candidate,
      ({ table, condition, list }) => {
        const rows = this.#database
          .prepare<[string], Record<string, unknown>>(`SELECT * FROM "${table}" WHERE ${condition}`)
          .safeIntegers()
          .all(list);
        for (const row of rows) {
          const shown = Object.fromEntries(Object.entries(row).map(readable));
          const text = table + JSON.stringify(shown);
          if (seen.has(text)) continue;
          seen.add(text);
          tables[table] = [...(tables[table] ?? []), shown];
        }
      },
    );
    return tables;
  }
}

/** Ids beyond 2^53 as digits; secrets left out. */
function readable([name, value]: [string, unknown]): [string, unknown] {
  if (secretColumns.includes(name)) return [name, undefined];
  if (typeof value !== 'bigint') return [name, value];
  const number = Number(value);
  return [name, Number.isSafeInteger(number) ? number : String(value)];
}
