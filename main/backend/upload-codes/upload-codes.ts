import { CredoError } from '../../../shared/errors.ts';
import { isSealed } from '../../../shared/sync/sealed.ts';
import {
  codeAlphabet,
  normalCode,
  normalDigits,
  sampleCode,
  wrongTriesLimit,
} from '../../../shared/upload-code.ts';
import type { Platform } from '../../platform.ts';
import type { UploadCodeStore } from './upload-code-store.ts';

/** How many codes that nobody was given are counted. */
const countedUnknown = 10_000;

/** The rows behind codes. */
export type UploadCodeRows = Pick<UploadCodeStore, keyof UploadCodeStore>;

/**
 * Codes that stand for links in SMS, because Chinese carriers refuse links in variables. A code
 * alone opens nothing: the last four digits of the number it went to belong to it.
 */
export class UploadCodes {
  readonly #store: UploadCodeRows;
  readonly #platform: Platform;
  /**
   * Wrong tries of codes that do not exist, the oldest first: they lock like the others, so that a
   * lock does not tell that a code exists.
   */
  readonly #unknown = new Map<string, number>();

  constructor(store: UploadCodeRows, platform: Platform) {
    this.#store = store;
    this.#platform = platform;
  }

  /** A code that was never given out: six characters, equally likely. */
  draw(): string {
    for (;;) {
      const code = this.#random();
      if (code !== sampleCode && !this.#store.exists(code)) return code;
    }
  }

  /**
   * The code for one more message about a certificate, within the caller's transaction: the one it
   * has, or another where that is locked or went to another number.
   */
  renew(certificateId: number, mobile: string): string {
    const known = this.#store.ofCertificate(certificateId);
    const digits = mobile.slice(-4);
    // Another device's is here as its hash only.
    const own = known && !isSealed(known.code) && known.phone_digits === digits;
    if (own && known.wrong_tries < wrongTriesLimit) {
      return known.code;
    }
    const code = this.draw();
    const row = { certificate_id: certificateId, code, phone_digits: digits };
    if (known) this.#store.replace({ ...row, now: this.#platform.now() });
    else this.give(certificateId, code, mobile);
    return code;
  }

  /** Gives a code out, within the caller's transaction. @param mobile the number it is sent to */
  give(certificateId: number, code: string, mobile: string): void {
    this.#store.insert({
      certificate_id: certificateId,
      code,
      phone_digits: mobile.slice(-4),
      now: this.#platform.now(),
    });
  }

  /**
   * The token that a code and the last four digits of a phone number lead to. Which part was wrong
   * stays open; the fifth wrong try in a row locks the code for good.
   * @throws CredoError `codeRefused`, `codeLocked`
   */
  open(typedCode: string, typedDigits: string): string {
    const code = normalCode(typedCode);
    const found = this.#store.find(code, this.#platform.now());
    const tries = found ? found.wrong_tries : (this.#unknown.get(code) ?? 0);
    if (tries >= wrongTriesLimit) throw new CredoError('codeLocked');
    if (found && found.phone_digits === normalDigits(typedDigits)) {
      if (tries > 0) this.#store.setWrongTries(found.certificate_id, 0);
      return found.token;
    }
    if (found) this.#store.setWrongTries(found.certificate_id, tries + 1);
    else this.#countUnknown(code, tries + 1);
    throw new CredoError(tries + 1 >= wrongTriesLimit ? 'codeLocked' : 'codeRefused');
  }

  #countUnknown(code: string, tries: number): void {
    if (code.length > 12) return;
    this.#unknown.delete(code);
    this.#unknown.set(code, tries);
    if (this.#unknown.size <= countedUnknown) return;
    const [oldest] = this.#unknown.keys();
    if (oldest !== undefined) this.#unknown.delete(oldest);
  }

  #random(): string {
    let code = '';
    // Bytes past the last whole multiple of the alphabet are dropped.
    const fair = 256 - (256 % codeAlphabet.length);
    while (code.length < 6) {
      for (const byte of this.#platform.randomBytes(16)) {
        if (byte < fair && code.length < 6) code += codeAlphabet[byte % codeAlphabet.length];
      }
    }
    return code;
  }
}
