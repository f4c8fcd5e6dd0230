import { feelBench } from './feel.ts';
import { importBench } from './import.ts';
import { processListBench } from './process-list.ts';

/** One figure of a bench: smaller is better. */
export interface Figure {
  name: string;
  /** In `unit`. */
  value: number;
  unit: 'ms' | 's' | 'µs' | 'MiB';
  /** What it must not exceed; without one the figure is only shown. */
  limit?: number;
}

/** A bench by the name `npm run bench -- <name>` picks it by. */
export interface Bench {
  name: string;
  /** @param report shows a figure as soon as it is known */
  run(report: (figure: Figure) => void): Promise<void>;
}

/** Every bench; a new one joins here. */
const benches: readonly Bench[] = [processListBench, importBench, feelBench];

/** Runs the benches named (all by default), prints a table and fails where a limit is exceeded. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    console.error(
      `no such bench: ${unknown.join(', ')}; there are: ${benches.map(({ name }) => name).join(', ')}`,
    );
    process.exitCode = 2;
    return;
  }
  let exceeded = 0;
  console.log(`${'figure'.padEnd(64)} ${'value'.padStart(12)} ${'limit'.padStart(9)} ratio`);
  for (const bench of benches) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    await bench.run(({ name, value, unit, limit }) => {
      const ratio = limit === undefined ? '' : (value / limit).toFixed(2);
      if (limit !== undefined && value > limit) exceeded += 1;
      console.log(
        `${`${bench.name}: ${name}`.padEnd(64)} ${`${value.toFixed(2)} ${unit}`.padStart(12)} ${String(limit ?? '').padStart(9)} ${ratio}${limit !== undefined && value > limit ? '  EXCEEDED' : ''}`,
      );
    });
  }
  if (exceeded > 0) {
    console.error(`${exceeded} limits exceeded`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
