import type { BulkChange } from '../../../shared/api/bulk.ts';
import {
  type CertificateKindKey,
  certificateKind,
} from '../../../shared/catalogue/certificate-kinds.ts';
import type { TemplateValues } from '../../../shared/templates/render.ts';
import { unresolvedFinder } from '../mail-templates/compose.ts';
import type { StoredJob } from './bulk-job-store.ts';

/** A job with what it is to do, read once for all of its rows. */
export interface BulkContext {
  readonly job: StoredJob;
  readonly task: BulkTask;
}

/** What a job does to each row. */
export type BulkTask = SendTask | Exclude<BulkChange, { action: 'send' }> | UndoTask;

export interface SendTask {
  readonly action: 'send';
  readonly kind: CertificateKindKey;
  readonly templateGroup: string;
  readonly request: Extract<BulkChange, { action: 'send' }>['request'];
  /** Variables that a mail without an SMS, or with one, would leave unresolved. */
  readonly unresolved: { mail: Finder; withSms: Finder };
}

export interface UndoTask {
  readonly action: 'undo';
  readonly of: number;
  /** What the other job did. */
  readonly undoes: BulkChange['action'];
}

type Finder = (values: TemplateValues) => string[];

/** Reads what a job is to do. @param undone the job that an undo takes back */
export function bulkContext(job: StoredJob, undone: StoredJob | undefined): BulkContext {
  if (job.undo_of !== null) {
    const undoes = undone?.action as UndoTask['undoes'];
    return { job, task: { action: 'undo', of: job.undo_of, undoes } };
  }
  const change = JSON.parse(job.change) as BulkChange;
  if (change.action !== 'send') return { job, task: change };
  const { request, kind } = change;
  const draft = { subject: request.email_subject, content: request.email_content };
  const sms = request.sms_to_candidate_content;
  return {
    job,
    task: {
      action: 'send',
      kind,
      templateGroup: certificateKind(kind).templateGroup,
      request,
      unresolved: {
        mail: unresolvedFinder(draft),
        withSms: unresolvedFinder({ ...draft, sms }),
      },
    },
  };
}
