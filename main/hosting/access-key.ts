import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Platform, randomToken } from '../platform.ts';

/** The recruiter's key to a workstation that is reached over HTTP. */
export interface AccessKey {
  /** The key itself, for the recruiter's URL. */
  readonly value: string;
  /** Compares in constant time. */
  matches(candidate: string): boolean;
  /**
   * What the browser's cookie carries: derived from the key, so that it outlives a restart, ends with
   * the key, and does not give the key away.
   */
  readonly session: string;
  matchesSession(candidate: string): boolean;
}

export function accessKey(value: string): AccessKey {
  const session = createHmac('sha256', value).update('credo recruiter session').digest('base64url');
  return {
    value,
    matches: (candidate) => equal(candidate, value),
    session,
    matchesSession: (candidate) => equal(candidate, session),
  };
}

/**
 * The key of a data folder: read, or generated at the first start and kept in `access-key`, readable
 * by its owner alone.
 */
export function storedAccessKey(folder: string, platform: Platform): AccessKey {
  const file = join(folder, 'access-key');
  const stored = readKey(file);
  if (stored) {
    chmodSync(file, 0o600);
    return accessKey(stored);
  }
  const value = randomToken(platform);
  const temporary = `${file}.new`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${value}\n`, { mode: 0o600, flush: true });
  renameSync(temporary, file);
  return accessKey(value);
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Hashed first, as the comparison needs equal lengths and must not tell them. */
function equal(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
