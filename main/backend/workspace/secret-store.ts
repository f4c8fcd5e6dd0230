import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/**
 * Seals secrets before they are written to disk. The desktop host gives one over Electron's
 * `safeStorage`; without it secrets are kept readable, in a file that only its owner may read.
 */
export interface SecretBox {
  /** Written beside each secret, so that a secret is only opened by the kind of box that sealed it. */
  readonly name: string;
  seal(secret: string): string;
  /** @throws where this box did not seal it (another machine, another user) */
  open(sealed: string): string;
}

/** No sealing: the file's permissions are the protection. */
export const plainSecretBox: SecretBox = {
  name: 'plain',
  seal: (secret) => secret,
  open: (sealed) => sealed,
};

type SealedSecrets = Record<string, { box: string; value: string }>;

/** Passwords and keys, in `secrets.json` of the data folder, mode 0600, replaced atomically. */
export class SecretStore {
  readonly #file: string;
  readonly #box: SecretBox;

  constructor(file: string, box: SecretBox = plainSecretBox) {
    this.#file = file;
    this.#box = box;
  }

  /** A secret, or undefined where there is none or it cannot be opened here. */
  get(name: string): string | undefined {
    const entry = this.#read()[name];
    if (entry?.box !== this.#box.name) return undefined;
    try {
      return this.#box.open(entry.value);
    } catch {
      return undefined;
    }
  }

  /** Keeps a secret; an empty one is removed. */
  set(name: string, secret: string): void {
    const { [name]: _replaced, ...others } = this.#read();
    this.#write(
      secret === ''
        ? others
        : { ...others, [name]: { box: this.#box.name, value: this.#box.seal(secret) } },
    );
  }

  #read(): SealedSecrets {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as SealedSecrets;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  }

  #write(secrets: SealedSecrets): void {
    const temporary = `${this.#file}.${randomBytes(6).toString('hex')}.tmp`;
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(descriptor, JSON.stringify(secrets));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, this.#file);
  }
}
