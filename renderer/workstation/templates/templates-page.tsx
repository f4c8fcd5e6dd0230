import { Button, Loader, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { readParameter, writeParameters } from '../app/url-state.ts';
import { useTemplate } from '../certificates/send/send-queries.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { groupOfNew, readSelection, type Selection } from './template-drafts.ts';
import { TemplateList } from './template-list.tsx';
import { TemplatePanel } from './template-panel.tsx';
import { useAllTemplates, useTemplateLiveUpdates } from './template-queries.ts';
import classes from './templates.module.css';

/** Mail templates: the list by group, and the one that is chosen. */
export default function TemplatesPage() {
  useTemplateLiveUpdates();
  const all = useAllTemplates();
  const [chosen, setChosen] = useState<Selection | undefined>(() =>
    readSelection(readParameter('template')),
  );
  const [candidate, setCandidate] = useState<ApplicationRow>();
  /** How often something was chosen: what is saved for the first time goes on in the same panel. */
  const [choice, setChoice] = useState(0);
  const select = (selection: Selection | undefined) => {
    setChoice(choice + 1);
    show(selection);
  };
  const show = (selection: Selection | undefined) => {
    setChosen(selection);
    writeParameters({
      template: typeof selection === 'number' ? String(selection) : undefined,
    });
  };
  const templates = all.groups.flatMap(({ templates: ofGroup }) => ofGroup);
  const exists =
    typeof chosen === 'string' || templates.some(({ mail_tpl_id }) => mail_tpl_id === chosen);
  const selected = exists || all.isPending ? chosen : templates[0]?.mail_tpl_id;
  const template = useTemplate(typeof selected === 'number' ? selected : undefined);
  const slow = useDelayed(all.isPending || (typeof selected === 'number' && template.isPending));
  const failure = all.error ?? (template.data ? null : template.error);
  const newGroup = selected === undefined ? undefined : groupOfNew(selected);
  const shown = template.data?.mail_tpl_id === selected ? template.data : undefined;
  return (
    <div className={classes.page}>
      <TemplateList groups={all.groups} selected={selected} onSelect={select} />
      {failure ? (
        <Failure
          message={failure.message}
          onRetry={() => {
            all.refetch();
            void template.refetch();
          }}
        />
      ) : selected !== undefined && (newGroup !== undefined || shown) ? (
        <TemplatePanel
          key={exists || all.isPending ? `choice ${choice}` : selected}
          selection={selected}
          template={newGroup === undefined ? shown : undefined}
          previewId={all.groups.find(({ key }) => key === newGroup)?.templates[0]?.mail_tpl_id}
          candidate={candidate}
          onCandidate={setCandidate}
          onSelect={select}
          onSaved={show}
        />
      ) : (
        <div className={classes.notice}>{slow && <Loader size="sm" />}</div>
      )}
    </div>
  );
}

function Failure({ message, onRetry }: { message: string; onRetry: () => void }) {
  const { t } = useTranslation(['templates', 'app']);
  return (
    <div className={classes.notice} role="alert">
      <Text fw={600}>{t('failed.load')}</Text>
      <Text c="dimmed">{message}</Text>
      <Button variant="default" onClick={onRetry}>
        {t('app:errors.retry')}
      </Button>
    </div>
  );
}
