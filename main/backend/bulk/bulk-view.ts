import type { BulkChange, BulkItem, BulkJob } from '../../../shared/api/bulk.ts';
import {
  bulkFindings,
  describeFinding,
  type FindingCode,
  findingCodes,
} from '../../../shared/catalogue/bulk-findings.ts';
import { type ErrorName, errorMessage, errors } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { ListedItem } from './bulk-item-list.ts';
import type { Finding } from './bulk-item-store.ts';
import type { BulkJobStore, StoredJob } from './bulk-job-store.ts';

/** `message` of a job that a stop of the workstation has paused. */
export const interruptedMessage = JSON.stringify({ interrupted: true });

const interruptedText = {
  zh: '工作台中途停止，已处理的不会重复，可继续处理剩余部分',
  en: 'The workstation stopped. What is done will not be done again; go on with the rest',
} as const;

/** Jobs and their rows as the API answers them. */
export class BulkView {
  readonly #jobs: BulkJobStore;
  readonly #now: () => number;
  readonly #formatTime: (milliseconds: number) => string;
  readonly #template;
  readonly #stage;
  readonly #step;

  constructor(
    database: Database,
    jobs: BulkJobStore,
    now: () => number,
    formatTime: (milliseconds: number) => string,
  ) {
    this.#jobs = jobs;
    this.#now = now;
    this.#formatTime = formatTime;
    const text = (sql: string) => database.prepare<[number], string>(sql).pluck();
    this.#template = text('SELECT title FROM mail_templates WHERE mail_tpl_id = ?');
    this.#stage = text('SELECT name FROM stages WHERE stage_id = ?');
    this.#step = text('SELECT name FROM steps WHERE step_id = ?');
  }

  job(job: StoredJob, language: Language): BulkJob {
    const { job_id, state, action } = job;
    const counts = this.#jobs.itemCounts(job_id);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const over = state === 'finished' || state === 'cancelled';
    const held = job.hold_until === null ? 0 : Math.max(0, job.hold_until - this.#now());
    const revertible = action === 'send' ? held > 0 : over && action !== 'undo' && counts.done > 0;
    const message = JSON.parse(job.message ?? '{}') as StoppedBy;
    return {
      job_id,
      action,
      state,
      ...this.#what(job),
      undo_of: job.undo_of,
      undone_by: job.undone_by,
      can_undo: revertible && job.undone_by === null,
      undo_seconds_left: job.undone_by === null ? Math.ceil(held / 1000) : 0,
      total,
      checked: total - this.#jobs.unchecked(job_id),
      counts,
      findings: this.#findings(job_id, language),
      recent_days: job.recent_days,
      message: describeStop(message, language),
      interrupted: message.interrupted === true,
      uid: job.uid,
      uname: job.uname ?? '',
      created_at: this.#formatTime(job.created_at),
      started_at: job.started_at === null ? null : this.#formatTime(job.started_at),
      ended_at: job.ended_at === null ? null : this.#formatTime(job.ended_at),
    };
  }

  item(item: ListedItem, language: Language): BulkItem {
    const findings = JSON.parse(item.findings) as Finding[];
    const order = (code: FindingCode) => findingCodes.indexOf(code);
    return {
      item_id: item.item_id,
      application_id: item.application_id,
      tob_resume_id: item.tob_resume_id ?? '',
      tob_position_id: item.tob_position_id ?? 0,
      resume_name: item.resume_name ?? '',
      position_name: item.position_name ?? '',
      resume_email: item.resume_email ?? '',
      resume_phone: item.resume_phone ?? '',
      state: item.state,
      findings: findings
        .sort((a, b) => order(a.code) - order(b.code))
        .map(({ code, detail }) => {
          const definition = bulkFindings[code];
          const text = describeFinding(code, detail, language);
          const fix = 'fix' in definition ? definition.fix : null;
          return { code, level: definition.level, text, fix };
        }),
      blocked: item.blocked === 1,
      reason: item.reason === null ? null : this.#reason(item.reason, item.reason_detail, language),
      certificate_id: item.certificate_id,
      updated_at: this.#formatTime(item.updated_at),
    };
  }

  #what({ change, undo_of }: StoredJob) {
    const what = { kind: null, template: null, stage_id: null, stage_name: null, step_name: null };
    if (undo_of !== null) return what;
    const asked = JSON.parse(change) as BulkChange;
    if (asked.action === 'send') {
      const template = this.#template.get(asked.request.mail_tpl_id) ?? null;
      return { ...what, kind: asked.kind, template };
    }
    if (asked.action !== 'move') return what;
    const { stage_id, step_id } = asked;
    const stage_name = this.#stage.get(stage_id) ?? null;
    return { ...what, stage_id, stage_name, step_name: this.#step.get(step_id) ?? null };
  }

  #findings(jobId: number, language: Language): BulkJob['findings'] {
    return this.#jobs
      .findings(jobId)
      .sort((a, b) => findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code))
      .map(({ code, total, waiting }) => {
        const { level, label } = bulkFindings[code];
        return { code, level, label: label[language], total, waiting };
      });
  }

  #reason(code: string, detail: string | null, language: Language): { code: string; text: string } {
    const parameters = JSON.parse(detail ?? '{}') as Record<string, string | number>;
    if (code in bulkFindings) {
      return { code, text: describeFinding(code as FindingCode, parameters, language) };
    }
    if (!(code in errors)) return { code, text: code };
    const text = errorMessage(code as ErrorName, language, parameters);
    return { code, text: parameters.words ? `${text} (${parameters.words})` : text };
  }
}

interface StoppedBy {
  interrupted?: boolean;
  code?: ErrorName;
  parameters?: Record<string, string | number>;
}

function describeStop({ interrupted, code, parameters }: StoppedBy, language: Language): string {
  if (interrupted) return interruptedText[language];
  return code ? errorMessage(code, language, parameters) : '';
}
