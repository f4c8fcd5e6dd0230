import { randomBytes } from 'node:crypto';

/** What a test may decide: the time and the randomness. The network is a parameter of its users. */
export interface Platform {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Bytes from a cryptographic source. */
  randomBytes(size: number): Uint8Array;
}

/** The machine's own clock and randomness. */
export const systemPlatform: Platform = { now: Date.now, randomBytes };

const tokenAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A token of 22 characters of `[0-9A-Za-z]`, 131 bits of randomness.
 * Bytes of 248 and above are dropped, so that every character is equally likely.
 */
export function randomToken(platform: Platform): string {
  let token = '';
  while (token.length < 22) {
    for (const byte of platform.randomBytes(32)) {
      if (byte < 248 && token.length < 22) token += tokenAlphabet[byte % 62];
    }
  }
  return token;
}

/** A positive 63-bit id as digits, for what devices create independently (`tob_resume_id`). */
export function randomBigId(platform: Platform): string {
  const bytes = platform.randomBytes(8);
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0) >> 1n;
  return value === 0n ? '1' : value.toString();
}
