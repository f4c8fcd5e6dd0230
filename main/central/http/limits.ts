import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SyncError } from '../../../shared/sync/sync-errors.ts';

/** Counts what callers without a token may try, by their address. */
export interface AddressLimits {
  /** @throws SyncError `too_many` */
  enrol(address: string): Promise<void>;
  /** @throws SyncError `too_many` */
  signIn(address: string): Promise<void>;
}

/** Many workstations of an office may share one address. */
export function createAddressLimits(): AddressLimits {
  const enrolments = new RateLimiterMemory({ points: 30, duration: 60 });
  const signIns = new RateLimiterMemory({ points: 1_200, duration: 60 });
  return {
    enrol: (address) => consume(enrolments, address),
    signIn: (address) => consume(signIns, address),
  };
}

async function consume(limiter: RateLimiterMemory, address: string): Promise<void> {
  try {
    await limiter.consume(address);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new SyncError('too_many', { seconds: Math.ceil(error.msBeforeNext / 1000) });
  }
}
