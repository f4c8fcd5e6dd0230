import { describe, expect, it } from 'vitest';
import { filterGroup } from '../../../../shared/api/list-filter.ts';
import { exampleRow } from '../../testing/rows.ts';
import { defaultView } from '../pipeline-view.ts';
import { boardColumns, standsIn } from './board-columns.ts';

const stages = [
  { stage_id: 7, stage_type_id: 2, stage_name: '面试', steps: [{ step_id: 1, step_name: '初试' }] },
  {
    stage_id: 8,
    stage_type_id: 3,
    stage_name: 'offer',
    steps: [
      { step_id: 3311, step_name: '背景调查' },
      { step_id: 3313, step_name: '材料收集' },
    ],
  },
];
const view = {
  ...defaultView,
  keyword: '宋',
  filter: {
    op: 'or' as const,
    items: [{ column: 'resume_email', operator: 'empty' as const }],
  },
};

describe('columns of the board', () => {
  it('are the stages, each with the filters of the list', () => {
    const columns = boardColumns('stages', stages, view);
    expect(
      columns.map(({ id, view: { stageTypeId, keyword } }) => [id, stageTypeId, keyword]),
    ).toEqual([
      ['7/0', 2, '宋'],
      ['8/0', 3, '宋'],
    ]);
    expect(columns[0]?.view.filter).toEqual({ op: 'and', items: [view.filter] });
  });

  it('are told apart by name where stages share a type', () => {
    const twice = [...stages, { ...stages[1], stage_id: 18, stage_name: '二次 offer' } as never];
    const filters = boardColumns('stages', twice, { ...view, filter: undefined }).map(
      (column) => column.view.filter,
    );
    expect(filters).toEqual([
      undefined,
      { op: 'and', items: [{ column: 'stage_name', operator: 'equals', value: 'offer' }] },
      { op: 'and', items: [{ column: 'stage_name', operator: 'equals', value: '二次 offer' }] },
    ]);
  });

  it('are the steps of the stage chosen, and know which cards stand in them', () => {
    const columns = boardColumns('steps', stages, view);
    expect(columns.map(({ id }) => id)).toEqual(['8/3311', '8/3313']);
    for (const column of columns)
      expect(filterGroup.safeParse(column.view.filter).success).toBe(true);
    const row = exampleRow({ stage_id: 8, step_id: 3313 });
    expect(columns.map((column) => standsIn(column, row))).toEqual([false, true]);
    expect(boardColumns('stages', stages, view).map((column) => standsIn(column, row))).toEqual([
      false,
      true,
    ]);
  });
});
