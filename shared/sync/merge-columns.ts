import { syncedColumn } from './entities.ts';
import type { ColumnRule, SyncedEntity } from './entity-types.ts';
import type { Value, Values } from './ids.ts';
import { groupClock, isLater, knows, toClock } from './merge-clocks.ts';
import { checkLifecycle, standsRevoked } from './merge-lifecycle.ts';
import { closes, isClosed, reopens } from './merge-stage.ts';
import type {
  ConflictEntry,
  ConflictKind,
  FieldClock,
  MergeContext,
  MergeResult,
  MergeRow,
} from './merge-types.ts';
import type { Operation } from './operation.ts';

type Edit = Pick<Operation, 'patch' | 'base' | 'base_seq'>;

interface Group {
  readonly name: string;
  readonly rule: ColumnRule;
  readonly values: Values;
}

/** Merges a change group by group; each group stands or falls by its own clock. */
export function mergeColumns(
  entity: SyncedEntity | undefined,
  row: MergeRow,
  edit: Edit,
  context: MergeContext,
): MergeResult {
  const groups = groupsOf(entity, row, edit.patch);
  if (!groups) return refuse(row, 'fixed_column');
  if (!checkLifecycle(row, edit, context)) return refuse(row, 'transition');
  const changes: Values = {};
  const clocks: Record<string, FieldClock> = {};
  const entries: ConflictEntry[] = [];
  for (const group of groups) {
    const verdict = decide(group, row, edit, context);
    if (verdict.takesEffect) Object.assign(changes, verdict.values ?? group.values);
    if (verdict.clock) clocks[group.name] = verdict.clock;
    if (verdict.kind) entries.push(entry(verdict, group, row, edit, context));
  }
  const none = Object.keys(changes).length === 0;
  const merged: MergeRow =
    none && Object.keys(clocks).length === 0
      ? row
      : {
          ...row,
          data: { ...row.data, ...changes },
          clocks: { ...row.clocks, ...clocks },
          seq: none ? row.seq : context.seq,
        };
  return {
    outcome: outcomeOf(groups, entries),
    row: merged,
    changes: none ? null : changes,
    entries,
  };
}

function refuse(row: MergeRow, reason: 'fixed_column' | 'transition'): MergeResult {
  return { outcome: 'rejected', reason, row, changes: null, entries: [] };
}

/** The groups that a patch touches; undefined where it changes what is fixed. */
function groupsOf(
  entity: SyncedEntity | undefined,
  row: MergeRow,
  patch: Readonly<Values>,
): Group[] | undefined {
  const groups = new Map<string, Group>();
  for (const [name, value] of Object.entries(patch)) {
    const { rule, group = name } = syncedColumn(entity, name);
    if (rule === 'initial') continue;
    if (rule === 'fixed') {
      if (row.data[name] !== value) return undefined;
      continue;
    }
    const known = groups.get(group);
    if (known) known.values[name] = value;
    else groups.set(group, { name: group, rule, values: { [name]: value } });
  }
  return [...groups.values()];
}

interface Verdict {
  readonly takesEffect: boolean;
  /** The values that take effect where they are not the group's own. */
  readonly values?: Values;
  readonly clock?: FieldClock;
  readonly kind?: ConflictKind;
  readonly loser?: 'incoming' | 'standing';
}

function decide(group: Group, row: MergeRow, edit: Edit, context: MergeContext): Verdict {
  const clock = groupClock(row, group.name);
  if (group.rule === 'latest') return latest(group, row);
  if (standsRevoked(row, group.name, edit, context)) {
    // Nothing of a candidate's is lost: it is taken in, and shown with the revocation.
    return { takesEffect: true, clock: toClock(context), kind: 'revoked', loser: 'standing' };
  }
  const merged = context.isTwin === true && row.clocks[group.name] === undefined;
  if (merged || knows(clock, edit, context)) return { takesEffect: true, clock: toClock(context) };
  const later = isLater(context, clock);
  if (sameValues(group, row)) {
    return later ? { takesEffect: false, clock: toClock(context) } : { takesEffect: false };
  }
  if (group.rule === 'stage') {
    const closed = isClosed(row);
    if (closed && !closes(group.values) && !reopens(group.values)) {
      return { takesEffect: false, kind: 'closed', loser: 'incoming' };
    }
    if (!closed && closes(group.values)) {
      return { takesEffect: true, clock: toClock(context), kind: 'closed', loser: 'standing' };
    }
  }
  if (!context.timeKnown) return { takesEffect: false, kind: 'unordered', loser: 'incoming' };
  return later
    ? { takesEffect: true, clock: toClock(context), kind: 'concurrent', loser: 'standing' }
    : { takesEffect: false, kind: 'concurrent', loser: 'incoming' };
}

function latest(group: Group, row: MergeRow): Verdict {
  const values = Object.fromEntries(
    Object.entries(group.values).filter(([name, value]) => greater(value, row.data[name])),
  );
  return { takesEffect: Object.keys(values).length > 0, values };
}

function greater(value: Value, than: Value | undefined): boolean {
  return value !== null && (than === null || than === undefined || value > than);
}

function sameValues(group: Group, row: MergeRow): boolean {
  return Object.entries(group.values).every(([name, value]) => row.data[name] === value);
}

function entry(
  verdict: Verdict,
  group: Group,
  row: MergeRow,
  edit: Edit,
  context: MergeContext,
): ConflictEntry {
  const standing = pick(row.data, group.values);
  const lost = verdict.loser === 'standing' ? standing : group.values;
  const kept = verdict.loser === 'standing' ? group.values : standing;
  return {
    kind: verdict.kind as ConflictKind,
    group: group.name,
    kept,
    lost,
    ...(edit.base && { base: pick(edit.base, group.values) }),
    loser: verdict.loser ?? 'incoming',
    incoming: toClock(context),
    standing: groupClock(row, group.name),
  };
}

function pick(from: Readonly<Values>, names: Readonly<Values>): Values {
  return Object.fromEntries(Object.keys(names).map((name) => [name, from[name] ?? null]));
}

/** Kinds that somebody should look at; a later writer's win is an ordinary entry of the history. */
const needAttention: readonly ConflictKind[] = ['unordered', 'closed', 'revoked'];

function outcomeOf(groups: readonly Group[], entries: readonly ConflictEntry[]) {
  if (entries.some(({ kind }) => needAttention.includes(kind))) return 'conflict';
  const lost = entries.filter(({ loser }) => loser === 'incoming').length;
  if (lost === 0) return 'applied';
  const contested = groups.filter(({ rule }) => rule !== 'latest').length;
  return lost === contested ? 'superseded' : 'conflict';
}
