import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import type { TemplateFile } from '../../../shared/api/template-files.ts';
import { templateVariableDefinitions } from '../../../shared/catalogue/mail-templates.ts';
import { renderHtml, renderText } from '../../../shared/templates/render.ts';
import { filesOfTemplate } from '../attached-files/attached-file.ts';
import { AttachedFiles } from '../attached-files/file-names.tsx';
import { MailPreview, SmsPreview } from '../certificates/send/mail-preview.tsx';
import { usePreview } from '../certificates/send/send-queries.ts';
import { smsLength } from '../certificates/send/sms-segments.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Caution } from '../ui/caution.tsx';
import type { TemplateDraft } from './template-drafts.ts';
import { useCandidates } from './template-queries.ts';
import classes from './templates.module.css';

interface TemplatePreviewProps {
  /** The template, or any of the group where the draft is not saved yet. */
  templateId: number | undefined;
  draft: TemplateDraft;
  files: readonly TemplateFile[];
  candidate: ApplicationRow | undefined;
  onCandidate: (candidate: ApplicationRow | undefined) => void;
}

/** A template as one candidate would read it; until one is chosen, with the names of its variables. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { templateId, draft, files, candidate, onCandidate } = props;
  const { t } = useTranslation(['templates', 'certificates']);
  const named = useNamedVariables(draft);
  const { email_subject, email_content, sms_content } = draft;
  const written = useMemo(
    () => ({ subject: email_subject, content: email_content, sms: sms_content }),
    [email_subject, email_content, sms_content],
  );
  const preview = usePreview(candidate, templateId, written);
  const shown = candidate && preview.data ? preview.data : named;
  const length = smsLength(shown.sms_content);
  return (
    <section className={classes.preview} aria-label={t('preview.title')}>
      <CandidateSelect candidate={candidate} onChange={onCandidate} />
      {candidate && preview.isError && <Caution tone="red">{preview.error.message}</Caution>}
      {candidate && preview.isCurrent && preview.data && preview.data.unresolved.length > 0 && (
        <Caution tone="orange">
          {t('preview.unresolved', { names: preview.data.unresolved.join(', ') })}
        </Caution>
      )}
      <MailPreview
        subject={shown.email_subject || t('preview.noSubject')}
        html={shown.email_content}
        title={t('certificates:send.previewTitle')}
      />
      <AttachedFiles files={filesOfTemplate(files)} />
      {shown.sms_content !== '' && (
        <div className={classes.sms}>
          <Text size="xs" c="dimmed">
            {t('fields.sms')} ·{' '}
            {t('certificates:send.sms.length', { count: length.segments, units: length.units })}
          </Text>
          <SmsPreview text={shown.sms_content} />
        </div>
      )}
    </section>
  );
}

/** The draft with 【name】 in the place of each variable. */
function useNamedVariables(draft: TemplateDraft) {
  const language = useLanguage();
  const names = Object.fromEntries(
    templateVariableDefinitions.map(({ name, label }) => [
      name,
      language === 'zh' ? `【${label.zh}】` : `[${label.en}]`,
    ]),
  );
  return {
    email_subject: renderText(draft.email_subject, names).text,
    email_content: renderHtml(draft.email_content, names).text,
    sms_content: renderText(draft.sms_content, names).text,
  };
}

function CandidateSelect(props: {
  candidate: ApplicationRow | undefined;
  onChange: (candidate: ApplicationRow | undefined) => void;
}) {
  const { candidate, onChange } = props;
  const { t } = useTranslation('templates');
  const [search, setSearch] = useState(candidate ? labelOf(candidate) : '');
  const [keyword] = useDebouncedValue(search.trim(), 200);
  // The text of the chosen candidate is not a search.
  const chosenText = candidate && labelOf(candidate);
  const { data: found = [], isPending } = useCandidates(keyword === chosenText ? '' : keyword);
  const rows =
    candidate && !found.some(({ application_id }) => application_id === candidate.application_id)
      ? [candidate, ...found]
      : found;
  return (
    <Select
      label={t('preview.candidate')}
      placeholder={t('preview.placeholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('preview.clear') }}
      data={rows.map((row) => ({ value: String(row.application_id), label: labelOf(row) }))}
      filter={({ options }) => options}
      nothingFoundMessage={isPending ? t('preview.searching') : t('preview.notFound')}
      value={candidate ? String(candidate.application_id) : null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(value) => onChange(rows.find((row) => String(row.application_id) === value))}
    />
  );
}

function labelOf(row: ApplicationRow): string {
  return `${row.resume_name} · ${row.position_name} · ${row.stage_name}`;
}
