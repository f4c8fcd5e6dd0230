import type { SeedResult } from './campaign.ts';

/** What a run's seeds came to: how much was done in them, and what went wrong in which way. */
export function summaryOf(results: readonly SeedResult[]): string {
  const sum = (of: 'steps' | 'operations' | 'requests' | 'kills' | 'joins') =>
    results.reduce((total, result) => total + result[of], 0);
  const faults = new Map<string, number>();
  for (const result of results) {
    for (const [kind, number] of Object.entries(result.faults)) {
      faults.set(kind, (faults.get(kind) ?? 0) + number);
    }
  }
  const kinds = [...faults].sort(([, one], [, other]) => other - one);
  return [
    `${results.length} seeds: ${sum('steps')} steps, ${sum('operations')} operations, ` +
      `${sum('requests')} requests, ${sum('kills')} simulated kills, ${sum('joins')} devices joined`,
    `faults: ${kinds.map(([kind, number]) => `${kind} ${number}`).join(', ')}`,
  ].join('\n');
}
