import { SyncError } from '../../shared/sync/sync-errors.ts';
import {
  CentralUnreachable,
  IncompatibleCentre,
  UntrustedCentre,
} from './client/central-client.ts';
import { OtherCentre } from './session/sync-cycle.ts';

/** How the sync service is doing, for the status pill. */
export interface SyncStatus {
  readonly state: 'alone' | 'paused' | 'offline' | 'syncing' | 'current' | 'attention';
  /** Who or what paused it; null where it is not paused. */
  readonly pausedBy: PauseReason | null;
  /** Why it is offline or needs attention: a code of `syncErrors`, or one of `ownReasons`. */
  readonly reason: string | null;
  /** Operations that are not answered. */
  readonly pending: number;
  readonly parked: number;
  readonly openConflicts: number;
  readonly files: { readonly up: number; readonly down: number };
  /** Of a first sync: rows written and about how many there are. */
  readonly snapshot: { readonly written: number; readonly total: number } | null;
  /** Milliseconds; null where it never was. */
  readonly lastSyncedAt: number | null;
  readonly lastTriedAt: number | null;
  /** The centre's clock minus this machine's, ms. */
  readonly clockOffset: number;
}

/** By hand, or since the network costs by what is sent. */
export type PauseReason = 'user' | 'metered';

/** Codes that do not pass by themselves: somebody has to do something. */
const needAttention: readonly string[] = [
  'revoked',
  'forbidden',
  'upgrade_needed',
  'quota',
  'hash_mismatch',
  'malformed',
];

/** What rounds have come to since the start. */
export class SyncProgress {
  reason: string | null = null;
  /** Somebody has to do something about the reason. */
  attention = false;
  snapshot: { written: number; total: number } | null = null;
  lastSyncedAt: number | null = null;
  lastTriedAt: number | null = null;
  /** The centre's clock minus this machine's when it was last measured, ms. */
  clockOffset = 0;

  succeeded(at: number): void {
    this.reason = null;
    this.attention = false;
    this.snapshot = null;
    this.lastSyncedAt = at;
  }

  failed(error: unknown): void {
    const { reason, attention } = reasonOf(error);
    this.fail(reason, attention);
  }

  fail(reason: string, attention: boolean): void {
    this.reason = reason;
    this.attention = attention;
  }

  /** As before the first round. */
  forget(): void {
    this.succeeded(0);
    this.lastSyncedAt = null;
    this.lastTriedAt = null;
    this.clockOffset = 0;
  }
}

function isDiskFull(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(code);
}

function reasonOf(error: unknown): { reason: string; attention: boolean } {
  if (error instanceof SyncError) {
    return { reason: error.code, attention: needAttention.includes(error.code) };
  }
  if (error instanceof OtherCentre) return { reason: 'other_centre', attention: true };
  if (error instanceof UntrustedCentre) return { reason: 'certificate', attention: true };
  if (error instanceof IncompatibleCentre) return { reason: 'incompatible', attention: true };
  if (isDiskFull(error)) return { reason: 'disk_full', attention: true };
  if (error instanceof CentralUnreachable) return { reason: 'unreachable', attention: false };
  return { reason: 'internal', attention: true };
}
