import { feelBench } from './feel.ts';
import { importBench } from './import.ts';
import { processListBench } from './process-list.ts';
import { syncBench } from './sync.ts';

/** One figure of a bench; without a limit it is only shown. */
export interface Figure {
  name: string;
  /** In `unit`. */
  value: number;
  unit: 'ms' | 's' | 'µs' | 'MiB' | '/s';
  /** What it must not exceed. */
  limit?: number;
  /** What it must reach, where more is better. */
  least?: number;
  /** The same figure of the best known system of this kind, measured in the same run. */
  peer?: number;
}

/** A bench by the name `npm run bench -- <name>` picks it by. */
export interface Bench {
  name: string;
  /** @param report shows a figure as soon as it is known */
  run(report: (figure: Figure) => void): Promise<void>;
}

/** Every bench; a new one joins here. */
const benches: readonly Bench[] = [processListBench, importBench, feelBench, syncBench];

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
  const line = (name: string, ...columns: string[]) =>
    console.log([name.padEnd(64), ...columns.map((text) => text.padStart(12))].join(' '));
  line('figure', 'value', 'limit', 'of the limit', 'peer', 'of the peer');
  for (const bench of benches) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    await bench.run(({ name, value, unit, limit, least, peer }) => {
      const wanted = limit ?? least;
      const missed = value > (limit ?? value) || value < (least ?? value);
      if (missed) exceeded += 1;
      line(
        `${bench.name}: ${name}`,
        `${value.toFixed(2)} ${unit}`,
        wanted === undefined ? '' : `${least === undefined ? '≤' : '≥'} ${wanted}`,
        wanted === undefined ? '' : (value / wanted).toFixed(2),
        peer === undefined ? '' : peer.toFixed(2),
        peer === undefined ? '' : (value / peer).toFixed(2),
        missed ? 'EXCEEDED' : '',
      );
    });
  }
  if (exceeded > 0) {
    console.error(`${exceeded} limits exceeded`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
