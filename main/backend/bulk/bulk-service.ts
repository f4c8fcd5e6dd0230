import type {
  BulkChange,
  BulkJob,
  BulkState,
  chooseBulkItems,
  fixBulkItem,
  listBulkItems,
  listBulkJobs,
  preflight,
  startBulkJob,
  undoBulkJob,
} from '../../../shared/api/bulk.ts';
import { bulkLimit } from '../../../shared/api/bulk.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import { linkExpiresAt } from '../certificates/link-expiry.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { TemplateService } from '../mail-templates/template-service.ts';
import type { ListService } from '../pipeline/list/list-service.ts';
import { resolveSelection } from '../pipeline/selection/resolve-selection.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import { BulkBackground } from './bulk-background.ts';
import type { BulkChecker } from './bulk-checker.ts';
import { bulkContext } from './bulk-context.ts';
import type { BulkItemList } from './bulk-item-list.ts';
import type { BulkItemStore } from './bulk-item-store.ts';
import type { BulkJobStore, StoredJob } from './bulk-job-store.ts';
import { BulkProgress } from './bulk-progress.ts';
import type { BulkRunner } from './bulk-runner.ts';
import type { BulkUndo } from './bulk-undo.ts';
import { type BulkView, interruptedMessage } from './bulk-view.ts';
import { chooseAll, leaveOutAll, retryAll } from './sliced-changes.ts';

export interface BulkServiceParts {
  database: Database;
  platform: Platform;
  live: LiveEvents;
  logger: Logger;
  workspace: WorkspaceService;
  templates: TemplateService;
  list: ListService;
  jobs: BulkJobStore;
  items: BulkItemStore;
  rows: BulkItemList;
  checker: BulkChecker;
  runner: BulkRunner;
  view: BulkView;
  undo: BulkUndo;
}

/** Actions on many applications: checked, looked at, started, and told row by row. */
export class BulkService {
  readonly #parts: BulkServiceParts;
  /** Commands that take several slices follow one another. */
  #commands: Promise<unknown> = Promise.resolve();
  readonly #background: BulkBackground;

  constructor(parts: BulkServiceParts) {
    this.#parts = parts;
    this.#background = new BulkBackground(parts);
    parts.jobs.interrupt(interruptedMessage, parts.platform.now());
    this.#background.forgetAbandoned(true);
    this.#background.run(parts.undo.resume((jobId) => this.#queue(jobId)));
  }

  /**
   * Begins to check a selection. The same client key answers with the same job.
   * @throws CredoError `bulkNothingSelected`, `bulkTooMany`, `templateNotFound`,
   * `invalidParameter`, `bulkKeyUsed`, and
   * what the list refuses of a view
   */
  async preflight(
    { client_key, selection, change }: ParsedRequestOf<typeof preflight>,
    language: Language,
  ): Promise<BulkJob> {
    const { jobs, list, templates, workspace, checker, platform } = this.#parts;
    const known = jobs.findByKey(client_key);
    if (known) return this.#sameAs(known, known.undo_of === null, language);
    if (change.action === 'send') {
      templates.resolve(change.request);
      linkExpiresAt(change.request, workspace, platform.now(), language);
    }
    const ids = await resolveSelection(list, selection);
    if (ids.length === 0) throw new CredoError('bulkNothingSelected');
    if (ids.length > bulkLimit) {
      throw new CredoError('bulkTooMany', { limit: bulkLimit, count: ids.length });
    }
    this.#background.forgetAbandoned(false);
    const again = jobs.findByKey(client_key);
    if (again) return this.#sameAs(again, true, language);
    const own = change.action === 'send' ? change.recent_days : undefined;
    const recent_days = own ?? workspace.recentRequestDays;
    const jobId = this.#create(
      {
        client_key,
        action: change.action,
        change: JSON.stringify(change),
        recent_days,
      },
      language,
    );
    await checker.insert(jobId, ids, false);
    this.#background.run(checker.run(bulkContext(this.#find(jobId), undefined)));
    return this.get(jobId, language);
  }

  /** @throws CredoError `bulkJobNotFound` */
  get(jobId: number, language: Language): BulkJob {
    return this.#parts.view.job(this.#find(jobId), language);
  }

  /** Jobs that were started, newest first. */
  list(
    { active, page, size }: ParsedRequestOf<typeof listBulkJobs>,
    language: Language,
  ): ResultsOf<typeof listBulkJobs> {
    const { total, jobs } = this.#parts.jobs.page(active, size, (page - 1) * size);
    return {
      pagination: { page, size, total },
      dataList: jobs.map((job) => this.#parts.view.job(job, language)),
    };
  }

  /** Rows of a job. @throws CredoError `bulkJobNotFound` */
  items(
    { page, size, ...filter }: ParsedRequestOf<typeof listBulkItems>,
    language: Language,
  ): ResultsOf<typeof listBulkItems> {
    this.#find(filter.job_id);
    const { total, items } = this.#parts.rows.page(filter, size, (page - 1) * size);
    return {
      pagination: { page, size, total },
      dataList: items.map((item) => this.#parts.view.item(item, language)),
    };
  }

  /** Puts rows in or leaves them out. @throws CredoError `bulkJobNotFound`, `bulkWrongState` */
  choose(request: ParsedRequestOf<typeof chooseBulkItems>, language: Language): Promise<BulkJob> {
    const { job_id, item_ids, finding } = request;
    const include = request.include === 1;
    return this.#command(job_id, ['ready'], language, async () => {
      const { items } = this.#parts;
      if (item_ids) items.choose(job_id, include, item_ids);
      else await chooseAll(items, job_id, include, finding);
    });
  }

  /**
   * Sets where a row's messages go and checks it again.
   * @throws CredoError `bulkJobNotFound`, `bulkWrongState`
   */
  fix(request: ParsedRequestOf<typeof fixBulkItem>, language: Language): Promise<BulkJob> {
    const { job_id, item_id, resume_email = null, resume_phone = null } = request;
    return this.#command(job_id, ['ready'], language, () => {
      const { database, items, checker, platform } = this.#parts;
      database.transaction(() => {
        items.setContact(item_id, { email: resume_email, phone: resume_phone }, platform.now());
        const item = items.find(item_id, job_id);
        if (!item) throw new CredoError('bulkJobNotFound');
        checker.check(bulkContext(this.#find(job_id), undefined), item);
      })();
    });
  }

  /** Starts a job; one that was started already stays as it is. @throws CredoError `bulkJobNotFound`, `bulkWrongState`, `bulkNothingSelected` */
  start(
    { job_id: jobId, remark }: ParsedRequestOf<typeof startBulkJob>,
    language: Language,
  ): Promise<BulkJob> {
    const started: BulkState[] = ['queued', 'running', 'paused', 'finished'];
    return this.#command(jobId, ['ready', ...started], language, ({ state, action, change }) => {
      if (state !== 'ready') return;
      const { jobs, undo } = this.#parts;
      if (remark !== undefined && action !== 'send') {
        jobs.setChange(jobId, JSON.stringify({ ...JSON.parse(change), remark }));
      }
      if (jobs.itemCounts(jobId).waiting === 0) throw new CredoError('bulkNothingSelected');
      undo.hold(jobId, JSON.parse(change) as BulkChange);
      this.#queue(jobId);
    });
  }

  /** Stops after the row that is being done. @throws CredoError `bulkJobNotFound`, `bulkWrongState` */
  pause(jobId: number, language: Language): Promise<BulkJob> {
    return this.#command(jobId, ['running', 'queued', 'paused'], language, () =>
      this.#parts.jobs.setState(jobId, 'paused', this.#parts.platform.now()),
    );
  }

  /** Goes on with a paused job. @throws CredoError `bulkJobNotFound`, `bulkWrongState` */
  resume(jobId: number, language: Language): Promise<BulkJob> {
    return this.#command(jobId, ['paused', 'queued', 'running'], language, ({ state }) => {
      if (state === 'paused') this.#queue(jobId);
    });
  }

  /** Ends a job; before its start, forgets it. @throws CredoError `bulkJobNotFound`, `bulkWrongState` */
  cancel(jobId: number, language: Language): Promise<BulkJob> {
    const states: BulkState[] = ['checking', 'ready', 'queued', 'running', 'paused', 'cancelled'];
    return this.#command(jobId, states, language, async () => {
      const { jobs, items, undo, platform } = this.#parts;
      jobs.end(jobId, 'cancelled', platform.now());
      undo.ended(this.#find(jobId));
      await leaveOutAll(items, jobId);
    });
  }

  /**
   * Tries again what was skipped or refused. What a send sends now can be taken back as at its start.
   * @throws CredoError `bulkJobNotFound`, `bulkNothingSelected`; `bulkWrongState`, also where the job
   * was taken back
   */
  retry(jobId: number, language: Language): Promise<BulkJob> {
    return this.#command(jobId, ['finished', 'cancelled'], language, async (job) => {
      const { items, undo } = this.#parts;
      if (job.undone_by !== null) throw new CredoError('bulkWrongState');
      const waiting = await retryAll(items, jobId);
      if (waiting === 0) throw new CredoError('bulkNothingSelected');
      undo.hold(jobId, JSON.parse(job.change) as BulkChange);
      this.#queue(jobId);
    });
  }

  /**
   * Takes back what a job did, by a job of its own; the same client key answers with the same one.
   * @throws CredoError `bulkJobNotFound`, `bulkNothingToUndo`, `bulkKeyUsed`; `requestNotUndoable`
   * once messages of a send may have left
   */
  async undo(
    { job_id, client_key }: ParsedRequestOf<typeof undoBulkJob>,
    language: Language,
  ): Promise<BulkJob> {
    const { jobs, undo, view } = this.#parts;
    const known = jobs.findByKey(client_key);
    if (known) return this.#sameAs(known, known.undo_of === job_id, language);
    const job = this.#find(job_id);
    if (!view.job(job, language).can_undo) throw undo.refusal(job);
    const { undoId, complete } = await undo.begin(job, client_key, language);
    new BulkProgress(this.#parts.live, jobs, job_id).publish();
    if (complete) this.#queue(undoId);
    return this.get(undoId, language);
  }

  /** Stops what is under way; a running job shows as paused at the next start. */
  stop(): void {
    this.#parts.checker.stop();
    this.#parts.runner.stop();
  }

  /** Resolves when nothing is checked, run or deleted. */
  async idle(): Promise<void> {
    await this.#background.idle();
    await this.#parts.runner.idle();
  }

  #create(
    fields: Pick<StoredJob, 'client_key' | 'action' | 'change' | 'recent_days'>,
    language: Language,
  ): number {
    const { jobs, workspace, platform } = this.#parts;
    return jobs.insert({
      ...fields,
      undo_of: null,
      uid: workspace.user.uid,
      language,
      state: 'checking',
      now: platform.now(),
    });
  }

  #sameAs(job: StoredJob, same: boolean, language: Language): BulkJob {
    if (!same) throw new CredoError('bulkKeyUsed');
    return this.#parts.view.job(job, language);
  }

  #find(jobId: number): StoredJob {
    const job = this.#parts.jobs.find(jobId);
    if (!job) throw new CredoError('bulkJobNotFound');
    return job;
  }

  #queue(jobId: number): void {
    this.#parts.jobs.queue(jobId, this.#parts.platform.now());
    this.#parts.runner.kick();
  }

  /** Runs a command of a job once those before it are over, and tells what became of the job. */
  #command(
    jobId: number,
    states: readonly BulkState[],
    language: Language,
    run: (job: StoredJob) => void | Promise<void>,
  ): Promise<BulkJob> {
    const command = this.#commands.then(async () => {
      const job = this.#find(jobId);
      if (!states.includes(job.state)) throw new CredoError('bulkWrongState');
      await run(job);
      new BulkProgress(this.#parts.live, this.#parts.jobs, jobId).publish();
      return this.get(jobId, language);
    });
    this.#commands = command.catch(() => {});
    return command;
  }
}
