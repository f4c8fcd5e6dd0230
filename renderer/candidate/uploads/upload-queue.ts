import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import type { CertificateSlot } from '../../../shared/api/certificate-slots.ts';
import { candidateErrors } from '../../../shared/candidate-errors.ts';
import type { CandidateApi, Transfer, UploadedFile } from '../candidate-api.ts';
import { admitFiles } from './admit-files.ts';
import { ItemList } from './item-list.ts';
import { readRemembered } from './remembered-files.ts';
import { lostItem, serverItem, type UploadItem } from './upload-item.ts';

/** By what a phone tells files apart. */
type SentFile = Pick<UploadItem, 'name' | 'size' | 'slot'>;

/** What the queue needs of its surroundings; a test decides them. */
export interface QueueSurroundings {
  api: CandidateApi;
  token: string;
  /** Whether a file can still be read; a phone may have taken the permission back. */
  readable: (file: Blob) => Promise<boolean>;
  /** Makes a photo smaller than a number of bytes; undefined where that fails. */
  shrink: (file: Blob, limitBytes: number) => Promise<Blob | undefined>;
  canShrink: boolean;
  /** The link stopped being valid, or the request changed: the page is to look again. */
  onStale: () => void;
}

const parallel = 2;
const backoffSeconds = [1, 2, 4, 8, 15, 30];

/**
 * The files of a link: those chosen are uploaded two at a time, each tried again by itself until it
 * arrives; those on the server are known from its answer.
 */
export class UploadQueue {
  readonly #surroundings: QueueSurroundings;
  readonly #list: ItemList;
  readonly #transfers = new Map<string, Transfer>();
  readonly #attempts = new Map<string, number>();
  readonly #timers = new Map<string, number>();
  #limits: CandidateRequest['limits'];

  constructor(surroundings: QueueSurroundings, request: CandidateRequest) {
    const remembered = readRemembered(surroundings.token);
    this.#surroundings = surroundings;
    this.#limits = request.limits;
    this.#list = new ItemList(surroundings.token, remembered.excluded);
    this.synchronize(request);
    const lost = remembered.pending.filter(
      ({ name, size, slot = '' }) => !this.#list.find(name, size, slot),
    );
    this.#list.replace([
      ...this.#list.items,
      ...lost.map(({ name, size, slot = '' }) => lostItem(name, size, slot)),
    ]);
  }

  /** For React. */
  get store(): Pick<ItemList, 'subscribe' | 'getSnapshot'> {
    return this.#list;
  }

  /** Takes over what the server says it has. */
  synchronize(request: CandidateRequest): void {
    this.#limits = request.limits;
    const list = this.#list;
    const useless = replacedSlots(request);
    const onServer = request.files.filter(
      ({ dfs_file_name, slot, submitted }) =>
        list.excluded.indexOf(dfs_file_name) < 0 && !(submitted && useless.indexOf(slot) >= 0),
    );
    const kept: UploadItem[] = [];
    for (const item of list.items) {
      const { uploaded } = item;
      if (uploaded) {
        const found = onServer.filter(
          ({ dfs_file_name }) => dfs_file_name === uploaded.dfs_file_name,
        )[0];
        if (found) kept.push({ ...item, submitted: found.submitted });
      } else if (item.file || !onServer.some(looksLike(item))) kept.push(item);
    }
    // A file that is still being sent may be on the server already, its answer not here yet.
    const added = onServer.filter(
      (file) => !list.claims(file) && !kept.some((item) => !item.uploaded && looksLike(item)(file)),
    );
    list.replace([...added.map((file) => serverItem(file, file.submitted, file.slot)), ...kept]);
  }

  /** Adds files the candidate chose; what cannot be uploaded is listed with the reason. */
  add(files: readonly File[], slot?: CertificateSlot): void {
    const { canShrink } = this.#surroundings;
    const { items, notice } = admitFiles(this.#list.items, files, this.#limits, canShrink, slot);
    this.#list.replace(items);
    this.#list.notify(notice);
    this.#pump();
  }

  /** Tries an item again now. */
  retry(key: string): void {
    const item = this.#list.get(key);
    if (!item?.file || item.state === 'sending') return;
    this.#clearTimer(key);
    this.#list.change(key, {
      state: 'waiting',
      progress: 0,
      problem: undefined,
      message: undefined,
    });
    this.#pump();
  }

  /** Tries everything that waits for the network again: it is back, or the candidate is. */
  retryPaused(): void {
    for (const { key, state } of this.#list.items) if (state === 'paused') this.retry(key);
  }

  /** Makes a photo that is too large smaller, and uploads it. */
  async shrink(key: string): Promise<void> {
    const item = this.#list.get(key);
    if (!item?.file || item.state !== 'refused') return;
    this.#list.change(key, { state: 'shrinking', problem: undefined });
    const limit = this.#limits.file_bytes;
    const smaller = await this.#surroundings.shrink(item.file, limit).catch(() => undefined);
    if (!this.#list.get(key)) return;
    if (!smaller || smaller.size > limit) {
      this.#list.change(key, { state: 'refused', problem: 'shrinkFailed' });
      return;
    }
    const name = `${item.name.replace(/\.[^.]*$/, '')}.jpg`;
    this.#list.change(key, {
      file: smaller,
      size: smaller.size,
      name,
      ext: 'jpg',
      state: 'waiting',
    });
    this.#pump();
  }

  /** Removes an item; a file of an earlier submission only from the next one. */
  async remove(key: string): Promise<void> {
    const item = this.#list.get(key);
    if (!item || item.state === 'removing') return;
    this.#clearTimer(key);
    const transfer = this.#transfers.get(key);
    const { uploaded } = item;
    if (!uploaded || item.submitted) {
      if (uploaded) this.#list.excluded = [...this.#list.excluded, uploaded.dfs_file_name];
      this.#list.drop(key);
      transfer?.cancel();
      this.#pump();
      return;
    }
    this.#list.change(key, { state: 'removing' });
    const outcome = await this.#surroundings.api.remove(uploaded.dfs_file_name);
    if (outcome.ok || (outcome.reason === 'refused' && isGone(outcome.errNo))) {
      this.#list.drop(key);
      return;
    }
    const message = outcome.reason === 'network' ? '' : outcome.message;
    this.#list.change(key, { state: 'done' });
    this.#list.notify({ code: 'removeFailed', message });
    if (outcome.reason === 'refused') this.#surroundings.onStale();
  }

  /** Forgets which files of an earlier submission were removed: it was replaced, or is kept. */
  resetExcluded(): void {
    this.#list.excluded = [];
  }

  /** Stops everything, for good. */
  dispose(): void {
    for (const { key } of this.#list.items) this.#clearTimer(key);
    this.#transfers.forEach((transfer) => {
      transfer.cancel();
    });
    this.#transfers.clear();
  }

  #pump(): void {
    for (const item of this.#list.items) {
      if (this.#transfers.size >= parallel) return;
      if (item.state === 'waiting' && !this.#transfers.has(item.key)) void this.#send(item);
    }
  }

  async #send({ key, file, name, size, slot }: UploadItem): Promise<void> {
    if (!file) return;
    const sent = { name, size, slot };
    const transfer = this.#surroundings.api.upload(file, name, slot, (progress) => {
      if (this.#list.get(key)?.state === 'sending') this.#list.change(key, { progress });
    });
    this.#transfers.set(key, transfer);
    this.#list.change(key, { state: 'sending', progress: 0 });
    const outcome = await transfer.outcome;
    this.#transfers.delete(key);
    const removed = !this.#list.get(key);
    if (outcome.ok) {
      // It arrived although it was removed meanwhile: take it away again.
      if (removed) void this.#surroundings.api.remove(outcome.results.dfs_file_name);
      else this.#arrived(key, outcome.results);
    } else if (removed) {
      void this.#discardArrived(sent);
    } else if (outcome.reason === 'network') {
      await this.#afterBreak(key, file, sent);
    } else if (outcome.reason === 'busy') {
      this.#later(key, 'busy', outcome.seconds, outcome.message);
    } else {
      this.#list.change(key, { state: 'refused', message: outcome.message });
      if (isClosed(outcome.errNo)) this.#surroundings.onStale();
    }
    this.#pump();
  }

  /**
   * A connection broke: the file may have arrived all the same, or be unreadable by now. Only
   * where neither is so is it sent again.
   */
  async #afterBreak(key: string, file: Blob, sent: SentFile): Promise<void> {
    this.#later(key, 'paused', this.#nextBackoff(key));
    if (!(await this.#surroundings.readable(file))) {
      this.#clearTimer(key);
      if (this.#list.get(key)) this.#list.change(key, { state: 'unreadable', file: undefined });
      return;
    }
    const answer = await this.#surroundings.api.request();
    if (!answer.ok) {
      if (answer.reason === 'refused') this.#surroundings.onStale();
      return;
    }
    if (this.#list.get(key)?.state !== 'paused') return;
    const arrived = this.#unclaimed(answer.results, sent);
    if (arrived) this.#arrived(key, arrived);
  }

  /** A transfer was cut because its file was removed: where it arrived all the same, it goes. */
  async #discardArrived(sent: SentFile): Promise<void> {
    const answer = await this.#surroundings.api.request();
    const arrived = answer.ok && this.#unclaimed(answer.results, sent);
    if (arrived) await this.#surroundings.api.remove(arrived.dfs_file_name);
  }

  #unclaimed(request: CandidateRequest, sent: SentFile): UploadedFile | undefined {
    return request.files.filter(
      (file) => looksLike(sent)(file) && !file.submitted && !this.#list.claims(file),
    )[0];
  }

  #arrived(key: string, uploaded: UploadedFile): void {
    this.#clearTimer(key);
    this.#attempts.delete(key);
    this.#list.change(key, { state: 'done', progress: 1, uploaded, message: undefined });
  }

  #later(key: string, state: 'paused' | 'busy', seconds: number, message?: string): void {
    this.#list.change(key, { state, message, progress: 0 });
    this.#clearTimer(key);
    this.#timers.set(
      key,
      window.setTimeout(() => this.retry(key), seconds * 1000),
    );
  }

  #nextBackoff(key: string): number {
    const attempt = this.#attempts.get(key) ?? 0;
    this.#attempts.set(key, attempt + 1);
    return backoffSeconds[Math.min(attempt, backoffSeconds.length - 1)] ?? 30;
  }

  #clearTimer(key: string): void {
    window.clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}

/** Whether a file of the server is, as far as a phone can tell, the one of an item. */
function looksLike(item: SentFile): (file: CandidateRequest['files'][number]) => boolean {
  return ({ name, size, slot }) => name === item.name && size === item.size && slot === item.slot;
}

/** Slots whose earlier files are of no use any more. */
function replacedSlots({ slots }: CandidateRequest): string[] {
  return slots.filter(({ returned }) => returned?.replaces).map(({ slot_key }) => slot_key);
}

/** The link, or what could be done with it, is no more. */
function isClosed(errNo: number): boolean {
  return (
    errNo === candidateErrors.tokenInvalid.number ||
    errNo === candidateErrors.certificateAlreadyReviewed.number
  );
}

function isGone(errNo: number): boolean {
  return errNo === candidateErrors.attachmentNotFound.number;
}
