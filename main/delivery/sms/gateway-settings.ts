import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import type { SmsGateway, saveSmsGateway } from '../../../shared/api/sms-gateway.ts';
import type { SecretStore } from '../../backend/workspace/secret-store.ts';
import type { WorkspaceStore } from '../../backend/workspace/workspace-store.ts';

/** A gateway as it is used: headers with their values, the secret ones too. */
export interface GatewayAccount extends Omit<SmsGateway, 'headers'> {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** What `settings` keeps: everything but secret values. */
interface SavedGateway extends Omit<SmsGateway, 'headers'> {
  readonly headers: readonly { name: string; secret: boolean; value: string }[];
}

const settingKey = 'sms';
const secretKey = 'sms.headers';

const emptyGateway: SmsGateway = {
  url: '',
  method: 'POST',
  body_type: 'json',
  body: '{"phone":"{{phone}}","text":"{{text}}"}',
  success_status: 0,
  success_path: '',
  success_value: '',
  success_text: '',
  retry_text: '',
  timeout_seconds: 15,
  messages_per_minute: 60,
  headers: [],
};

/** The SMS gateway of the settings. */
export class GatewaySettings {
  readonly #store: WorkspaceStore;
  readonly #secrets: SecretStore;
  /** What was read last; the same object until the settings change. */
  #account: { value: GatewayAccount | undefined } | undefined;

  constructor(store: WorkspaceStore, secrets: SecretStore) {
    this.#store = store;
    this.#secrets = secrets;
  }

  /** The gateway to send through, or undefined where there is none. */
  current(): GatewayAccount | undefined {
    this.#account ??= { value: this.#build() };
    return this.#account.value;
  }

  /** The gateway to show, without its secrets. */
  view(): SmsGateway {
    const saved = this.#store.get<SavedGateway>(0, settingKey);
    if (!saved) return emptyGateway;
    const secrets = this.#secretValues();
    return {
      ...saved,
      headers: saved.headers.map(({ name, secret, value }) => ({
        name,
        secret,
        value,
        value_set: secret ? Boolean(secrets[name.toLowerCase()]) : value !== '',
      })),
    };
  }

  /** Keeps a gateway that was checked; one without a URL is removed with its secrets. */
  save(gateway: ParsedRequestOf<typeof saveSmsGateway>): void {
    const kept = this.#secretValues();
    const secrets = Object.fromEntries(
      gateway.headers
        .filter(({ secret }) => secret)
        .map(({ name, value }) => [name.toLowerCase(), value ?? kept[name.toLowerCase()] ?? ''])
        .filter(([, value]) => value !== ''),
    );
    const removed = gateway.url === '';
    const none = removed || Object.keys(secrets).length === 0;
    this.#secrets.set(secretKey, none ? '' : JSON.stringify(secrets));
    const saved: SavedGateway = {
      ...gateway,
      headers: removed
        ? []
        : gateway.headers.map(({ name, secret, value = '' }) => ({
            name,
            secret,
            value: secret ? '' : value,
          })),
    };
    this.#store.set(0, settingKey, saved);
    this.#account = undefined;
  }

  #build(): GatewayAccount | undefined {
    const saved = this.#store.get<SavedGateway>(0, settingKey);
    if (!saved?.url) return undefined;
    const secrets = this.#secretValues();
    return {
      ...saved,
      headers: saved.headers.map(({ name, secret, value }) => ({
        name,
        value: secret ? (secrets[name.toLowerCase()] ?? '') : value,
      })),
    };
  }

  #secretValues(): Record<string, string> {
    return JSON.parse(this.#secrets.get(secretKey) ?? '{}') as Record<string, string>;
  }
}
