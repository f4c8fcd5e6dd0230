import { uploadLimits } from '../../../shared/catalogue/limits.ts';
import { formatTime } from '../../../shared/time.ts';
import type { MailSender } from '../../delivery/mail-message.ts';
import type { User, WorkspaceStore } from './workspace-store.ts';

/** Limits of candidates' uploads, as the settings have them. */
export interface Limits {
  fileBytes: number;
  filesPerCertificate: number;
  tokenDays: number;
}

/** The company, the recruiter and the settings every other feature asks for. */
export class WorkspaceService {
  readonly #store: WorkspaceStore;
  readonly #candidateUrls: () => readonly string[];
  readonly #centralUrl: () => string | null;

  /**
   * @param candidateUrls where the candidates' server is reached now, the preferred address first
   * @param centralUrl where candidates reach the company's centre; null where there is none
   */
  constructor(
    store: WorkspaceStore,
    candidateUrls: () => readonly string[],
    centralUrl: () => string | null = () => null,
  ) {
    this.#store = store;
    this.#candidateUrls = candidateUrls;
    this.#centralUrl = centralUrl;
  }

  get companyName(): string {
    return this.#store.get<string>(0, 'companyName') ?? '';
  }

  get timeZone(): string {
    return this.#store.get<string>(0, 'timeZone') ?? 'Asia/Shanghai';
  }

  get user(): User {
    return this.#store.currentUser();
  }

  /** The recruiter's own address, where answers to their mails go; empty where it is unknown. */
  get recruiterEmail(): string {
    return this.#store.get<string>(this.user.uid, 'email') ?? '';
  }

  /** Who mails come from. */
  get mailSender(): MailSender {
    const address = this.recruiterEmail;
    return {
      name: this.companyName,
      ...(address && { replyTo: { name: this.user.name, address } }),
    };
  }

  get limits(): Limits {
    return { ...uploadLimits, ...this.#store.get<Partial<Limits>>(0, 'limits') };
  }

  /** What the first start still asks for. */
  get firstStart(): 'company' | 'data' | 'done' {
    if (this.companyName === '') return 'company';
    return this.#store.get<string>(0, 'firstStart') === 'data' ? 'data' : 'done';
  }

  /** The samples were loaded into this workspace. */
  get hasSamples(): boolean {
    return this.#store.get<boolean>(0, 'samples') ?? false;
  }

  /** Days within which a request counts as recent. */
  get recentRequestDays(): number {
    return this.#store.get<number>(0, 'recentRequestDays') ?? 7;
  }

  /** The recruiter wants a notification of the desktop for each submission. */
  get submissionNotices(): boolean {
    return this.#store.get<boolean>(this.user.uid, 'submissionNotices') ?? true;
  }

  /** Where the candidates' server of this machine is reached: in the office's networks. */
  get candidateUrls(): readonly string[] {
    return this.#candidateUrls();
  }

  /** Where candidates reach the company's centre, from any network; null where it serves none. */
  get centralUrl(): string | null {
    return this.#centralUrl();
  }

  /** What links in messages begin with: the centre's address, else this machine's. */
  get linkUrl(): string | undefined {
    return this.centralUrl ?? this.candidateUrls[0];
  }

  /** A point in time as the API writes it. */
  formatTime(milliseconds: number): string {
    return formatTime(milliseconds, this.timeZone);
  }
}
