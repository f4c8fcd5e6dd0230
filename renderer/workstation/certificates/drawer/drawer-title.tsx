import { Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type {
  CertificateRequest,
  CertificateSummary,
} from '../../../../shared/api/certificates.ts';
import { certificateKind } from '../../../../shared/catalogue/certificate-kinds.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { ToneBadge } from '../../ui/status-badge.tsx';
import { useCertificatesOfApplication } from './certificate-queries.ts';
import { certificateOption, certificateState } from './certificate-state.ts';

/** Whose certificate of which kind, where it stands, and a switch where there are several. */
export function DrawerTitle({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const localized = useLocalized();
  const kind = localized(certificateKind(request.kind).label);
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <Text fw={600} size="lg" truncate>
        {t('drawer.title', { name: request.resume_name, kind })}
      </Text>
      <StateBadge request={request} />
      <Text c="dimmed" truncate visibleFrom="md">
        {request.position_name}
      </Text>
      <CertificateSwitch request={request} />
    </Group>
  );
}

function StateBadge({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const localized = useLocalized();
  const state = certificateState(request);
  if (state === 'expired' || state === 'revoked') {
    return <ToneBadge tone="gray">{t(`drawer.states.${state}`)}</ToneBadge>;
  }
  if (state === 'reopened') {
    return <ToneBadge tone="orange">{t('drawer.states.reopened')}</ToneBadge>;
  }
  const option = certificateOption(request);
  return option ? <ToneBadge tone={option.tone}>{localized(option.label)}</ToneBadge> : null;
}

function CertificateSwitch({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const localized = useLocalized();
  const { openCertificate } = useUi();
  const { data: certificates = [] } = useCertificatesOfApplication(
    request.application_id,
    request.kind,
  );
  if (certificates.length < 2) return null;
  const label = (certificate: CertificateSummary) => {
    const { kind, created_at } = certificate;
    const option = certificateOption(certificate);
    return t('drawer.switchOption', {
      kind: localized(certificateKind(kind).label),
      date: created_at.slice(0, 10),
      status: option ? localized(option.label) : '',
    });
  };
  return (
    <Select
      w={330}
      aria-label={t('drawer.switch')}
      allowDeselect={false}
      value={String(request.certificate_id)}
      data={certificates.map((certificate) => ({
        value: String(certificate.certificate_id),
        label: label(certificate),
      }))}
      onChange={(value) => {
        const chosen = certificates.find(({ certificate_id }) => String(certificate_id) === value);
        if (chosen) openCertificate(chosen.certificate_id, chosen.kind);
      }}
    />
  );
}
