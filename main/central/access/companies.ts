import { createHash } from 'node:crypto';
import { emptyChain } from '../../../shared/sync/operation.ts';
import type { Role } from '../../../shared/sync/protocol-access.ts';
import type { Platform } from '../../platform.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { normalizedCode, randomCode, randomUuid } from '../random.ts';

/** A company's quota where nobody said otherwise. */
export const defaultLimitBytes = 50 * 1024 ** 3;

/** Makes a company with its stream. @returns its id */
export async function createCompany(
  sql: Transaction,
  platform: Platform,
  name: string,
  limitBytes: number = defaultLimitBytes,
): Promise<number> {
  const [company] = await sql<{ company_id: number }[]>`
    INSERT INTO company(name, limit_bytes, created_at)
    VALUES (${name}, ${limitBytes}, ${platform.now()}) RETURNING company_id`;
  const companyId = (company as { company_id: number }).company_id;
  await createStream(sql, platform, companyId, null);
  return companyId;
}

/** Makes a user with a stream of their own. The caller tells the company's devices. @returns its uid */
export async function createAccount(
  sql: Transaction,
  platform: Platform,
  companyId: number,
  name: string,
  role: Role,
): Promise<number> {
  const [account] = await sql<{ uid: number }[]>`
    INSERT INTO account(company_id, name, role, created_at)
    VALUES (${companyId}, ${name}, ${role}, ${platform.now()}) RETURNING uid`;
  const { uid } = account as { uid: number };
  await createStream(sql, platform, companyId, uid);
  return uid;
}

async function createStream(
  sql: Transaction,
  platform: Platform,
  companyId: number,
  uid: number | null,
): Promise<void> {
  await sql`INSERT INTO stream(company_id, uid, epoch, chain_hash)
    VALUES (${companyId}, ${uid}, ${randomUuid(platform)}, ${emptyChain})`;
}

/** A code as it is stored. */
export function codeHash(code: string): string {
  return createHash('sha256')
    .update(`credo-code:${normalizedCode(code)}`)
    .digest('hex');
}

export interface Invitation {
  companyId: number;
  /** A user there is, or the name of one to be made; neither for the demo's code. */
  uid?: number;
  userName?: string;
  role: Role;
  /** Milliseconds until it expires; never where it is missing. */
  lifetime?: number;
  /** The demo's: for any number of devices. */
  unlimited?: boolean;
}

/** Makes a code for enrolling; it is stored hashed, so this is the only time that it is seen. */
export async function createInvitation(
  sql: Database | Transaction,
  platform: Platform,
  { companyId, uid, userName, role, lifetime, unlimited = false }: Invitation,
): Promise<{ code: string; expires_at: number | null }> {
  const code = randomCode(platform);
  const now = platform.now();
  const expires_at = lifetime === undefined ? null : now + lifetime;
  await sql`INSERT INTO invitation(code_hash, company_id, uid, user_name, role, unlimited,
      expires_at, created_at)
    VALUES (${codeHash(code)}, ${companyId}, ${uid ?? null}, ${userName ?? null}, ${role},
      ${unlimited}, ${expires_at}, ${now})`;
  return { code, expires_at };
}
