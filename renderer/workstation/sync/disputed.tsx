import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DisputedCertificate } from '../../../shared/api/sync.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../app/ui-store.ts';
import { Loaded } from '../privacy/loaded.tsx';
import classes from './sync.module.css';
import { useDisputed } from './sync-queries.ts';

/** Certificates whose verdicts differ; each opens where a new verdict settles it. */
export function Disputed() {
  const { t } = useTranslation('sync');
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {t('disputed.title')}
      </Title>
      <Loaded query={useDisputed()}>
        {({ dataList }) => (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t(dataList.length === 0 ? 'disputed.none' : 'disputed.hint')}
            </Text>
            {dataList.map((certificate) => (
              <Entry key={certificate.certificate_id} certificate={certificate} />
            ))}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}

function Entry({ certificate }: { certificate: DisputedCertificate }) {
  const { t } = useTranslation('sync');
  const { openCertificate, closeWorkspaceSettings } = useUi();
  const { certificate_id, kind, resume_name, position_name, verdicts } = certificate;
  return (
    <Group className={classes.entry} justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {[resume_name, position_name].filter(Boolean).join(' · ')}
        </Text>
        <Text size="sm" c="dimmed">
          {verdicts
            .map(({ uname, review_status }) => {
              const verdict = String(review_status) as '1' | '2' | '3';
              return `${uname} ${t(`disputed.verdict.${verdict}`)}`;
            })
            .join(' / ')}
        </Text>
      </div>
      <Button
        variant="default"
        style={{ flexShrink: 0 }}
        onClick={() => {
          closeWorkspaceSettings();
          openCertificate(certificate_id, kind as CertificateKindKey);
        }}
      >
        {t('actions.open')}
      </Button>
    </Group>
  );
}
