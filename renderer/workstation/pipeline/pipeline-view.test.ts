import { describe, expect, it } from 'vitest';
import { listApplications } from '../../../shared/api/process.ts';
import {
  blockRequest,
  defaultView,
  isNarrowed,
  type PipelineView,
  parseView,
  shownOrder,
  viewParameters,
} from './pipeline-view.ts';

const view: PipelineView = {
  stageTypeId: 2,
  listType: 3,
  keyword: '宋 & 海洋',
  positionId: 3285,
  processId: 7,
  sort: 2,
  order: [
    { key: 'offerStatus', direction: 'desc' },
    { key: 'resume_name', direction: 'asc' },
  ],
  filters: { degreeStatus: 2, offerStatus: 3 },
  filter: { op: 'or', items: [{ column: 'resume_name', operator: 'contains', value: '&=?' }] },
  savedViewId: 12,
};

function search(parameters: Record<string, string | undefined>): string {
  const defined = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(defined as [string, string][])}`;
}

describe('the pipeline’s view', () => {
  it('comes back from the URL as it went in', () => {
    expect(parseView(search(viewParameters(view)))).toEqual(view);
  });

  it('leaves the URL empty where it is the usual one', () => {
    expect(Object.values(viewParameters(defaultView)).every((value) => value === undefined)).toBe(
      true,
    );
    expect(parseView('')).toEqual(defaultView);
  });

  it('starts in the offer stage', () => {
    expect(defaultView.stageTypeId).toBe(3);
  });

  it('takes nothing from a URL that makes no sense', () => {
    const nonsense =
      '?stage=99&list=7&sort=x&process=-1&saved=x&position=1.5&degreeStatus=abc&offerStatus=100' +
      '&order=nothing.asc,resume_name.up,.asc&filter=%7B%22op%22%3A%22xor%22%7D';
    expect(parseView(nonsense)).toEqual(defaultView);
  });

  it('is a request that the endpoint accepts', () => {
    const request = listApplications.request.parse(blockRequest(view, 3));
    expect(request).toMatchObject({
      stage_type_id: 2,
      list_type: 3,
      keyword: '宋 & 海洋',
      position_id: 3285,
      process_id: 7,
      sort: 2,
      order: view.order,
      filter: view.filter,
      degreeStatus: 2,
      offerStatus: 3,
      incomeStatus: 0,
      page: 4,
      size: 100,
    });
  });

  it('shows the order of a rule as that of columns', () => {
    expect(shownOrder(defaultView)).toEqual([{ key: 'updated_at', direction: 'desc' }]);
    expect(shownOrder(view)).toBe(view.order);
  });

  it('knows whether anything narrows it', () => {
    expect(isNarrowed(defaultView)).toBe(false);
    expect(isNarrowed({ ...defaultView, processId: 2, sort: 1, listType: 3 })).toBe(false);
    expect(isNarrowed({ ...defaultView, keyword: 'x' })).toBe(true);
    expect(isNarrowed({ ...defaultView, positionId: 1 })).toBe(true);
    expect(isNarrowed({ ...defaultView, filters: { degreeStatus: 1 } })).toBe(true);
    expect(isNarrowed({ ...defaultView, filter: view.filter })).toBe(true);
    expect(isNarrowed({ ...defaultView, filter: { op: 'and', items: [] } })).toBe(false);
  });
});
