import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { ApplicationIdentity } from '../applications/application-changes.ts';
import type { RequestService } from '../certificates/request-service.ts';
import type { WithdrawalService } from '../certificates/withdrawal-service.ts';
import type { ChangesService } from '../pipeline/changes-service.ts';
import type { Checked } from './bulk-checks.ts';
import type { BulkContext, SendTask, UndoTask } from './bulk-context.ts';
import type { BulkItemStore, ItemResult } from './bulk-item-store.ts';
import type { StoredJob } from './bulk-job-store.ts';

export interface BulkActionParts {
  database: Database;
  requests: RequestService;
  withdrawals: WithdrawalService;
  changes: ChangesService;
  items: BulkItemStore;
}

const undoRemark: Record<Language, string> = { zh: '撤销批量操作', en: 'Bulk action undone' };

/** Does a job's action to one row, by the same services as the single action. */
export class BulkActions {
  readonly #parts: BulkActionParts;
  readonly #certificateOf;

  constructor(parts: BulkActionParts) {
    this.#parts = parts;
    this.#certificateOf = parts.database
      .prepare<[string], number>('SELECT certificate_id FROM certificates WHERE token = ?')
      .pluck();
  }

  /**
   * Does it, within the caller's transaction.
   * @param checked what the row's check says, without a blocker
   * @throws CredoError what the single action refuses with; nothing is written then
   */
  perform({ job, task }: BulkContext, checked: Checked): ItemResult {
    const application = checked.application as ApplicationIdentity;
    switch (task.action) {
      case 'send':
        return this.#send(task, job, application, checked);
      case 'move':
        return this.#move(application, task, task.remark);
      case 'eliminate':
        return this.#eliminate(application, task.remark);
      case 'restore':
        return this.#restore(application, task.remark);
      case 'undo':
        return this.#undo(application, task, undoRemark[job.language]);
    }
  }

  #send(
    task: SendTask,
    { job_id: id, hold_until: holdUntil, language }: StoredJob,
    application: ApplicationIdentity,
    { email, mobile }: Checked,
  ): ItemResult {
    const token = this.#parts.requests.request(
      {
        ...task.request,
        tob_resume_id: application.tob_resume_id,
        tob_position_id: application.tob_position_id,
        position_name: application.position_name,
        resume_name: application.resume_name,
        resume_email: email ?? '',
        resume_phone: mobile ?? '',
        sms_to_candidate: mobile === null ? 0 : 1,
      },
      task.kind,
      language,
      { id, holdUntil },
    );
    return { state: 'done', certificate_id: this.#certificateOf.get(token) ?? 0 };
  }

  #move(
    { application_id, stage_id, step_id }: ApplicationIdentity,
    to: { stage_id: number; step_id: number },
    remark: string,
  ): ItemResult {
    const moved = this.#parts.changes.moveStage({
      application_id,
      stage_id: to.stage_id,
      step_id: to.step_id,
      remark,
    });
    return {
      state: 'done',
      from: { stage_id, step_id },
      to: { stage_id: moved.stage_id, step_id: moved.step_id },
    };
  }

  #eliminate(application: ApplicationIdentity, remark: string): ItemResult {
    const { application_id } = application;
    this.#parts.changes.eliminate({ application_id, remark });
    return { state: 'done', from: application, to: application };
  }

  #restore(application: ApplicationIdentity, remark: string): ItemResult {
    const { application_id } = application;
    this.#parts.changes.restore({ application_id, remark });
    return { state: 'done', from: application, to: application };
  }

  #undo(application: ApplicationIdentity, { of, undoes }: UndoTask, remark: string): ItemResult {
    const trace = this.#parts.items.trace(of, application.application_id);
    if (undoes === 'send') this.#takeBack(of, application);
    if (undoes === 'move' && trace) this.#move(application, trace.from, remark);
    if (undoes === 'eliminate') this.#restore(application, remark);
    if (undoes === 'restore') this.#eliminate(application, remark);
    return { state: 'done' };
  }

  #takeBack(jobId: number, { application_id }: ApplicationIdentity): void {
    const token = this.#parts.items.sentToken(jobId, application_id);
    if (token === undefined) throw new CredoError('certificateNotFound');
    this.#parts.withdrawals.undo(token);
  }
}
