import { bulkFindings } from '../../../shared/catalogue/bulk-findings.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type {
  ApplicationChanges,
  ApplicationIdentity,
} from '../applications/application-changes.ts';
import { mailAddress, mobileNumber } from '../certificates/recipient.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { BulkContext, SendTask, UndoTask } from './bulk-context.ts';
import type { BulkItemStore, Finding, StoredItem } from './bulk-item-store.ts';
import type { StoredJob } from './bulk-job-store.ts';

/** What a check says of a row. */
export interface Checked {
  findings: Finding[];
  blocked: boolean;
  /** A caution leaves it out unless the recruiter put it in. */
  cautioned: boolean;
  application: ApplicationIdentity | undefined;
  /** Where a mail would go. */
  email: string | null;
  /** Where an SMS would go; null without one. */
  mobile: string | null;
}

interface SentRequest {
  created_at: number;
  uname: string | null;
}

export interface BulkCheckParts {
  database: Database;
  platform: Platform;
  workspace: WorkspaceService;
  applications: ApplicationChanges;
  templates: TemplateService;
  items: BulkItemStore;
}

const dayMilliseconds = 86_400_000;

/** Finds what stands against doing a job's action to a row: who and why, by the catalogue's codes. */
export class BulkChecks {
  readonly #parts: BulkCheckParts;
  readonly #open;
  readonly #recent;
  readonly #place;

  constructor(parts: BulkCheckParts) {
    this.#parts = parts;
    const sent = `SELECT c.created_at, u.name AS uname FROM certificates c
      LEFT JOIN users u ON u.uid = c.uid`;
    this.#open = parts.database.prepare<[object], SentRequest>(
      `${sent} WHERE c.application_id = @application_id AND c.kind = @kind AND c.withdrawn_at IS NULL AND (
         (c.status = 1 AND c.revoked_at IS NULL AND c.expires_at > @now)
         OR (c.status = 2 AND (c.review_status = 0 OR c.reopened_at IS NOT NULL)))
       ORDER BY c.created_at DESC, c.certificate_id DESC LIMIT 1`,
    );
    this.#recent = parts.database.prepare<[object], SentRequest>(
      `${sent} WHERE c.application_id IN
         (SELECT application_id FROM applications WHERE tob_resume_id = @tob_resume_id)
         AND c.kind = @kind AND c.created_at > @since AND c.withdrawn_at IS NULL
       ORDER BY c.created_at DESC, c.certificate_id DESC LIMIT 1`,
    );
    this.#place = parts.database
      .prepare<[object], number>(
        `SELECT t.step_id FROM applications a
         JOIN stages s ON s.stage_id = @stage_id AND s.process_id = a.process_id
         JOIN steps t ON t.stage_id = s.stage_id
         WHERE a.application_id = @application_id AND (@step_id = 0 OR t.step_id = @step_id)
         ORDER BY t.position, t.step_id LIMIT 1`,
      )
      .pluck();
  }

  check({ job, task }: BulkContext, item: StoredItem): Checked {
    const application = this.#parts.applications.findById(item.application_id);
    if (!application) return conclude([{ code: 'gone', detail: {} }], undefined);
    switch (task.action) {
      case 'send':
        return this.#checkSend(task, job, item, application);
      case 'move':
        return conclude(this.#checkMove(task, application), application);
      case 'eliminate':
        return conclude(application.list_state === 1 ? [] : [found('closed')], application);
      case 'restore':
        return conclude(application.list_state === 1 ? [found('notClosed')] : [], application);
      case 'undo':
        return conclude(this.#checkUndo(task, application), application);
    }
  }

  #checkSend(
    task: SendTask,
    { recent_days: recentDays, language }: StoredJob,
    item: StoredItem,
    application: ApplicationIdentity,
  ): Checked {
    const { items, platform, templates } = this.#parts;
    const findings: Finding[] = [];
    const { kind } = task;
    const { application_id, tob_resume_id } = application;
    const written = item.email ?? application.resume_email;
    const email = valid(() => mailAddress(written, 'zh'));
    const phone = item.phone ?? application.resume_phone;
    const withSms = task.request.sms_to_candidate === 1;
    const mobile = withSms ? valid(() => mobileNumber(phone, 'zh')) : null;
    if (email === null) findings.push(found('noEmail', { value: written }));
    if (application.list_state !== 1) findings.push(found('closed'));

    const { upload_code: code, ...values } = templates.sampleValues(
      application,
      task.templateGroup,
      task.request,
      language,
    );
    const names =
      mobile === null
        ? task.unresolved.mail(values)
        : task.unresolved.withSms({ ...values, ...(code && { upload_code: code }) });
    if (names.length > 0) findings.push(found('unresolvedVariable', { names: names.join(',') }));

    const now = platform.now();
    const open = this.#open.get({ application_id, kind, now });
    if (open) findings.push(found('openRequest', this.#who(open)));
    const recent = this.#findRecent(tob_resume_id, kind, now - recentDays * dayMilliseconds);
    if (recent) findings.push(found('sentRecently', { days: recentDays, ...this.#who(recent) }));
    if (email !== null && items.addressTaken(item.job_id, email.toLowerCase(), item.item_id)) {
      findings.push(found('sameAddress', { value: email }));
    }
    if (withSms && mobile === null) findings.push(found('noMobile'));
    return { ...conclude(findings, application), email, mobile };
  }

  #findRecent(tobResumeId: string, kind: CertificateKindKey, since: number) {
    return this.#recent.get({ tob_resume_id: BigInt(tobResumeId), kind, since });
  }

  #who({ created_at, uname }: SentRequest) {
    const date = this.#parts.workspace.formatTime(created_at).slice(0, 16);
    return { date, name: uname ?? '' };
  }

  #checkMove(
    to: { stage_id: number; step_id: number },
    application: ApplicationIdentity,
  ): Finding[] {
    if (application.list_state !== 1) return [found('closed')];
    const { stage_id, step_id } = to;
    const { application_id } = application;
    const step = this.#place.get({ application_id, stage_id, step_id });
    if (step === undefined) return [found('stageMissing')];
    const stays =
      application.stage_id === stage_id && (step_id === 0 || application.step_id === step);
    return stays ? [found('alreadyThere')] : [];
  }

  /** Only what still is as the job left it is taken back. */
  #checkUndo({ of, undoes }: UndoTask, application: ApplicationIdentity): Finding[] {
    // Whether it can be taken back any more is for the single action to say.
    if (undoes === 'send') return [];
    const trace = this.#parts.items.trace(of, application.application_id);
    const { stage_id, step_id, list_state } = application;
    const asLeft =
      trace !== undefined &&
      stage_id === trace.to.stage_id &&
      step_id === trace.to.step_id &&
      list_state === (undoes === 'eliminate' ? 2 : 1);
    return asLeft ? [] : [found('changedSince')];
  }
}

function found(code: Finding['code'], detail: Finding['detail'] = {}): Finding {
  return { code, detail };
}

function conclude(findings: Finding[], application: ApplicationIdentity | undefined): Checked {
  const level = (wanted: string) =>
    findings.some(({ code }) => bulkFindings[code].level === wanted);
  return {
    findings,
    blocked: level('blocker'),
    cautioned: level('caution'),
    application,
    email: null,
    mobile: null,
  };
}

/** What a rule makes of a value, or null where it refuses it. */
function valid(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof CredoError) return null;
    throw error;
  }
}
