import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { saveWorkspace, sendTestMail, Workspace } from '../../../shared/api/workspace.ts';
import { describeLastError } from '../../../shared/delivery-reasons.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { isMailAddress } from '../../../shared/mail-address.ts';
import { escapeHtml } from '../../../shared/templates/render.ts';
import type { Database } from '../../database/database.ts';
import type { Delivery } from '../../delivery/create-delivery.ts';
import type { MailAccounts } from '../../delivery/mail-accounts.ts';
import { DeliveryError } from '../../delivery/transport.ts';
import { type Platform, randomToken } from '../../platform.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from './workspace-service.ts';
import type { WorkspaceStore } from './workspace-store.ts';

type SaveRequest = ParsedRequestOf<typeof saveWorkspace>;
type MailRequest = NonNullable<SaveRequest['mail']>;

export interface WorkspaceSettingsParts {
  database: Database;
  store: WorkspaceStore;
  workspace: WorkspaceService;
  mailAccounts: MailAccounts;
  delivery: Delivery;
  live: LiveEvents;
  platform: Platform;
  version: string;
}

/** The workspace's settings as the recruiter sees and changes them. */
export class WorkspaceSettings {
  readonly #parts: WorkspaceSettingsParts;

  constructor(parts: WorkspaceSettingsParts) {
    this.#parts = parts;
  }

  get(): Workspace {
    const { workspace, mailAccounts, delivery, version } = this.#parts;
    const { fileBytes, filesPerCertificate, tokenDays } = workspace.limits;
    return {
      company_name: workspace.companyName,
      uid: workspace.user.uid,
      uname: workspace.user.name,
      uemail: workspace.recruiterEmail,
      time_zone: workspace.timeZone,
      version,
      candidate_urls: [...workspace.candidateUrls],
      central_candidate_url: workspace.centralUrl,
      mail_account: mailAccounts.source,
      mail: mailAccounts.view(),
      sms_configured: delivery.transports.sms.waitingReason() === undefined,
      recent_request_days: workspace.recentRequestDays,
      submission_notices: workspace.submissionNotices,
      limits: {
        file_bytes: fileBytes,
        files_per_certificate: filesPerCertificate,
        token_days: tokenDays,
      },
      first_start: workspace.firstStart,
      samples: workspace.hasSamples,
    };
  }

  /**
   * Saves what is given and leaves the rest.
   * @throws CredoError `invalidParameter`; `mailAccountFixed` where CREDO_SMTP_URL decides. Nothing
   * is saved then
   */
  save(request: SaveRequest, language: Language): Workspace {
    const { database, store, workspace, mailAccounts, live, delivery } = this.#parts;
    checkTimeZone(request.time_zone, language);
    checkAddress('uemail', request.uemail, language);
    const mail = this.#changedMail(request.mail, language);
    database.transaction(() => {
      if (request.company_name) store.set(0, 'companyName', oneLine(request.company_name));
      if (request.uname) store.renameUser(workspace.user.uid, oneLine(request.uname));
      if (request.uemail !== undefined) store.set(workspace.user.uid, 'email', request.uemail);
      if (request.time_zone) store.set(0, 'timeZone', request.time_zone);
      if (request.recent_request_days !== undefined) {
        store.set(0, 'recentRequestDays', request.recent_request_days);
      }
      if (request.submission_notices !== undefined) {
        store.set(workspace.user.uid, 'submissionNotices', request.submission_notices);
      }
      if (request.limits) store.set(0, 'limits', mergedLimits(workspace, request.limits));
      if (mail) {
        const { password, ...settings } = mail;
        mailAccounts.save(settings, password);
      }
    })();
    live.publish({ type: 'workspace' });
    if (mail) delivery.outbox.tryNow('mail');
    return this.get();
  }

  /**
   * Sends a test mail through the account in use.
   * @throws CredoError `invalidParameter`, `mailNotConfigured`; `mailRefused` with the server's own
   * words, or the system's where no server answered
   */
  async sendTestMail(
    recipient: string,
    language: Language,
  ): Promise<ResultsOf<typeof sendTestMail>> {
    const { mailAccounts, delivery, workspace, platform } = this.#parts;
    checkAddress('recipient', recipient, language, true);
    const account = mailAccounts.current();
    if (!account) throw new CredoError('mailNotConfigured');
    const company = escapeHtml(workspace.companyName);
    const transport = delivery.testTransports().mail;
    try {
      const response = await transport.send({
        recipient,
        subject: `测试邮件-${workspace.companyName}`,
        content: `<p>您好：</p><p>这是 ${company} 的 Credo 招聘工作台发出的测试邮件。收到它，说明发件邮箱已经可以使用。</p>`,
        messageIdHeader: `<${randomToken(platform)}@${account.from.split('@').at(-1)}>`,
      });
      return { response };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const reason = describeLastError(error.words, language) ?? '';
      throw new CredoError('mailRefused', { reason }, { cause: error });
    } finally {
      transport.idle();
    }
  }

  /** The mail account to save, or undefined where the request repeats the one of the environment. */
  #changedMail(mail: MailRequest | undefined, language: Language): MailRequest | undefined {
    if (!mail) return undefined;
    const { mailAccounts } = this.#parts;
    if (mailAccounts.source === 'environment') {
      const { password_set: _, ...current } = mailAccounts.view();
      const { password, ...wanted } = mail;
      const same = Object.entries(current).every(
        ([key, value]) => wanted[key as keyof typeof wanted] === value,
      );
      if (same && !password) return undefined;
      throw new CredoError('mailAccountFixed');
    }
    if (mail.host !== '') {
      if (!/^[\p{L}\p{N}.:-]+$/u.test(mail.host)) throw invalid('mail.host', language);
      if (mail.from !== '' || !isMailAddress(mail.user)) {
        checkAddress('mail.from', mail.from, language, true);
      }
    }
    return mail;
  }
}

function mergedLimits(workspace: WorkspaceService, limits: NonNullable<SaveRequest['limits']>) {
  const current = workspace.limits;
  return {
    fileBytes: limits.file_bytes ?? current.fileBytes,
    filesPerCertificate: limits.files_per_certificate ?? current.filesPerCertificate,
    tokenDays: limits.token_days ?? current.tokenDays,
  };
}

function checkTimeZone(timeZone: string | undefined, language: Language): void {
  if (timeZone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw invalid('time_zone', language);
  }
}

function checkAddress(
  field: string,
  address: string | undefined,
  language: Language,
  required = false,
): void {
  if (address === undefined || (address === '' && !required)) return;
  if (!isMailAddress(address)) throw invalid(field, language);
}

const reasons = {
  time_zone: { zh: '不是有效的时区', en: 'not a time zone' },
  'mail.host': { zh: '不是有效的服务器地址', en: 'not a host name' },
} as const;

function invalid(field: string, language: Language): CredoError {
  const reason = (reasons as Record<string, { zh: string; en: string }>)[field] ?? {
    zh: '不是有效的邮箱地址',
    en: 'not a mail address',
  };
  return new CredoError('invalidParameter', { field, reason: reason[language] });
}

/** Names end up in mail headers. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
