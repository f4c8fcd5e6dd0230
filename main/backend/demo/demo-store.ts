import { type EventName, eventDefinitions } from '../../../shared/catalogue/events.ts';
import { defaultStages } from '../../../shared/catalogue/stages.ts';
import { formatTime } from '../../../shared/time.ts';
import type { Database } from '../../database/database.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
import type { Backend } from '../backend.ts';
import { WorkspaceStore } from '../workspace/workspace-store.ts';
import { type DemoApplication, lastMove } from './demo-applications.ts';
import type { DemoPosition } from './demo-positions.ts';

/** The company and recruiter of the demo workspace; 81 is the reference's `uid`, `top_id`, `parent_id`. */
export const demoCompany = '上海逸橙信息科技有限公司';
export const demoUser = { uid: 81, topId: 81, parentId: 81, name: '周敏' } as const;

const day = 24 * 60 * 60_000;

/** Something that happened to an application of the demo. */
export interface DemoEvent {
  name: EventName;
  /** 0 for the candidate. */
  uid: number;
  detail: Record<string, unknown>;
  at: number;
}

/** An application with what follows from it, as it is written. */
export interface DemoRow {
  application: DemoApplication;
  events: DemoEvent[];
}

/** True where nobody has worked in this workspace yet: no rows but the catalogue's. */
export function isEmptyWorkspace(database: Database): boolean {
  const tables = ['candidates', 'positions', 'applications', 'certificates', 'outbox', 'imports'];
  const used = tables.some((table) => database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get());
  const own = database
    .prepare(
      `SELECT 1 FROM mail_templates WHERE created_uid <> 0
       UNION ALL SELECT 1 FROM settings WHERE uid <> 0 OR key IN ('companyName', 'mail') LIMIT 1`,
    )
    .get();
  return !used && !own;
}

/** True where there is nobody to mix samples with. */
export function hasNoRecords(database: Database): boolean {
  return ['candidates', 'positions', 'applications', 'certificates'].every(
    (table) => database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined,
  );
}

/**
 * Makes the samples the recruiter's own work, and keeps their messages from ever being sent: their
 * addresses and numbers are made up, and may be somebody's.
 */
export function adoptSamples({ database, workspace }: Backend): void {
  database
    .prepare('UPDATE application_events SET uid = ? WHERE uid = ?')
    .run(workspace.user.uid, demoUser.uid);
  database.prepare(`UPDATE outbox SET state = 'cancelled' WHERE state = 'queued'`).run();
}

/** Writes the company and its recruiter. */
export function writeCompany({ database, platform }: Backend, now: number): void {
  database.prepare('DELETE FROM users').run();
  database
    .prepare(
      'INSERT INTO users(uid, top_id, parent_id, name, role, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(
      demoUser.uid,
      demoUser.topId,
      demoUser.parentId,
      demoUser.name,
      'administrator',
      now - 200 * day,
    );
  new WorkspaceStore(database, platform).set(0, 'companyName', demoCompany);
}

/** Writes positions with the ids they bring. */
export function writePositions(
  store: ApplicationStore,
  positions: readonly DemoPosition[],
  now: number,
): void {
  positions.forEach(({ tobPositionId, name, department }, index) => {
    const createdAt = now - (150 - index * 7) * day;
    store.createPosition({
      tob_position_id: tobPositionId,
      name,
      department,
      created_at: createdAt,
    });
  });
}

/** When an application was last changed. */
export function changedAt({ events }: DemoRow): number {
  return events.at(-1)?.at ?? 0;
}

/** Writes a candidate with the application and its events. @returns `application_id` */
export function writeRow(
  store: ApplicationStore,
  { database, workspace }: Backend,
  row: DemoRow,
  now: number,
): number {
  const { application, events } = row;
  const { tobResumeId, name, phone, email } = application.person;
  const appliedAt = application.moves[0]?.at ?? now;
  store.createCandidate({
    tob_resume_id: tobResumeId,
    name,
    phone,
    email,
    created_at: appliedAt,
  });
  const { stageId, stepId } = lastMove(application);
  const applicationId = store.createApplication({
    tob_resume_id: tobResumeId,
    tob_position_id: application.tobPositionId,
    stage_id: stageId,
    step_id: stepId,
    list_state: application.eliminatedAt === null ? 1 : 2,
    applied_at: appliedAt,
    updated_at: changedAt(row),
    values: {
      ...application.statuses,
      interview_time: application.interviewTime,
      entry_date:
        application.entryInDays === null
          ? null
          : formatTime(now + application.entryInDays * day, workspace.timeZone).slice(0, 10),
    },
  });
  const event = database.prepare(
    `INSERT INTO application_events(application_event_id, application_id, event_id, uid, detail,
       created_at)
     VALUES (credo_next_id('application_events'), ?, ?, ?, ?, ?)`,
  );
  for (const { name: eventName, uid, detail, at } of events) {
    event.run(applicationId, eventDefinitions[eventName].event_id, uid, JSON.stringify(detail), at);
  }
  return applicationId;
}

/** The events of an application's way through the pipeline, oldest first. */
export function wayEvents({ moves, eliminatedAt }: DemoApplication): DemoEvent[] {
  const uid = demoUser.uid;
  const events = moves.map((move, index): DemoEvent => {
    const from = moves[index - 1];
    if (!from) return { name: 'candidateCreated', uid, detail: {}, at: move.at };
    const detail = { from: placeName(from), to: placeName(move), remark: '' };
    return { name: 'stageMoved', uid, detail, at: move.at };
  });
  if (eliminatedAt !== null) {
    const remark = '与岗位要求不匹配';
    events.push({ name: 'applicationEliminated', uid, detail: { remark }, at: eliminatedAt });
  }
  return events;
}

function placeName({ stageId, stepId }: { stageId: number; stepId: number }) {
  const stage = defaultStages.find((entry) => entry.stageId === stageId);
  return {
    stage_id: stageId,
    stage_name: stage?.name.zh ?? '',
    step_id: stepId,
    step_name: stage?.steps.find((entry) => entry.stepId === stepId)?.name.zh ?? '',
  };
}
