import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import type {
  importUndoReport,
  listImports,
  PastImport,
} from '../../../shared/api/import-history.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { HistoryRow, ImportHistoryStore, UndoRow } from './import-history-store.ts';
import type { RowUndoer } from './row-undoer.ts';

/** Milliseconds of the event loop that rows are undone for at a time. */
const slice = 6;

export interface ImportUndoParts {
  database: Database;
  store: ImportHistoryStore;
  undoer: RowUndoer;
  workspace: WorkspaceService;
  live: LiveEvents;
  logger: Logger;
  now: () => number;
}

/**
 * Past imports, and undoing one as a whole: newest row first, in slices, each with how far it came in
 * one transaction. What a crash cuts short goes on at the next start.
 */
export class ImportUndo {
  readonly #parts: ImportUndoParts;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: ImportUndoParts) {
    this.#parts = parts;
    const unfinished = parts.store.running();
    if (unfinished !== undefined) this.#follow(unfinished);
  }

  /** Whether rows are being undone now. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  list(page: number, size: number): ResultsOf<typeof listImports> {
    const { total, rows } = this.#parts.store.page(page, size);
    return { pagination: { page, size, total }, dataList: rows.map((row) => this.#present(row)) };
  }

  /** @throws CredoError `importNotFound` */
  report(importId: number): ResultsOf<typeof importUndoReport> {
    const { store } = this.#parts;
    const kept_rows = store.kept(importId);
    return { ...this.#present(this.#find(importId)), kept_rows };
  }

  /**
   * Begins to undo an import; one that is being undone goes on.
   * @throws CredoError `importNotFound`, `importNotUndoable` where there is nothing (more) to undo,
   * `importRunning` while another one is imported or undone
   */
  begin(importId: number, importing: boolean): PastImport {
    const { store, workspace, now } = this.#parts;
    const row = this.#find(importId);
    if (row.undo?.state === 'running') return this.#present(row);
    if (importing || this.busy) throw new CredoError('importRunning');
    if (row.has_rows === 0) throw new CredoError('importNotUndoable');
    store.begin(importId, workspace.user.uid, now());
    this.#follow(importId);
    return this.#present(this.#find(importId));
  }

  /** Stops; the next start goes on. */
  stop(): void {
    this.#stop.abort();
  }

  /** Resolves when nothing is being undone. */
  async idle(): Promise<void> {
    await this.#running;
  }

  #follow(importId: number): void {
    const { logger, live } = this.#parts;
    this.#running = this.#run(importId)
      .catch((error) => logger.error({ err: error, import_id: importId }, 'undo failed'))
      .finally(() => {
        this.#running = undefined;
        if (!this.#stop.signal.aborted) live.publish({ type: 'applications' });
      });
  }

  async #run(importId: number): Promise<void> {
    let told = 0;
    for (;;) {
      await nextTurn();
      if (this.#stop.signal.aborted) return;
      const undo = this.#slice(importId);
      const ended = undo.state === 'finished';
      if (!ended && this.#parts.now() - told < 250) continue;
      told = this.#parts.now();
      this.#parts.live.publish({
        type: 'import',
        import_id: importId,
        state: ended ? 'finished' : 'running',
        processed: undo.processed,
        total: undo.total,
      });
      if (ended) return;
    }
  }

  #slice(importId: number): UndoRow {
    const { database, store, undoer, now } = this.#parts;
    return database.transaction(() => {
      const undo = store.undo(importId) as UndoRow;
      const end = performance.now() + slice;
      do {
        const row = store.nextRow(importId, undo.next_row_id);
        if (!row) {
          Object.assign(undo, { state: 'finished', ended_at: now() });
          break;
        }
        const reason = undoer.undo(row);
        if (reason === undefined) store.forget(row.import_row_id);
        else store.keep(row.import_row_id, reason);
        undo.next_row_id = row.import_row_id;
        undo.processed++;
        undo[reason === undefined ? 'undone' : 'kept']++;
      } while (performance.now() < end);
      const { uname: _, uid: _uid, total: _total, started_at: _started, ...progress } = undo;
      store.progress(progress);
      return undo;
    })();
  }

  #find(importId: number): HistoryRow {
    const row = this.#parts.store.find(importId);
    if (!row) throw new CredoError('importNotFound');
    return row;
  }

  #present({ status, uname, created_at, has_rows, undo, import_id }: HistoryRow): PastImport {
    const time = (at: number) => this.#parts.workspace.formatTime(at);
    const { kind, file_name, state, total, created, updated, skipped, failed } = status;
    const ended = state !== 'parsing' && state !== 'running';
    return {
      ...{ import_id, kind, file_name, state, total, created, updated, skipped, failed },
      created_positions: status.created_positions,
      uname,
      created_at: time(created_at),
      undoable: has_rows === 1 && ended && undo?.state !== 'running',
      undo: undo
        ? {
            state: undo.state,
            total: undo.total,
            processed: undo.processed,
            undone: undo.undone,
            kept: undo.kept,
            started_at: time(undo.started_at),
            ended_at: undo.ended_at === null ? null : time(undo.ended_at),
            uname: undo.uname,
          }
        : null,
    };
  }
}
