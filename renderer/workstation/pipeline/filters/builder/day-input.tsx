import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/zh-cn';
import { DateInput } from '@mantine/dates';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { isDate } from '../../../../../shared/time.ts';
import { useWorkspace } from '../../../app/use-workspace.ts';
import { useLanguage } from '../../../i18n/i18n.ts';

const form = 'YYYY-MM-DD';

/** A day `YYYY-MM-DD`, typed or picked from a calendar. */
export function DayInput(props: {
  'aria-label': string;
  error: string | boolean | undefined;
  value: string | undefined;
  onChange(day: string | undefined): void;
}) {
  const { t } = useTranslation('pipelineFilters');
  const language = useLanguage();
  const today = useToday();
  return (
    <DateInput
      aria-label={props['aria-label']}
      error={props.error}
      value={props.value ?? null}
      valueFormat={form}
      dateParser={parseDay}
      placeholder={form}
      locale={language === 'zh' ? 'zh-cn' : 'en'}
      firstDayOfWeek={1}
      // Red says that something is wrong, not that it is Saturday.
      weekendDays={[]}
      // 2026年 11月, as Chinese calendars have it.
      monthLabelFormat={language === 'zh' ? 'YYYY年 M月' : 'MMMM YYYY'}
      ariaLabels={{ previousMonth: t('previousMonth'), nextMonth: t('nextMonth') }}
      getDayProps={(day) => (day === today.format(form) ? { 'data-today': true } : {})}
      allowDeselect
      onChange={(day) => props.onChange(day ?? undefined)}
    />
  );
}

/** Today in the workspace's time zone, which filters of days go by. */
function useToday(): dayjs.Dayjs {
  const { data } = useWorkspace();
  const zone = data?.time_zone;
  // sv-SE writes a day as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', { ...(zone && { timeZone: zone }) }).format();
  return dayjs(day);
}

/** `2026-3-2`, `2026/3/2`, `2026年3月2日` and `20260302` are the same day. */
export function parseDay(text: string): string | null {
  const match =
    /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(text) ??
    /^\s*(\d{4})(\d\d)(\d\d)\s*$/.exec(text);
  if (!match) return null;
  const [, year, month, day] = match;
  const written = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isDate(written) ? written : null;
}
