import type { SecretStore } from '../backend/workspace/secret-store.ts';
import type { WorkspaceStore } from '../backend/workspace/workspace-store.ts';
import { type MailAccount, type MailSettings, mailAccountFromSettings } from './mail-account.ts';

/** Where the mail account comes from. */
export type MailAccountSource = 'none' | 'settings' | 'environment';

/** A mail account to show: everything but the password. */
export interface MailAccountView extends MailSettings {
  readonly password_set: boolean;
}

const settingKey = 'mail';
const passwordKey = 'mail.password';
const emptyView = { host: '', port: 465, secure: true, user: '', from: '', password_set: false };

/** The mail account in use: that of `CREDO_SMTP_URL`, or else that of the settings. */
export class MailAccounts {
  readonly #store: WorkspaceStore;
  readonly #secrets: SecretStore;
  readonly #environment: MailAccount | undefined;
  /** The account built from the settings; the same object until they change. */
  #fromSettings: { account: MailAccount | undefined } | undefined;

  /** @param environment the account of `CREDO_SMTP_URL`, which wins over the settings */
  constructor(store: WorkspaceStore, secrets: SecretStore, environment: MailAccount | undefined) {
    this.#store = store;
    this.#secrets = secrets;
    this.#environment = environment;
  }

  get source(): MailAccountSource {
    if (this.#environment) return 'environment';
    return this.current() ? 'settings' : 'none';
  }

  /** The account to send through, or undefined. The same object as long as nothing changes. */
  current(): MailAccount | undefined {
    if (this.#environment) return this.#environment;
    this.#fromSettings ??= { account: this.#build() };
    return this.#fromSettings.account;
  }

  view(): MailAccountView {
    if (this.#environment) {
      const { smtp, from } = this.#environment;
      const secure = smtp.secure === true;
      return {
        host: smtp.host ?? '',
        port: Number(smtp.port ?? (secure ? 465 : 587)),
        secure,
        user: smtp.auth?.user ?? '',
        from,
        password_set: Boolean(smtp.auth?.pass),
      };
    }
    const settings = this.#store.get<MailSettings>(0, settingKey);
    if (!settings) return emptyView;
    return { ...settings, password_set: this.#secrets.get(passwordKey) !== undefined };
  }

  /**
   * Keeps an account in the settings; one without a host removes it, and its password.
   * @param password undefined keeps the password there is, an empty one removes it
   */
  save(settings: MailSettings, password: string | undefined): void {
    if (settings.host === '') this.#secrets.set(passwordKey, '');
    else if (password !== undefined) this.#secrets.set(passwordKey, password);
    this.#store.set(0, settingKey, settings);
    this.#fromSettings = undefined;
  }

  #build(): MailAccount | undefined {
    const settings = this.#store.get<MailSettings>(0, settingKey);
    if (!settings?.host) return undefined;
    return mailAccountFromSettings(settings, this.#secrets.get(passwordKey));
  }
}
