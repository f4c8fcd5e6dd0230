import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CertificateSummary } from '../../../../shared/api/certificates.ts';
import type { Workspace } from '../../../../shared/api/workspace.ts';
import { certificateStatus } from '../../../../shared/catalogue/certificate-kinds.ts';
import { templateVariableDefinitions } from '../../../../shared/catalogue/mail-templates.ts';
import { useUi } from '../../app/ui-store.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { Caution } from '../../ui/caution.tsx';
import { shortTime } from '../drawer/short-time.ts';
import { linkAddresses } from '../link/link-addresses.ts';
import { LinkNetworks } from '../link/link-networks.tsx';
import { useRequestOf } from './send-queries.ts';

/** A request of the kind is open already: who sent it and when. A warning; sending stays possible. */
export function OpenRequestNotice({ open }: { open: CertificateSummary }) {
  const { t } = useTranslation('certificates');
  const { closeSendDialog, openCertificate } = useUi();
  const request = useRequestOf(open.certificate_id, open.kind);
  const awaiting = open.status === certificateStatus.awaitingFeedback;
  const date = shortTime(open.created_at);
  const name = request?.uname ?? '';
  return (
    <Caution tone="orange">
      {awaiting
        ? t('send.openRequest.awaiting', { name, date })
        : t('send.openRequest.submitted', { name, date })}{' '}
      <Anchor
        component="button"
        type="button"
        inherit
        c="inherit"
        underline="always"
        onClick={() => {
          closeSendDialog();
          openCertificate(open.certificate_id, open.kind);
        }}
      >
        {t('send.openRequest.show')}
      </Anchor>
    </Caution>
  );
}

/** What stops a message from leaving now, or for good, in the workspace's settings. */
export function WorkspaceNotices({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('certificates');
  const { openSettingsSection } = useUi();
  const settings = (section: string) => (
    <Anchor
      component="button"
      type="button"
      inherit
      c="inherit"
      underline="always"
      onClick={() => openSettingsSection(section)}
    >
      {t('send.openSettings')}
    </Anchor>
  );
  return (
    <>
      {linkAddresses(workspace).length === 0 && <Caution tone="red">{t('send.serverOff')}</Caution>}
      {workspace.mail_account === 'none' && (
        <Caution tone="orange">
          {t('send.mailMissing')} {settings('mail')}
        </Caution>
      )}
      {workspace.company_name === '' && (
        <Caution tone="orange">
          {t('send.companyMissing')} {settings('company')}
        </Caution>
      )}
    </>
  );
}

/** Variables that keep the message from being sent, by the names recruiters know. */
export function UnresolvedNotice({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('certificates');
  const localized = useLocalized();
  const shown = names.map((name) => {
    const definition = templateVariableDefinitions.find((entry) => entry.name === name);
    return definition ? localized(definition.label) : name;
  });
  return <Caution tone="red">{t('send.unresolved', { names: shown.join('、') })}</Caution>;
}

/** Where the link in the message will work. */
export function LinkNotice({ workspace }: { workspace: Workspace }) {
  return <LinkNetworks workspace={workspace} />;
}
