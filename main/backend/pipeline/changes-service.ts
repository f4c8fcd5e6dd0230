import type { z } from 'zod';
import type { ApplicationRow, history } from '../../../shared/api/process.ts';
import type { EventName } from '../../../shared/catalogue/events.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type {
  ApplicationChanges,
  ApplicationIdentity,
} from '../applications/application-changes.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { ChangesStore } from './changes-store.ts';
import { type FieldValue, readFieldValues } from './field-values.ts';

export interface ChangeRequest {
  application_id: number;
  /** The change is refused where the application has another revision by now. */
  expected_revision?: number | undefined;
  remark: string;
}

/** What the service stands on. */
export interface ChangesParts {
  database: Database;
  store: ChangesStore;
  changes: ApplicationChanges;
  workspace: WorkspaceService;
  live: LiveEvents;
  /** Reads an application as a row of the list. */
  row: (applicationId: number) => ApplicationRow;
}

/** A change's event, or undefined where everything is as it was asked for already. */
type Outcome = { event: EventName; detail: Record<string, unknown> } | undefined;

/**
 * What a recruiter does to an application by hand: moves, elimination, restoring, values; and what
 * happened to it. A change, its event and its place in the order of changes are one transaction.
 */
export class ChangesService {
  readonly #parts: ChangesParts;

  constructor(parts: ChangesParts) {
    this.#parts = parts;
  }

  /**
   * Moves an application in progress to a stage of its process, at its first step where 0 is given.
   * Moving it to where it is changes nothing.
   * @throws CredoError `applicationNotFound`, `applicationChanged`, `applicationClosed`, `stageNotFound`
   */
  moveStage(request: ChangeRequest & { stage_id: number; step_id: number }): ApplicationRow {
    return this.#change(request, (application) => {
      requireInProgress(application);
      const { store } = this.#parts;
      const { application_id } = application;
      const from = store.currentPlace(application_id);
      const stays = request.stage_id === application.stage_id && request.step_id === 0;
      const to = store.findPlace(
        application_id,
        request.stage_id,
        stays ? application.step_id : request.step_id,
      );
      if (!to) throw new CredoError('stageNotFound');
      if (to.stage_id === application.stage_id && to.step_id === application.step_id) return;
      store.move(application_id, to);
      return {
        event: 'stageMoved',
        detail: {
          from_stage_id: application.stage_id,
          from_stage_name: from?.stage_name ?? '',
          from_step_id: application.step_id,
          from_step_name: from?.step_name ?? '',
          to_stage_id: to.stage_id,
          to_stage_name: to.stage_name,
          to_step_id: to.step_id,
          to_step_name: to.step_name,
        },
      };
    });
  }

  /**
   * Eliminates an application in progress.
   * @throws CredoError `applicationNotFound`, `applicationChanged`, `applicationClosed`
   */
  eliminate(request: ChangeRequest): ApplicationRow {
    return this.#change(request, (application) => {
      requireInProgress(application);
      this.#parts.store.setState(application.application_id, 2);
      return { event: 'applicationEliminated', detail: this.#placeDetail(application) };
    });
  }

  /**
   * Brings a closed application back to where it was.
   * @throws CredoError `applicationNotFound`, `applicationChanged`, `applicationNotClosed`
   */
  restore(request: ChangeRequest): ApplicationRow {
    return this.#change(request, (application) => {
      if (application.list_state === 1) throw new CredoError('applicationNotClosed');
      this.#parts.store.setState(application.application_id, 1);
      return { event: 'applicationRestored', detail: this.#placeDetail(application) };
    });
  }

  /**
   * Sets values by the keys of `editableFields`; all or none. Values that are so already are no change.
   * @throws CredoError `unknownSettingKeys`, `invalidParameter`, `applicationNotFound`,
   * `applicationChanged`, `applicationClosed`
   */
  updateFields(
    request: ChangeRequest & { fields: Readonly<Record<string, FieldValue>> },
  ): ApplicationRow {
    const { store, workspace, row } = this.#parts;
    const values = readFieldValues(request.fields, workspace.timeZone);
    return this.#change(request, (application) => {
      requireInProgress(application);
      const { application_id } = application;
      if (values.length === 0) return;
      const stored = store.values(
        application_id,
        values.map(({ applicationColumn }) => applicationColumn),
      );
      const changed = values.filter((value) => stored[value.applicationColumn] !== value.stored);
      if (changed.length === 0) return;
      const before = row(application_id) as unknown as Record<string, unknown>;
      store.setValues(application_id, changed);
      const after = row(application_id) as unknown as Record<string, unknown>;
      return {
        event: 'fieldsUpdated',
        detail: {
          changes: changed.map(({ key, applicationColumn, stored: value }) => ({
            key,
            from: key in before ? before[key] : stored[applicationColumn],
            to: key in after ? after[key] : value,
          })),
        },
      };
    });
  }

  /** What happened to an application, newest first. @throws CredoError `applicationNotFound` */
  history(request: {
    application_id: number;
    page: number;
    size: number;
  }): z.output<(typeof history)['results']> {
    const { store, changes, workspace } = this.#parts;
    const { application_id, page, size } = request;
    if (!changes.findById(application_id)) throw new CredoError('applicationNotFound');
    return {
      pagination: { page, size, total: store.historyTotal(application_id) },
      dataList: store.history(application_id, size, (page - 1) * size).map((entry) => ({
        ...entry,
        detail: JSON.parse(entry.detail) as Record<string, unknown>,
        created_at: workspace.formatTime(entry.created_at),
      })),
    };
  }

  #change(
    request: ChangeRequest,
    change: (application: ApplicationIdentity) => Outcome,
  ): ApplicationRow {
    const { database, changes, workspace, live, row } = this.#parts;
    const { application_id, expected_revision, remark } = request;
    return database
      .transaction(() => {
        const application = changes.findById(application_id);
        if (!application) throw new CredoError('applicationNotFound');
        if (expected_revision !== undefined && expected_revision !== application.revision) {
          throw new CredoError('applicationChanged');
        }
        const outcome = change(application);
        if (outcome) {
          changes.recordEvent(application_id, outcome.event, workspace.user.uid, {
            ...outcome.detail,
            remark,
          });
          changes.touch(application_id);
          live.publish({ type: 'application', application_id });
        }
        return row(application_id);
      })
      .immediate();
  }

  #placeDetail(application: ApplicationIdentity): Record<string, unknown> {
    const place = this.#parts.store.currentPlace(application.application_id);
    return {
      stage_id: application.stage_id,
      stage_name: place?.stage_name ?? '',
      step_id: application.step_id,
      step_name: place?.step_name ?? '',
    };
  }
}

function requireInProgress(application: ApplicationIdentity): void {
  if (application.list_state !== 1) throw new CredoError('applicationClosed');
}
