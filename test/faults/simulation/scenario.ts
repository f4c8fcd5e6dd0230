import fc from 'fast-check';
import { type Command, commandNames } from './commands.ts';
import type { Kill } from './device.ts';
import { type NetworkFault, networkFaults } from './network.ts';

/** One thing that happens in a world; `device` counts from 0. */
export type Step =
  | { readonly do: 'command'; readonly device: number; readonly command: Command }
  | {
      readonly do: 'sync';
      readonly device: number;
      readonly faults: readonly (NetworkFault | undefined)[];
    }
  /** Two devices push at once while a third one reads; the first is held before its commit. */
  | { readonly do: 'race'; readonly device: number; readonly commands: readonly [Command, Command] }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'clock'; readonly device: number; readonly skew: number }
  | { readonly do: 'kill'; readonly device: number; readonly kill: Kill }
  | { readonly do: 'line'; readonly device: number; readonly up: boolean }
  | { readonly do: 'silence'; readonly silent: boolean }
  /** The company has no room left at the centre, or has some again. */
  | { readonly do: 'quota'; readonly full: boolean }
  /** An older version of the program runs on a device, which the centre does not talk to; or the newest. */
  | { readonly do: 'version'; readonly device: number; readonly old: boolean }
  /** A device leaves the company, or joins it again. */
  | { readonly do: 'leave'; readonly device: number }
  | { readonly do: 'restart-centre' }
  | { readonly do: 'copy-centre' }
  | { readonly do: 'restore-centre' }
  | { readonly do: 'copy-device'; readonly device: number }
  | { readonly do: 'restore-device'; readonly device: number }
  | { readonly do: 'clone-device'; readonly device: number }
  | { readonly do: 'disk'; readonly device: number; readonly full: boolean }
  | { readonly do: 'rot'; readonly device: number; readonly how: 'flip' | 'cut' };

export interface Scenario {
  readonly devices: 2 | 3;
  /** The second device is the first one's user's. */
  readonly sameUser: boolean;
  /** They begin with having joined: which of the companies (`joined-companies.ts`); or they join now. */
  readonly company: number | undefined;
  /** What the first two did before they joined, or since. */
  readonly before: readonly Command[];
  /** The last device joins only after half of the steps. */
  readonly late: boolean;
  /** Where its process ends while it does. */
  readonly killJoining: Kill | undefined;
  readonly steps: readonly Step[];
}

const minute = 60_000;
const hour = 60 * minute;
const week = 7 * 24 * hour;

const device = fc.nat({ max: 2 });

/** Mostly what users do all day, on few rows, so that they meet. */
export const command: fc.Arbitrary<Command> = fc.record({
  name: fc.oneof(
    { weight: 6, arbitrary: fc.constant('edit-candidate' as const) },
    { weight: 3, arbitrary: fc.constantFrom('candidate', 'submit', 'review', 'edit-template') },
    { weight: 4, arbitrary: fc.constantFrom(...commandNames) },
  ),
  which: fc.nat({ max: 3 }),
  value: fc.nat({ max: 40 }),
});

const faults = fc.array(fc.option(fc.constantFrom(...networkFaults), { freq: 2, nil: undefined }), {
  maxLength: 8,
});

const kill: fc.Arbitrary<Kill> = fc.record({
  point: fc.constantFrom('send', 'answer', 'before-commit', 'after-commit'),
  nth: fc.integer({ min: 1, max: 5 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('command' as const), device, command }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('sync' as const), device, faults }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('race' as const),
      device,
      commands: fc.tuple(command, command),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(10, 2_000, minute, hour),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      device,
      skew: fc.constantFrom(0, 3_000, -3_000, hour, -hour, week, -week),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('kill' as const), device, kill }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('line' as const), device, up: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('silence' as const), silent: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      { do: 'restart-centre' } as const,
      { do: 'copy-centre' } as const,
      { do: 'restore-centre' } as const,
      { do: 'restore-centre' } as const,
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('copy-device', 'restore-device', 'restore-device', 'clone-device'),
      device,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('disk' as const), device, full: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('quota' as const), full: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('version' as const), device, old: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('leave' as const), device }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rot' as const),
      device,
      how: fc.constantFrom('flip', 'cut'),
    }),
  },
) as fc.Arbitrary<Step>;

/** Of every company, so that there is something to work on. */
export const firstCommands: readonly Command[] = [
  { name: 'candidate', which: 0, value: 1 },
  { name: 'candidate', which: 0, value: 2 },
  { name: 'request', which: 0, value: 0 },
  { name: 'template', which: 0, value: 0 },
  { name: 'submit', which: 0, value: 1 },
];

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  devices: fc.constantFrom(2, 2, 3),
  sameUser: fc.boolean(),
  company: fc.constantFrom(undefined, 0, 1, 2, 3),
  before: fc.array(command, { maxLength: 3 }),
  late: fc.constantFrom(false, false, true),
  killJoining: fc.option(kill, { nil: undefined }),
  steps: fc.array(step, { minLength: 12, maxLength: 26, size: 'max' }),
});
