import type { BounceMailbox } from '../../../shared/api/bounces.ts';
import type { SecretStore } from '../../backend/workspace/secret-store.ts';
import type { WorkspaceStore } from '../../backend/workspace/workspace-store.ts';

type SavedMailbox = Omit<BounceMailbox, 'password_set'>;

/** A mailbox to read reports from, with its password. */
export interface BounceAccount extends SavedMailbox {
  readonly password: string;
}

const settingKey = 'bounces';
const passwordKey = 'bounces.password';
const emptyMailbox: SavedMailbox = {
  host: '',
  port: 993,
  secure: true,
  user: '',
  mailbox: 'INBOX',
};

/** The mailbox of delivery reports in the settings. */
export class BounceAccounts {
  readonly #store: WorkspaceStore;
  readonly #secrets: SecretStore;

  constructor(store: WorkspaceStore, secrets: SecretStore) {
    this.#store = store;
    this.#secrets = secrets;
  }

  /** The account to read, or undefined where none is set. */
  current(): BounceAccount | undefined {
    const saved = this.#store.get<SavedMailbox>(0, settingKey);
    if (!saved?.host) return undefined;
    return { ...saved, password: this.#secrets.get(passwordKey) ?? '' };
  }

  /** Without the password. */
  view(): BounceMailbox {
    const saved = this.#store.get<SavedMailbox>(0, settingKey) ?? emptyMailbox;
    return { ...saved, password_set: this.#secrets.get(passwordKey) !== undefined };
  }

  /**
   * Keeps a mailbox; one without a host is removed with its password. A password stays with its server:
   * another host gets none that was not given for it.
   */
  save(mailbox: SavedMailbox, password: string | undefined): void {
    const moved = this.view().host !== mailbox.host;
    if (mailbox.host === '') this.#secrets.set(passwordKey, '');
    else if (password !== undefined) this.#secrets.set(passwordKey, password);
    else if (moved) this.#secrets.set(passwordKey, '');
    this.#store.set(0, settingKey, mailbox);
  }
}
