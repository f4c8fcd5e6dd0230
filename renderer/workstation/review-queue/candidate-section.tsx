import { Anchor, Button, Text } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../shared/api/review-queue.ts';
import { useUi } from '../app/ui-store.ts';
import { ApplicationFacts } from '../applications/application-facts.tsx';
import { useApplication } from '../applications/application-queries.ts';
import drawer from '../certificates/drawer/drawer.module.css';
import { DrawerSection } from '../certificates/drawer/section.tsx';

/** Whose certificate it is: how to reach them, and where the application stands. */
export function CandidateSection({ item }: { item: QueueItem }) {
  const { t } = useTranslation('reviewQueue');
  const { showView, openApplication } = useUi();
  const { data, error } = useApplication(item.application_id);
  // Until the record is there, the one of the candidate before is still in hand.
  const row = data?.application_id === item.application_id ? data : undefined;
  const open = () => {
    showView('pipeline');
    openApplication(item.application_id);
  };
  return (
    <>
      <DrawerSection
        title={t('candidate')}
        aside={
          <Button variant="default" onClick={open} leftSection={<IconUser size={15} aria-hidden />}>
            {t('openCandidate')}
          </Button>
        }
      >
        <dl className={drawer.facts}>
          <dt>{t('appliedFor')}</dt>
          <dd>{item.position_name}</dd>
          {row?.resume_phone && (
            <>
              <dt>{t('phone')}</dt>
              <dd>{row.resume_phone}</dd>
            </>
          )}
          {row?.resume_email && (
            <>
              <dt>{t('email')}</dt>
              <dd>
                <Anchor href={`mailto:${row.resume_email}`} inherit>
                  {row.resume_email}
                </Anchor>
              </dd>
            </>
          )}
        </dl>
        {error && !row && (
          <Text size="sm" c="var(--tone-red-text)">
            {t('candidateFailed')}
          </Text>
        )}
      </DrawerSection>
      {row && <ApplicationFacts row={row} />}
    </>
  );
}
