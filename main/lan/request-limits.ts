import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CredoError } from '../../shared/errors.ts';

/** `points` within `seconds`. */
export interface Allowance {
  readonly points: number;
  readonly seconds: number;
}

/** The limits of the candidates' server. */
export interface Allowances {
  /** Requests of any kind an address. */
  readonly requests: Allowance;
  /** Unknown tokens an address; after that, only links opened before are answered to it. */
  readonly unknownTokens: Allowance;
  /** Unknown tokens of all addresses together. */
  readonly unknownTokensOverall: Allowance;
  /** Uploads a token. */
  readonly uploadsByToken: Allowance;
  /** Uploads an address. */
  readonly uploadsByAddress: Allowance;
  /** Uploads an address of callers that have not opened their link's page. */
  readonly uploadsWithoutPage: Allowance;
}

/**
 * Generous, because a whole office may stand behind one address: 40 candidates can send 20 files
 * each within an hour. Only unknown tokens are limited hard: an honest link is never unknown.
 */
export const defaultAllowances: Allowances = {
  requests: { points: 1_800, seconds: 60 },
  unknownTokens: { points: 20, seconds: 600 },
  unknownTokensOverall: { points: 2_000, seconds: 600 },
  uploadsByToken: { points: 200, seconds: 3_600 },
  uploadsByAddress: { points: 1_000, seconds: 3_600 },
  uploadsWithoutPage: { points: 120, seconds: 3_600 },
};

/** How many opened links are remembered. */
const rememberedTokens = 10_000;

/** Counts what addresses and tokens do, in memory; refuses with `tooManyRequests`. */
export class RequestLimits {
  readonly #requests;
  readonly #unknownTokens;
  readonly #unknownTokensOverall;
  readonly #uploadsByToken;
  readonly #uploadsByAddress;
  readonly #uploadsWithoutPage;
  /** Tokens of links that were answered, the longest unused first. */
  readonly #opened = new Set<string>();

  constructor(allowances: Allowances = defaultAllowances) {
    this.#requests = limiter(allowances.requests);
    this.#unknownTokens = limiter(allowances.unknownTokens);
    this.#unknownTokensOverall = limiter(allowances.unknownTokensOverall);
    this.#uploadsByToken = limiter(allowances.uploadsByToken);
    this.#uploadsByAddress = limiter(allowances.uploadsByAddress);
    this.#uploadsWithoutPage = limiter(allowances.uploadsWithoutPage);
  }

  /** Counts a request. @throws CredoError `tooManyRequests` */
  async countRequest(address: string): Promise<void> {
    await consume(this.#requests, address);
  }

  /**
   * Lets a request that carries a token through, unless its address (or everybody together) has
   * guessed too much and the token is not one that was opened before.
   * @param claimedToken of the path or the page's header; empty where the request shows none
   * @throws CredoError `tooManyRequests`
   */
  async admitToken(address: string, claimedToken: string): Promise<void> {
    if (this.#opened.has(claimedToken)) return;
    await refuseSpent(this.#unknownTokens, address);
    await refuseSpent(this.#unknownTokensOverall, overall);
  }

  /** Counts an answer "no such token". @throws CredoError `tooManyRequests` */
  async countUnknownToken(address: string): Promise<void> {
    await consume(this.#unknownTokens, address);
    await consume(this.#unknownTokensOverall, overall);
  }

  /** Remembers a token whose page was answered. */
  rememberOpened(token: string): void {
    this.#opened.delete(token);
    this.#opened.add(token);
    if (this.#opened.size <= rememberedTokens) return;
    const [oldest] = this.#opened;
    if (oldest !== undefined) this.#opened.delete(oldest);
  }

  /** Counts an upload before it is read. @throws CredoError `tooManyRequests` */
  async countUpload(address: string, claimedToken: string): Promise<void> {
    if (this.#opened.has(claimedToken)) await consume(this.#uploadsByToken, claimedToken);
    else await consume(this.#uploadsWithoutPage, address);
    await consume(this.#uploadsByAddress, address);
  }
}

const overall = 'all';

function limiter({ points, seconds }: Allowance): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: seconds });
}

async function consume(limit: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) throw tooMany(rejected);
    throw rejected;
  }
}

async function refuseSpent(limit: RateLimiterMemory, key: string): Promise<void> {
  const spent = await limit.get(key);
  if (spent && spent.consumedPoints > limit.points && spent.msBeforeNext > 0) throw tooMany(spent);
}

function tooMany({ msBeforeNext }: RateLimiterRes): CredoError {
  return new CredoError('tooManyRequests', {
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
}

/**
 * What counts as one address: an IPv4 address, however it is written, or an IPv6 /64, because one
 * machine may use all of that.
 */
export function addressKey(remoteAddress: string | undefined): string {
  const address = remoteAddress ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const start = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - start.length - end.length);
  return [...start, ...Array<string>(zeros).fill('0'), ...end].slice(0, 4).join(':');
}
