import type { ResultsOf } from '../../../../shared/api/endpoint.ts';
import type { FilterNode } from '../../../../shared/api/list-filter.ts';
import type { ApplicationRow, listStages } from '../../../../shared/api/process.ts';
import type { PipelineView } from '../pipeline-view.ts';
import type { PipelineMode } from './board-store.ts';

type Stage = ResultsOf<typeof listStages>[number];

/** A column of the board: where its cards stand, and where a card dropped on it goes. */
export interface BoardColumn {
  readonly id: string;
  readonly stage: Stage;
  /** Undefined where the column is the whole stage. */
  readonly step: Stage['steps'][number] | undefined;
  /** The list of its cards: the view's filters and order, in this place alone. */
  readonly view: PipelineView;
}

/** The columns of a mode: the process's stages, or the steps of the stage chosen. */
export function boardColumns(
  mode: Exclude<PipelineMode, 'list'>,
  stages: readonly Stage[],
  view: PipelineView,
): BoardColumn[] {
  if (mode === 'stages') {
    return stages.map((stage) => {
      // Stages of one type share a list; their names tell them apart.
      const alone = stages.filter((other) => other.stage_type_id === stage.stage_type_id);
      const conditions = alone.length > 1 ? [equals('stage_name', stage.stage_name)] : [];
      return column(stage, undefined, narrowed(view, stage.stage_type_id, conditions));
    });
  }
  return stages
    .filter((stage) => stage.stage_type_id === view.stageTypeId)
    .flatMap((stage) =>
      stage.steps.map((step) => {
        const conditions = [
          equals('stage_name', stage.stage_name),
          equals('step_name', step.step_name),
        ];
        return column(stage, step, narrowed(view, stage.stage_type_id, conditions));
      }),
    );
}

/** Whether a card stands in a column already. */
export function standsIn({ stage, step }: BoardColumn, row: ApplicationRow): boolean {
  return row.stage_id === stage.stage_id && (step === undefined || row.step_id === step.step_id);
}

function column(stage: Stage, step: BoardColumn['step'], view: PipelineView): BoardColumn {
  return { id: `${stage.stage_id}/${step?.step_id ?? 0}`, stage, step, view };
}

function equals(name: string, value: string): FilterNode {
  return { column: name, operator: 'equals', value };
}

function narrowed(
  view: PipelineView,
  stageTypeId: number,
  conditions: readonly FilterNode[],
): PipelineView {
  const items = [...(view.filter ? [view.filter] : []), ...conditions];
  const filter = items.length > 0 ? { op: 'and' as const, items } : undefined;
  return { ...view, stageTypeId, filter };
}
