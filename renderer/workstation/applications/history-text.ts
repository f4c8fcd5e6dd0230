import { useTranslation } from 'react-i18next';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import type { history } from '../../../shared/api/process.ts';
import {
  certificateFilterValue,
  certificateKinds,
  certificateStatus,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { type Column, columns } from '../../../shared/catalogue/columns.ts';
import { type SearchKey, searchKeys } from '../../../shared/catalogue/search-keys.ts';
import type { StatusName } from '../../../shared/catalogue/status-options.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { findStatusOption } from '../ui/status-badge.tsx';
import { useStageName } from './stage-name.ts';

export type HistoryEntry = ResultsOf<typeof history>['dataList'][number];

/**
 * Words for an event of an application's history. An event type without words of its own (from a
 * newer catalogue) is shown by the name the API gives it, and unknown details are left out.
 */
export function useHistoryText() {
  const { t, i18n } = useTranslation('applications');
  const localized = useLocalized();
  const stageName = useStageName();

  const place = (detail: Record<string, unknown>, prefix: string) => {
    const stage = stageName.stage({
      stage_id: Number(detail[`${prefix}stage_id`] ?? 0),
      stage_name: String(detail[`${prefix}stage_name`] ?? ''),
    });
    const step = stageName.step({
      step_id: Number(detail[`${prefix}step_id`] ?? 0),
      step_name: String(detail[`${prefix}step_name`] ?? ''),
    });
    return [stage, step].filter(Boolean).join(' · ');
  };

  const value = (key: string, raw: unknown): string => {
    if (raw === null || raw === 0 || raw === '') return t('noValue');
    const entry: Column | SearchKey | undefined =
      columns.find((column) => column.key === key) ??
      searchKeys.find((searchKey) => searchKey.key === key);
    const option =
      typeof raw === 'number' && entry?.options
        ? findStatusOption(entry.options as StatusName, raw)
        : undefined;
    return option ? localized(option.label) : String(raw);
  };

  const label = (key: string): string => {
    const entry =
      columns.find((column) => column.key === key) ??
      searchKeys.find((searchKey) => searchKey.key === key);
    return entry ? localized(entry.label) : t(`fields.${key as 'resume_name'}`, key);
  };

  return {
    title(entry: HistoryEntry): string {
      const kind = certificateKinds.find((candidate) => candidate.kind === entry.detail.kind);
      const key = `events.${entry.event_type as 'stage_move'}` as const;
      const title = i18n.exists(`applications:${key}`) ? t(key) : entry.event_name;
      // A request's own title names its kind; the other events of certificates don't.
      const named = kind?.requestedEventId === entry.event_id;
      return kind && !named ? `${title} · ${localized(kind.label)}` : title;
    },

    details({ detail }: HistoryEntry): string[] {
      const lines: string[] = [];
      if ('to_stage_name' in detail) {
        lines.push(`${place(detail, 'from_')} → ${place(detail, 'to_')}`);
      } else if (typeof detail.stage_name === 'string' && detail.stage_name !== '') {
        lines.push(place(detail, ''));
      }
      for (const change of Array.isArray(detail.changes) ? detail.changes : []) {
        const { key, from, to } = change as { key: string; from: unknown; to: unknown };
        lines.push(`${label(key)}: ${value(key, from)} → ${value(key, to)}`);
      }
      if (typeof detail.review_status === 'number' && detail.review_status > 0) {
        const verdict = findStatusOption(
          'certificate',
          certificateFilterValue(certificateStatus.feedbackReceived, detail.review_status),
        );
        if (verdict) lines.push(localized(verdict.label));
      }
      if (typeof detail.attachment_count === 'number') {
        lines.push(t('files', { count: detail.attachment_count }));
      }
      if (typeof detail.remark === 'string' && detail.remark !== '') {
        lines.push(t('withRemark', { remark: detail.remark }));
      }
      return lines;
    },
  };
}
