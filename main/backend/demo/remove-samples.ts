import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import type { CandidateEraser } from '../privacy/candidate-eraser.ts';
import { demoPositions } from './demo-positions.ts';
import { demoCandidates } from './demo-workspace.ts';

/**
 * Takes the samples away with everything that was done to them, one person at a time. Their positions
 * go where nobody else applied for them. What was stopped half-way goes on the next time.
 */
export async function removeDemoSamples(
  database: Database,
  eraser: CandidateEraser,
): Promise<void> {
  for (const tobResumeId of demoCandidates()) {
    eraser.erase(tobResumeId);
    await nextTurn();
  }
  const remove = database.prepare(
    'DELETE FROM positions WHERE tob_position_id = ? AND application_count = 0',
  );
  database.transaction(() => {
    for (const { tobPositionId } of demoPositions) remove.run(tobPositionId);
  })();
}
