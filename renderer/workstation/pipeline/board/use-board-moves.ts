import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { useStageName } from '../../applications/stage-name.ts';
import { useApplicationActions } from '../../applications/use-application-actions.tsx';
import { pipelineKeys } from '../pipeline-queries.ts';
import { type BoardColumn, standsIn } from './board-columns.ts';

/** A card on its way: it is shown where it goes, until the lists say so themselves. */
export interface PendingMove {
  readonly row: ApplicationRow;
  readonly from: string;
  readonly to: string;
}

/** Moves cards: on screen at once, and back again where the move is refused. */
export function useBoardMoves(columns: readonly BoardColumn[]) {
  const client = useQueryClient();
  const stageName = useStageName();
  const { moveRow } = useApplicationActions();
  const [moves, setMoves] = useState<ReadonlyMap<number, PendingMove>>(new Map());

  const without = (applicationId: number) => (before: ReadonlyMap<number, PendingMove>) =>
    new Map([...before].filter(([id]) => id !== applicationId));

  async function move(row: ApplicationRow, to: BoardColumn): Promise<void> {
    const from = columns.find((column) => standsIn(column, row));
    if (!from || from.id === to.id || moves.has(row.application_id)) return;
    setMoves((before) =>
      new Map(before).set(row.application_id, { row, from: from.id, to: to.id }),
    );
    const { stage, step } = to;
    const moved = await moveRow(row, {
      stage_id: stage.stage_id,
      step_id: step?.step_id ?? 0,
      label: step ? stageName.step(step) : stageName.stage(stage),
    });
    // The card stays where it was dropped until the lists have it there.
    if (moved) await client.refetchQueries({ queryKey: pipelineKeys.lists, type: 'active' });
    setMoves(without(row.application_id));
  }

  return { moves, move };
}
