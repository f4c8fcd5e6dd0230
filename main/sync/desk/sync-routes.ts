import type { Hono } from 'hono';
import {
  dismissCopy,
  dismissParked,
  getSyncStatus,
  joinCompany,
  leaveCompany,
  listConflicts,
  listDisputed,
  listParked,
  pauseSync,
  reportConnection,
  resolveConflict,
  setMeteredPause,
  syncNow,
} from '../../../shared/api/sync.ts';
import { CredoError } from '../../../shared/errors.ts';
import { bind } from '../../backend/http/route.ts';
import type { LiveEvents } from '../../backend/live/live-events.ts';
import type { WorkspaceService } from '../../backend/workspace/workspace-service.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { SyncService } from '../sync-service.ts';
import { ConflictChooser } from './conflict-chooser.ts';
import { ConflictList } from './conflict-list.ts';
import { DeviceNames } from './device-names.ts';
import { DisputedList } from './disputed-list.ts';
import { JoinCompany } from './join-company.ts';
import { ParkedList } from './parked-list.ts';
import { RowWords } from './row-words.ts';
import { SyncOverview } from './sync-overview.ts';

export interface SyncDeskParts {
  readonly database: Database;
  readonly sync: SyncService;
  readonly live: LiveEvents;
  readonly workspace: WorkspaceService;
  readonly platform: Platform;
}

/** The endpoints of the status pill and the sync page. */
export function registerSyncRoutes(app: Hono, parts: SyncDeskParts): void {
  const { database, sync, live, workspace, platform } = parts;
  const formatTime = (milliseconds: number) => workspace.formatTime(milliseconds);
  const overview = new SyncOverview(database, sync, formatTime);
  const joining = new JoinCompany(sync);
  const words = new RowWords(database, formatTime);
  const parked = new ParkedList(database, sync.outbox, words, formatTime);
  const disputed = new DisputedList(database, formatTime);
  const conflicts = new ConflictList({
    ...{ database, sync, words, formatTime },
    devices: new DeviceNames(database, () => sync.membership),
    chooser: new ConflictChooser(database, () => platform.now()),
  });
  const joined = () => {
    if (!sync.membership) throw new CredoError('syncNotJoined');
  };

  bind(app, getSyncStatus, (_, { language }) => overview.status(language));
  bind(app, joinCompany, async (request, { language }) => {
    await joining.join(request, workspace.user, language);
    live.publish({ type: 'workspace' });
    return overview.status(language);
  });
  bind(app, leaveCompany, async (_, { language }) => {
    joined();
    await sync.leave();
    live.publish({ type: 'workspace' });
    live.publish({ type: 'sync' });
    return overview.status(language);
  });
  bind(app, pauseSync, ({ paused }, { language }) => {
    joined();
    sync.pause(paused);
    return overview.status(language);
  });
  bind(app, setMeteredPause, ({ pauses }, { language }) => {
    sync.connection.pausesOnMetered = pauses;
    return overview.status(language);
  });
  bind(app, reportConnection, ({ metered }) => {
    sync.connection.report(metered);
    return true as const;
  });
  bind(app, dismissCopy, (_, { language }) => {
    sync.dismissCopy();
    live.publish({ type: 'sync' });
    return overview.status(language);
  });
  bind(app, syncNow, (_, { language }) => {
    joined();
    void sync.syncNow();
    return overview.status(language);
  });
  bind(app, listParked, (_, { language }) => ({ dataList: parked.list(language) }));
  bind(app, dismissParked, ({ parked_id }) => {
    parked.dismiss(parked_id);
    live.publish({ type: 'sync' });
    return true as const;
  });
  bind(app, listConflicts, (_, { language }) => ({ dataList: conflicts.list(language) }));
  bind(app, resolveConflict, ({ conflict_id, choice }, { language }) => {
    conflicts.choose(conflict_id, choice, language);
    live.publish({ type: 'applications' });
    live.publish({ type: 'sync' });
    return true as const;
  });
  bind(app, listDisputed, () => ({ dataList: disputed.list() }));
}
