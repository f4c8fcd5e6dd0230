import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './values.ts';

/** How the workspace and its company's centre stand to each other. */
export const syncStates = [
  'alone',
  'paused',
  'offline',
  'syncing',
  'current',
  'attention',
] as const;

const syncStatus = z.object({
  state: z.enum(syncStates),
  /** A code of `reasonWords`, and its words in the caller's language; null and '' where all is well. */
  reason: z.string().nullable(),
  reason_text: z.string(),
  /** Null while the workspace has joined no company. */
  membership: z
    .object({
      url: z.string(),
      company_name: z.string(),
      uname: z.string(),
      role: z.string(),
      device_name: z.string(),
      joined_at: z.string(),
    })
    .nullable(),
  /** Changes that the centre has not answered. */
  pending: z.number(),
  /** Changes that were refused, here or there. */
  parked: z.number(),
  /** Conflicts that nobody has settled. */
  conflicts: z.number(),
  /** Certificates whose verdicts differ. */
  disputed: z.number(),
  files: z.object({ up: z.number(), down: z.number() }),
  /** Rows of a first sync: written so far, and about how many there are. */
  snapshot: z.object({ written: z.number(), total: z.number() }).nullable(),
  last_synced_at: z.string().nullable(),
  last_tried_at: z.string().nullable(),
  /** Who or what paused it: by hand, or a network that costs by what is sent. */
  paused_by: z.enum(['user', 'metered']).nullable(),
  /** It pauses by itself while the network is metered. */
  pauses_on_metered: z.boolean(),
  /** This workspace turned out to be a copy, and of which kind, in the caller's language; '' if not. */
  copy_text: z.string(),
  /** The machine's clock is far from the centre's, in words; '' where it is near. */
  clock_text: z.string(),
});
export type SyncStatusAnswer = z.output<typeof syncStatus>;

const v2 = '/atsng/v2/sync';
const nothing = z.object({});

export const getSyncStatus = endpoint({
  method: 'GET',
  path: `${v2}/getStatus`,
  audience: 'recruiter',
  request: nothing,
  results: syncStatus,
});

/**
 * Joins a company. What is in the workspace stays and becomes the company's too. Refused with
 * `syncAddressInvalid`, `syncUnreachable`, `syncCodeInvalid`, `syncUpgradeNeeded`, `syncTooMany`,
 * `syncRefused`, `syncJoined`.
 */
export const joinCompany = endpoint({
  method: 'POST',
  path: `${v2}/join`,
  audience: 'recruiter',
  request: z.object({
    url: z.string().trim().min(1).max(500),
    code: z.string().trim().min(1).max(40),
    device_name: z.string().trim().max(60).default(''),
  }),
  results: syncStatus,
});

/** Leaves it: everything stays here, and nothing is sent or received any more. */
export const leaveCompany = endpoint({
  method: 'POST',
  path: `${v2}/leave`,
  audience: 'recruiter',
  request: nothing,
  results: syncStatus,
});

/** Stops and begins again by hand; work goes on and waits here. */
export const pauseSync = endpoint({
  method: 'POST',
  path: `${v2}/pause`,
  audience: 'recruiter',
  request: z.object({ paused: z.boolean() }),
  results: syncStatus,
});

/** Whether syncing pauses by itself while the network is metered; of this machine. */
export const setMeteredPause = endpoint({
  method: 'POST',
  path: `${v2}/setMeteredPause`,
  audience: 'recruiter',
  request: z.object({ pauses: z.boolean() }),
  results: syncStatus,
});

/** What the screen knows of the machine's network; counts for ten minutes. */
export const reportConnection = endpoint({
  method: 'POST',
  path: `${v2}/reportConnection`,
  audience: 'recruiter',
  request: z.object({ metered: z.boolean() }),
  results: z.literal(true),
});

/** The user knows that this workspace is a copy. */
export const dismissCopy = endpoint({
  method: 'POST',
  path: `${v2}/dismissCopy`,
  audience: 'recruiter',
  request: nothing,
  results: syncStatus,
});

/** Begins a round at once; does not wait for its end. */
export const syncNow = endpoint({
  method: 'POST',
  path: `${v2}/syncNow`,
  audience: 'recruiter',
  request: nothing,
  results: syncStatus,
});

const shownValue = z.object({ label: z.string(), value: z.string() });

const parkedOperation = z.object({
  /** Identifies it for `dismissParked`. */
  parked_id: z.string(),
  /** Refused by the centre, or received and not taken in here. */
  direction: z.enum(['sent', 'received']),
  /** Of what kind the record is, what was done to it, and whom or what it is about. */
  entity_text: z.string(),
  command_text: z.string(),
  subject: z.string(),
  values: z.array(shownValue),
  reason: z.string(),
  reason_text: z.string(),
  at: z.string(),
});
export type ParkedOperationAnswer = z.output<typeof parkedOperation>;

/** Changes that were refused, the newest first; at most 200. */
export const listParked = endpoint({
  method: 'GET',
  path: `${v2}/listParked`,
  audience: 'recruiter',
  request: nothing,
  results: z.object({ dataList: z.array(parkedOperation) }),
});

/** Takes a change that the centre refused off the list. Refused with `syncEntryNotFound`. */
export const dismissParked = endpoint({
  method: 'POST',
  path: `${v2}/dismissParked`,
  audience: 'recruiter',
  request: z.object({ parked_id: z.string().max(40) }),
  results: z.literal(true),
});

/** The sides of a conflict that can be chosen. */
export const conflictChoices = ['mine', 'theirs', 'base'] as const;
export type ConflictChoice = (typeof conflictChoices)[number];

const side = z.object({ uname: z.string(), device: z.string(), at: z.string() });

const conflictEntry = z.object({
  conflict_id: z.string(),
  kind: z.string(),
  kind_text: z.string(),
  entity_text: z.string(),
  /** Whom or what the record is about. */
  subject: z.string(),
  /** The record to look at; null where it belongs to no application. */
  application_id: z.number().nullable(),
  /** Which side's values stand now. */
  stands: z.enum(['mine', 'theirs']),
  /** What can be chosen; alone what stands, where it cannot be undone. */
  choices: z.array(z.enum(conflictChoices)),
  mine: side,
  theirs: side,
  fields: z.array(
    z.object({
      label: z.string(),
      mine: z.string(),
      theirs: z.string(),
      /** What both began with; null where it is not known. */
      base: z.string().nullable(),
    }),
  ),
});
export type ConflictAnswer = z.output<typeof conflictEntry>;

/** Conflicts that nobody has settled, the newest first; at most 200. */
export const listConflicts = endpoint({
  method: 'GET',
  path: `${v2}/listConflicts`,
  audience: 'recruiter',
  request: nothing,
  results: z.object({ dataList: z.array(conflictEntry) }),
});

/**
 * Settles a conflict: writes the chosen values as an ordinary change, and says so to everybody. Refused
 * with `syncEntryNotFound`, `syncChoiceRefused`.
 */
export const resolveConflict = endpoint({
  method: 'POST',
  path: `${v2}/resolveConflict`,
  audience: 'recruiter',
  request: z.object({ conflict_id: z.string().max(100), choice: z.enum(conflictChoices) }),
  results: z.literal(true),
});

const disputedCertificate = z.object({
  certificate_id: z.number(),
  application_id: z.number(),
  kind: z.string(),
  resume_name: z.string(),
  position_name: z.string(),
  /** The verdicts that stand against each other. */
  verdicts: z.array(
    z.object({ review_status: integer, uname: z.string(), created_at: z.string() }),
  ),
});
export type DisputedCertificate = z.output<typeof disputedCertificate>;

/** Certificates with verdicts that differ; a new verdict on one settles it. At most 200. */
export const listDisputed = endpoint({
  method: 'GET',
  path: `${v2}/listDisputed`,
  audience: 'recruiter',
  request: nothing,
  results: z.object({ dataList: z.array(disputedCertificate) }),
});
