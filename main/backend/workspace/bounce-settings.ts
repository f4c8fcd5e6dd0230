import type { Hono } from 'hono';
import {
  getBounceMailbox,
  saveBounceMailbox,
  testBounceMailbox,
} from '../../../shared/api/bounces.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { BounceAccounts } from '../../delivery/bounces/bounce-account.ts';
import type { BounceWatcher } from '../../delivery/bounces/bounce-watcher.ts';
import { testMailbox } from '../../delivery/bounces/read-mailbox.ts';
import { bind } from '../http/route.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from './workspace-service.ts';

/** How long a test of the connection may take, in milliseconds. */
const testPatience = 30_000;

interface Parts {
  readonly database: Database;
  readonly accounts: BounceAccounts;
  readonly watcher: BounceWatcher;
  readonly live: LiveEvents;
  readonly workspace: WorkspaceService;
}

/** The mailbox of delivery reports as the recruiter sees, changes and tries it. */
export class BounceSettings {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get(): ResultsOf<typeof getBounceMailbox> {
    const { accounts, watcher, workspace } = this.#parts;
    const { state, words, checkedAt } = watcher.state;
    return {
      ...accounts.view(),
      state,
      words,
      checked_at: checkedAt === undefined ? null : workspace.formatTime(checkedAt),
      listening: watcher.listening,
    };
  }

  save(request: ParsedRequestOf<typeof saveBounceMailbox>): ResultsOf<typeof getBounceMailbox> {
    const { database, accounts, watcher, live } = this.#parts;
    const { password, ...mailbox } = request;
    database.transaction(() => accounts.save(mailbox, password))();
    live.publish({ type: 'workspace' });
    watcher.check();
    return this.get();
  }

  /** @throws CredoError `bounceMailboxRefused` with the server's own words, or the system's */
  async test(): Promise<ResultsOf<typeof testBounceMailbox>> {
    const account = this.#parts.accounts.current();
    if (!account) throw new CredoError('bounceMailboxMissing');
    try {
      return { messages: await testMailbox(account, AbortSignal.timeout(testPatience)) };
    } catch (error) {
      const reason = (error as Error).message;
      throw new CredoError('bounceMailboxRefused', { reason }, { cause: error });
    }
  }
}

/** The endpoints of the mailbox of delivery reports. */
export function registerBounceRoutes(app: Hono, settings: BounceSettings): void {
  bind(app, getBounceMailbox, () => settings.get());
  bind(app, saveBounceMailbox, (fields) => settings.save(fields));
  bind(app, testBounceMailbox, () => settings.test());
}
