import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { page, pageSize, smallId } from './values.ts';

/** Why an undoing leaves something that an import brought. */
export const keptReasons = [
  /** Somebody changed it since. */
  'changed',
  /** Something was done with it: a certificate was asked for, a message sent. */
  'inUse',
  /** A candidate who has applications that stay, a position that others applied for. */
  'hasApplications',
] as const;

const importUndo = z.object({
  state: z.enum(['running', 'finished']),
  /** Things to look at this time: candidates, applications, positions, fields filled in. */
  total: z.number(),
  processed: z.number(),
  /** Taken back, over every time it was undone. */
  undone: z.number(),
  /** Left as they are. */
  kept: z.number(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  uname: z.string(),
});

const pastImport = z.object({
  import_id: z.number(),
  kind: z.enum(['candidate', 'position']),
  file_name: z.string(),
  state: z.enum(['parsing', 'running', 'finished', 'failed', 'interrupted']),
  total: z.number(),
  created: z.number(),
  updated: z.number(),
  skipped: z.number(),
  failed: z.number(),
  created_positions: z.number(),
  uname: z.string(),
  created_at: z.string(),
  /** There is something left that an undoing would look at. */
  undoable: z.boolean(),
  undo: importUndo.nullable(),
});
export type PastImport = z.output<typeof pastImport>;

/** Every import that was to write something, newest first. */
export const listImports = endpoint({
  method: 'POST',
  path: '/atsng/v2/candidate/listImports',
  audience: 'recruiter',
  request: z.object({ page, size: pageSize }),
  results: z.object({
    pagination: z.object({ page: z.number(), size: z.number(), total: z.number() }),
    dataList: z.array(pastImport),
  }),
});

/**
 * Undoes an import as a whole, in the background: what it created goes, fields that it filled are empty
 * again, unless somebody touched it since. Asked again, it looks at what it left the last time.
 */
export const undoImport = endpoint({
  method: 'POST',
  path: '/atsng/v2/candidate/undoImport',
  audience: 'recruiter',
  request: z.object({ import_id: smallId }),
  results: pastImport,
});

/** One past import, and the first 200 things that undoing it left, with the reason. */
export const importUndoReport = endpoint({
  method: 'GET',
  path: '/atsng/v2/candidate/importUndoReport',
  audience: 'recruiter',
  request: z.object({ import_id: smallId }),
  results: pastImport.extend({
    kept_rows: z.array(
      z.object({
        what: z.enum(['candidate', 'fill', 'application', 'position', 'department']),
        /** Of the candidate or the position. */
        name: z.string(),
        position_name: z.string(),
        reason: z.enum(keptReasons),
      }),
    ),
  }),
});
