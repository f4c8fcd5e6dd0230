import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** 获取流程事件信息: the catalogue of events, by id. */
export const eventList = endpoint({
  method: 'GET',
  path: '/atsng/atsConfig/eventList',
  audience: 'recruiter',
  request: z.object({}),
  results: z.record(
    z.string(),
    z.object({
      event_id: z.number(),
      event_type: z.string(),
      event_name: z.string(),
      company_id: z.number(),
      status: z.number(),
      event_id_relation: z.number(),
      method: z.string(),
      event_desc: z.string(),
      operate_type: z.number(),
      sort_rate: z.number(),
      auth: z.number(),
    }),
  ),
});

/** Where a recruiter's screen subscribes to live updates (server-sent events). Not in the reference. */
export const liveEventsPath = '/atsng/v2/events';

/**
 * A live update: what changed, for screens that show it to fetch again.
 * A hint, never the data itself; screens also refresh when the stream reconnects.
 */
export type LiveEvent =
  | { type: 'application'; application_id: number }
  | {
      type: 'certificate';
      certificate_id: number;
      application_id: number;
      change:
        | 'requested'
        | 'uploaded'
        | 'submitted'
        | 'reviewed'
        | 'reopened'
        | 'revoked'
        | 'withdrawn'
        | 'opened'
        | 'reminded'
        | 'verified';
      /** For the notification of a submission. */
      resume_name: string;
    }
  | { type: 'message'; message_id: number; certificate_id: number | null; state: string }
  | { type: 'import'; import_id: number; state: string; processed: number; total: number }
  | { type: 'bulk'; job_id: number; state: string; processed: number; total: number }
  | { type: 'template'; mail_tpl_id: number }
  | { type: 'view'; view_id: number }
  | { type: 'applications' }
  | { type: 'workspace' }
  | { type: 'sync' };
