import { mkdirSync, rmSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ImportKind,
  type ImportOptions,
  type ImportStatus,
  importFields,
  importOptions,
} from '../../../shared/api/candidates.ts';
import { CredoError } from '../../../shared/errors.ts';
import { parseJson } from '../../../shared/json.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import { parseFields } from '../http/route.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { judgeFile } from './file-kind.ts';
import { ImportRun } from './import-run.ts';
import { ImportStore } from './import-store.ts';
import { DryRunTarget, type TargetParts, WorkspaceTarget } from './import-target.ts';
import { receiveImport } from './receive-import.ts';

export interface ImportServiceParts extends TargetParts {
  database: Database;
  live: LiveEvents;
  workspace: WorkspaceService;
  logger: Logger;
  /** Whether a past import is being undone. */
  undoing: () => boolean;
  /** Where files lie while they are imported; emptied at start. */
  folder: string;
}

/**
 * Imports of candidates and positions, one at a time. What a crash or a stop leaves unfinished is
 * marked `interrupted`; importing the same file again takes up where it ended, since everybody who is
 * known already is recognised.
 */
export class ImportService {
  readonly #parts: ImportServiceParts;
  readonly #store: ImportStore;
  #busy = false;
  #running: { run: ImportRun; ended: Promise<void> } | undefined;

  constructor(parts: ImportServiceParts) {
    this.#parts = parts;
    this.#store = new ImportStore(parts.database);
    this.#store.markInterrupted(parts.now());
    rmSync(parts.folder, { recursive: true, force: true });
  }

  /**
   * Receives a file and starts importing it.
   * @returns the import's id, as soon as the file is here
   * @throws CredoError `importRunning`; what `receiveImport` and `judgeFile` throw;
   * `invalidParameter`; `positionNotFound` for a `tob_position_id` that does not exist
   */
  async start(kind: ImportKind, request: Request, language: Language): Promise<number> {
    if (this.#busy || this.#parts.undoing()) throw new CredoError('importRunning');
    this.#busy = true;
    const { folder, now } = this.#parts;
    const path = join(folder, `${now()}.upload`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { fileName, fields } = await receiveImport(request, path);
      const options = this.#readOptions(kind, fields, language);
      await judgeFile(path);
      return this.#begin({ kind, path, fileName, options, language });
    } catch (error) {
      this.#busy = false;
      await unlink(path).catch(() => {});
      throw error;
    }
  }

  /** Whether a file is being received or imported. */
  get busy(): boolean {
    return this.#busy;
  }

  /** @throws CredoError `importNotFound` */
  status(importId: number): ImportStatus {
    const running = this.#running?.run.status;
    const status = running?.import_id === importId ? running : this.#store.find(importId);
    if (!status) throw new CredoError('importNotFound');
    return status;
  }

  /** Stops an import that is running and answers how far it came; one that has ended stays as it is. */
  cancel(importId: number): ImportStatus {
    if (this.#running?.run.status.import_id === importId) this.stop();
    return this.status(importId);
  }

  /** Stops the import that is running, if one is. Nothing is written afterwards. */
  stop(): void {
    this.#running?.run.stop();
  }

  /** Resolves when no import is running and its file is gone. */
  async idle(): Promise<void> {
    await this.#running?.ended;
  }

  #begin(job: {
    kind: ImportKind;
    path: string;
    fileName: string;
    options: ImportOptions;
    language: Language;
  }): number {
    const { database, live, now, workspace } = this.#parts;
    const { kind, path, fileName, options, language } = job;
    const { uid } = workspace.user;
    const dry_run = options.dry_run === 1;
    const status = this.#store.create(newStatus(kind, fileName, dry_run), uid, now());
    const target = dry_run
      ? new DryRunTarget(this.#parts)
      : new WorkspaceTarget(this.#parts, status.import_id, uid);
    const run = new ImportRun(
      status,
      { database, store: this.#store, target, live, now },
      { path, options, language, timeZone: workspace.timeZone },
    );
    this.#running = { run, ended: this.#follow(run, path) };
    return status.import_id;
  }

  async #follow(run: ImportRun, path: string): Promise<void> {
    try {
      await run.run();
    } catch (error) {
      this.#parts.logger.error({ err: error, import_id: run.status.import_id }, 'import failed');
    } finally {
      await unlink(path).catch(() => {});
      this.#running = undefined;
      this.#busy = false;
    }
  }

  #readOptions(
    kind: ImportKind,
    fields: Readonly<Record<string, string>>,
    language: Language,
  ): ImportOptions {
    const input = { ...fields, mapping: fields.mapping ? readMapping(fields.mapping) : undefined };
    const options = parseFields(importOptions, input, language);
    for (const field of Object.values(options.mapping)) {
      if (field !== null && !(importFields[kind] as readonly string[]).includes(field)) {
        throw new CredoError('invalidParameter', { field: 'mapping', reason: field });
      }
    }
    const { tob_position_id } = options;
    if (tob_position_id !== 0 && !this.#parts.positions.findById(tob_position_id)) {
      throw new CredoError('positionNotFound');
    }
    return options;
  }
}

function readMapping(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new CredoError('invalidParameter', { field: 'mapping', reason });
  }
}

function newStatus(
  kind: ImportKind,
  file_name: string,
  dry_run: boolean,
): Omit<ImportStatus, 'import_id'> {
  return {
    kind,
    file_name,
    dry_run,
    state: 'parsing',
    total: 0,
    processed: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    failed: 0,
    created_positions: 0,
    mapping: {},
    errors: [],
    message: '',
  };
}
