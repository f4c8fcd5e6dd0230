import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SeedResult } from './campaign.ts';
import type { Scenario } from './scenario.ts';

export interface SeedsOptions {
  readonly first: number;
  readonly count: number;
  /** Processes side by side. */
  readonly processes: number;
  /** Looks for the smallest scenario that breaks as the first broken seed does. */
  readonly shrink?: boolean;
  /** Ends with the first seed that breaks. */
  readonly stop?: boolean;
  /** A deliberate mistake to make (`mistakes.ts`). */
  readonly mistake?: string;
  /** Each seed's result as it comes. */
  onResult?(result: SeedResult): void;
}

export interface SeedsResult {
  readonly results: readonly SeedResult[];
  readonly smallest: readonly { readonly seed: number; readonly scenario: Scenario }[];
}

const program = fileURLToPath(new URL('seeds-child.ts', import.meta.url));

const makeMistake = new URL('make-mistake.ts', import.meta.url).href;

/** What a world leaves behind is young: it is cheaper to let more of it gather. */
const memory = ['--max-semi-space-size=64'];

/** Runs seeds in processes of their own. @throws where one ends before it is done */
export async function runSeeds(options: SeedsOptions): Promise<SeedsResult> {
  const results: SeedResult[] = [];
  const smallest: { seed: number; scenario: Scenario }[] = [];
  const { first, count, processes, shrink = false, stop = false, mistake, onResult } = options;
  const preload = mistake === undefined ? [] : ['--import', makeMistake];
  const run = async (index: number) => {
    const own = Math.floor((count - index + processes - 1) / processes);
    if (own <= 0) return;
    const numbers = [first + index, own, processes, shrink ? 1 : 0, stop ? 1 : 0].map(String);
    const child = spawn(process.execPath, [...memory, ...preload, program, ...numbers], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...(mistake !== undefined && { CREDO_MISTAKE: mistake }) },
    });
    const exited = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      const result = JSON.parse(line) as SeedResult & { smallest?: { scenario: Scenario } };
      if (result.smallest) {
        smallest.push({ seed: result.seed, scenario: result.smallest.scenario });
      } else if ('steps' in result) {
        results.push(result);
        onResult?.(result);
      }
    }
    const [code] = (await exited) as [number | null];
    if (code !== 0) throw new Error(`the simulation ended with ${code}`);
  };
  await Promise.all(Array.from({ length: processes }, (_, index) => run(index)));
  return { results, smallest };
}
