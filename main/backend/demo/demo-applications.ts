import { defaultStages, stageTypes } from '../../../shared/catalogue/stages.ts';
import { type DemoPerson, referenceApplicant, songHaiyang } from './demo-people.ts';
import { demoPositions } from './demo-positions.ts';
import { dealStatuses } from './demo-statuses.ts';
import type { SeededRandom } from './seeded-random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A step an application took: when it entered a stage and step. */
export interface DemoMove {
  stageId: number;
  stepId: number;
  at: number;
}

/** An application of the demo workspace, before certificates. */
export interface DemoApplication {
  person: DemoPerson;
  tobPositionId: number;
  stageTypeId: number;
  /** The way through the pipeline, the first entry when the candidate applied. */
  moves: DemoMove[];
  /** When it was eliminated; null while it is in progress. */
  eliminatedAt: number | null;
  /** By column of `applications`. */
  statuses: Record<string, number>;
  interviewTime: number | null;
  /** Days from today; null where it is not set. */
  entryInDays: number | null;
}

/** Applications in progress and eliminated by stage type, in the order of `stageTypes`. */
export const demoCounts: Readonly<Record<number, { inProgress: number; eliminated: number }>> = {
  1: { inProgress: 64, eliminated: 14 },
  2: { inProgress: 48, eliminated: 12 },
  3: { inProgress: 137, eliminated: 9 },
  4: { inProgress: 36, eliminated: 5 },
};

/** How many people it takes: every application in progress has its own, some eliminated one too. */
export const demoPeopleCount = Object.values(demoCounts).reduce(
  (total, { inProgress, eliminated }) => total + inProgress + eliminated,
  0,
);

/** Stage type of the stage whose applications show everything the catalogue has. */
const showcase = 3;

/**
 * The applications of the demo workspace.
 * @param now the point in time that everything happened before, milliseconds
 */
export function makeApplications(
  random: SeededRandom,
  people: readonly DemoPerson[],
  now: number,
): DemoApplication[] {
  const known = people.slice(0, 2);
  const others = people.slice(2);
  const applications: DemoApplication[] = [];
  // The showcase comes first, so that the unusual names at the head of the list are on its screen.
  const order = [...stageTypes].sort(
    (a, b) => Number(b.stageTypeId === showcase) - Number(a.stageTypeId === showcase),
  );
  for (const { stageTypeId } of order) {
    const { inProgress, eliminated } = demoCounts[stageTypeId] ?? { inProgress: 0, eliminated: 0 };
    const statuses = dealAll(random, stageTypeId, inProgress, eliminated);
    statuses.forEach((row, index) => {
      const person = (stageTypeId === showcase && known[index]) || (others.shift() as DemoPerson);
      const application = makeApplication(random, person, stageTypeId, row, now);
      if (index >= inProgress) application.eliminatedAt = lastMove(application).at + 2 * hour;
      applications.push(application);
    });
  }
  spreadEntryDates(random, applications);
  settleReferenceApplications(applications, now);
  return applications;
}

/** When an application last moved through the pipeline. */
export function lastMove(application: DemoApplication): DemoMove {
  return application.moves.at(-1) as DemoMove;
}

function dealAll(
  random: SeededRandom,
  stageTypeId: number,
  inProgress: number,
  eliminated: number,
): Record<string, number>[] {
  const stageIndex = stageTypes.findIndex((stage) => stage.stageTypeId === stageTypeId);
  return [
    ...dealStatuses(random, stageIndex, inProgress, stageTypeId === showcase),
    ...dealStatuses(random, stageIndex, eliminated, false),
  ];
}

function makeApplication(
  random: SeededRandom,
  person: DemoPerson,
  stageTypeId: number,
  statuses: Record<string, number>,
  now: number,
): DemoApplication {
  const moves = wayTo(random, stageTypeId, now);
  return {
    person,
    tobPositionId: positionOf(random, person),
    stageTypeId,
    moves,
    eliminatedAt: null,
    statuses,
    interviewTime: interviewTime(random, statuses.interview_status ?? 0, moves, now),
    entryInDays: null,
  };
}

const positionDraw = demoPositions.flatMap(({ tobPositionId, weight }) =>
  Array<number>(weight).fill(tobPositionId),
);

function positionOf(random: SeededRandom, { tobResumeId }: DemoPerson): number {
  const known = [songHaiyang, referenceApplicant].find(
    (applicant) => applicant.tobResumeId === tobResumeId,
  );
  return known?.tobPositionId ?? random.pick(positionDraw);
}

/** The way through every stage to this one: recent moves more often than old ones, all before now. */
function wayTo(random: SeededRandom, stageTypeId: number, now: number): DemoMove[] {
  const moves: DemoMove[] = [];
  let at = 0;
  for (const stage of defaultStages) {
    if (stage.stageTypeId > stageTypeId) break;
    const last = stage.stageTypeId === stageTypeId;
    const steps = last ? stage.steps.slice(0, random.integer(1, stage.steps.length)) : stage.steps;
    for (const { stepId } of steps) {
      moves.push({ stageId: stage.stageId, stepId, at });
      at += random.integer(3 * 60, 60 * 60) * minute;
    }
  }
  const newest = now - 4 * hour - Math.floor(random.next() ** 2 * 21 * day);
  const shift = newest - (moves.at(-1) as DemoMove).at;
  return moves.map((move) => ({ ...move, at: move.at + shift }));
}

/** Scheduled interviews are ahead, on the hour or half past; held and cancelled ones are behind. */
function interviewTime(
  random: SeededRandom,
  interviewStatus: number,
  moves: readonly DemoMove[],
  now: number,
): number | null {
  if (interviewStatus < 2) return null;
  const wholeHour = (time: number) =>
    Math.floor(time / hour) * hour + random.pick([0, 30]) * minute;
  if (interviewStatus === 2) return wholeHour(now + random.integer(20, 9 * 24) * hour);
  return wholeHour((moves[2] ?? (moves.at(-1) as DemoMove)).at + 5 * hour);
}

/**
 * Start dates for those in the offer and onboarding stages, so that every value of the `entryTime`
 * filter occurs: none, today, the next 7 and 30 days, overdue.
 */
function spreadEntryDates(random: SeededRandom, applications: DemoApplication[]): void {
  for (const stageTypeId of [showcase, 4]) {
    const group = applications.filter((application) => application.stageTypeId === stageTypeId);
    const bands = random.deck(group.length, ['none', 'today', 'week', 'month', 'past'], 'none', {
      share: stageTypeId === showcase ? 0.7 : 0.1,
    });
    group.forEach((application, index) => {
      const onboarded = application.statuses.entry_status === 2;
      const band = onboarded ? 'past' : bands[index];
      if (band === 'today') application.entryInDays = 0;
      if (band === 'week') application.entryInDays = random.integer(1, 6);
      if (band === 'month') application.entryInDays = random.integer(9, 28);
      if (band === 'past') application.entryInDays = -random.integer(1, 14);
      // An offer that waits for its start date is one that awaits onboarding.
      if (application.entryInDays !== null && application.statuses.entry_status === 0) {
        application.statuses.entry_status = 1;
      }
    });
  }
}

/** 宋海洋 has everything but the certificates; the applicant of certificate 3 stands in step 3313. */
function settleReferenceApplications(applications: DemoApplication[], now: number): void {
  const find = (tobResumeId: string) =>
    applications.find(({ person }) => person.tobResumeId === tobResumeId) as DemoApplication;
  const settled = {
    review_status: 2,
    interview_status: 3,
    interview_time_match_status: 2,
    candidate_feedback: 2,
    estimate_type: 2,
    background_check_status: 3,
    hiring_status: 2,
    offer_status: 1,
    entry_status: 0,
  };
  for (const { tobResumeId } of [songHaiyang, referenceApplicant]) {
    const application = find(tobResumeId);
    application.statuses = { ...application.statuses, ...settled };
    application.entryInDays = null;
    const offer = defaultStages.find((stage) => stage.stageTypeId === showcase);
    const before = application.moves.filter(({ stageId }) => stageId !== offer?.stageId);
    // Before everybody else's, so that the certificate the reference shows gets its id, 3.
    const newest =
      tobResumeId === referenceApplicant.tobResumeId ? now - 25 * day : lastMove(application).at;
    const shift = newest - lastMove(application).at;
    const steps = (offer?.steps ?? []).slice(0, 3).map(({ stepId }, index) => ({
      stageId: offer?.stageId ?? 0,
      stepId,
      at: newest + (index - 2) * minute * 40,
    }));
    application.moves = [...before.map((move) => ({ ...move, at: move.at + shift })), ...steps];
    application.interviewTime =
      Math.floor(((application.moves[2] as DemoMove).at + 5 * hour) / hour) * hour;
  }
}
