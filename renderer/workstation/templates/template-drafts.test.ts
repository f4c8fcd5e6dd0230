import { afterEach, expect, it } from 'vitest';
import {
  emptyDraft,
  groupOfNew,
  readSelection,
  sameDraft,
  useTemplateDrafts,
} from './template-drafts.ts';

afterEach(() => useTemplateDrafts.setState({ unsaved: {} }));

it('keeps a draft for each template until it is forgotten', () => {
  const { keep, forget } = useTemplateDrafts.getState();
  keep(1001, { draft: { ...emptyDraft, title: '甲' }, revision: 3 });
  keep('new:review', { draft: { ...emptyDraft, title: '乙' }, revision: 0 });
  forget(1001);
  const { unsaved } = useTemplateDrafts.getState();
  expect(Object.keys(unsaved)).toEqual(['new:review']);
  expect(unsaved['new:review']?.draft.title).toBe('乙');
});

it('tells drafts apart by every text', () => {
  expect(sameDraft(emptyDraft, { ...emptyDraft })).toBe(true);
  for (const key of Object.keys(emptyDraft)) {
    expect(sameDraft(emptyDraft, { ...emptyDraft, [key]: 'x' })).toBe(false);
  }
});

it('reads what is selected from the URL and refuses what is no id', () => {
  expect(readSelection('59')).toBe(59);
  for (const wrong of [undefined, '', '0', '-1', '1.5', 'new:review', 'x']) {
    expect(readSelection(wrong)).toBeUndefined();
  }
  expect(groupOfNew('new:degree_cert')).toBe('degree_cert');
  expect(groupOfNew(59)).toBeUndefined();
});
