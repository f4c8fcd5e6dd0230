import { renderHook } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventDefinitions } from '../../../shared/catalogue/events.ts';
import { startI18n } from '../i18n/i18n.ts';
import { type HistoryEntry, useHistoryText } from './history-text.ts';
import { en } from './locales/en.ts';
import { zh } from './locales/zh.ts';

function entry(changes: Partial<HistoryEntry>): HistoryEntry {
  return {
    id: 1,
    event_id: 110,
    event_type: 'stage_move',
    event_name: '变更阶段',
    uid: 81,
    uname: '周敏',
    detail: {},
    created_at: '2026-03-02 09:00:00',
    ...changes,
  };
}

describe('the words of the history', () => {
  beforeAll(() => startI18n('en'));
  const text = () => renderHook(useHistoryText).result.current;

  it('exist for every event of the catalogue', () => {
    for (const { event_type } of Object.values(eventDefinitions)) {
      expect(Object.keys(zh.events)).toContain(event_type);
      expect(Object.keys(en.events)).toContain(event_type);
    }
  });

  it('say from where to where, and why', () => {
    const detail = {
      from_stage_id: 7,
      from_stage_name: '面试',
      from_step_id: 3308,
      from_step_name: '终试',
      to_stage_id: 8,
      to_stage_name: 'offer',
      to_step_id: 3311,
      to_step_name: '背景调查',
      remark: '谈好了',
    };
    expect(text().title(entry({ detail }))).toBe('Moved');
    expect(text().details(entry({ detail }))).toEqual([
      'Interview · Final interview → Offer · Background check',
      'Remark: 谈好了',
    ]);
  });

  it('say which values changed, by their labels', () => {
    const detail = {
      changes: [
        { key: 'offerStatus', from: 0, to: 2 },
        { key: 'interviewTime', from: null, to: '2026-03-04 10:00:00' },
        { key: 'resume_email', from: '', to: 'a@example.com' },
      ],
    };
    expect(text().details(entry({ event_type: 'update_fields', detail }))).toEqual([
      'Offer status: none → Sent',
      'Interview time: none → 2026-03-04 10:00:00',
      'E-mail: none → a@example.com',
    ]);
  });

  it('say a verdict and the kind of certificate', () => {
    const review = entry({
      event_id: 137,
      event_type: 'certificate_review',
      detail: { kind: 'degree', certificate_id: 3, review_status: 3, remark: '照片模糊' },
    });
    expect(text().title(review)).toBe('Reviewed · Degree certificate');
    expect(text().details(review)).toEqual(['Failed', 'Remark: 照片模糊']);
  });

  it('name an event they do not know as the API does', () => {
    const unknown = entry({ event_type: 'future', event_name: '未来', detail: { anything: [1] } });
    expect(text().title(unknown)).toBe('未来');
    expect(text().details(unknown)).toEqual([]);
  });
});
