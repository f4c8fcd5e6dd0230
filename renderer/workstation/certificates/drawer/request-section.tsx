import { ActionIcon, Anchor, Button, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconQrcode, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { candidatePagePath } from '../../../../shared/api/candidate-page.ts';
import type {
  CertificateHistory,
  CertificateRequest,
} from '../../../../shared/api/certificates.ts';
import { getApplication } from '../../../../shared/api/process.ts';
import { call } from '../../api/client.ts';
import { useUi } from '../../app/ui-store.ts';
import { useWorkspace } from '../../app/use-workspace.ts';
import { copyText } from '../../ui/copy-text.ts';
import { notifyError } from '../../ui/notify.tsx';
import { AskAgainButton } from '../checking/ask-again-button.tsx';
import { isPrivateAddress, linkAddresses, officeAddresses } from '../link/link-addresses.ts';
import { useLinkDialog } from '../link/link-store.ts';
import { certificateState, linkIsOpen } from './certificate-state.ts';
import { ConsentFact } from './consent-fact.tsx';
import classes from './drawer.module.css';
import { RevokeButton } from './revoke-button.tsx';
import { DrawerSection } from './section.tsx';
import { shortTime } from './short-time.ts';

/** Who was asked, by whom, until when; the candidate's link, and what can be done with it. */
export function RequestSection({
  request,
  history,
}: {
  request: CertificateRequest;
  history: CertificateHistory | undefined;
}) {
  const { t } = useTranslation('certificates');
  const open = linkIsOpen(request);
  const ended = request.withdrawn_at
    ? t('drawer.request.withdrawn')
    : request.revoked
      ? t('drawer.request.revoked')
      : t('drawer.request.expired');
  const state = certificateState(request);
  return (
    <DrawerSection title={t('drawer.request.title')}>
      <dl className={classes.facts}>
        <dt>{t('drawer.request.recipient')}</dt>
        <dd>
          <Anchor href={`mailto:${request.resume_email}`} inherit>
            {request.resume_email}
          </Anchor>
        </dd>
        {request.resume_phone && (
          <>
            <dt>{t('drawer.request.phone')}</dt>
            <dd>{request.resume_phone}</dd>
          </>
        )}
        <dt>{t('drawer.request.at')}</dt>
        <dd>
          {shortTime(request.created_at)} · {request.uname}
        </dd>
        <dt>{t('drawer.request.expires')}</dt>
        <dd>
          {shortTime(request.expires_at)}
          {!open && (
            <Text span c="var(--tone-red-text)" inherit>
              {' '}
              · {ended}
            </Text>
          )}
        </dd>
        <dt>{t('drawer.request.opened')}</dt>
        <dd>{request.opened_at ? shortTime(request.opened_at) : t('drawer.request.notOpened')}</dd>
        <ConsentFact request={request} />
      </dl>
      {open && <CandidateLink request={request} />}
      <Group gap="xs">
        {!request.revoked && (state === 'submitted' || state === 'reopened') && (
          <AskAgainButton request={request} history={history} />
        )}
        {open && <RevokeButton request={request} />}
        {!open && <SendAgainButton request={request} />}
      </Group>
    </DrawerSection>
  );
}

function CandidateLink({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const { data: workspace } = useWorkspace();
  const [copied, setCopied] = useState(false);
  const openLink = useLinkDialog((state) => state.open);
  if (!workspace) return null;
  const [address] = linkAddresses(workspace);
  if (!address) {
    return (
      <Text size="xs" c="dimmed">
        {t('drawer.request.noAddress')}
      </Text>
    );
  }
  if (request.token === '') {
    return (
      <Text size="xs" c="dimmed">
        {t('link.elsewhere', { name: request.uname })}
      </Text>
    );
  }
  const link = address + candidatePagePath(request.token);
  const copy = async () => {
    if (!(await copyText(link))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  const { central_candidate_url: central } = workspace;
  const office = officeAddresses(workspace);
  const reach = central !== null && isPrivateAddress(central) ? 'centre' : 'anywhere';
  const where = central === null ? 'office' : office.length > 0 ? (`${reach}Too` as const) : reach;
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <TextInput
          readOnly
          flex={1}
          value={link}
          aria-label={t('drawer.request.link')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant="default"
          onClick={copy}
          leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
        >
          {copied ? t('drawer.request.copied') : t('drawer.request.copy')}
        </Button>
        <Tooltip label={t('link.show')}>
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={t('link.show')}
            onClick={() =>
              openLink({ token: request.token, name: request.resume_name, kind: request.kind })
            }
          >
            <IconQrcode size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t(`link.opens.${where}`, { address: (office[0] ?? '').replace(/^https?:\/\//, '') })}
      </Text>
    </>
  );
}

/** Opens the send dialog for a new request in place of one that has ended. */
export function SendAgainButton({ request }: { request: CertificateRequest }) {
  const { t } = useTranslation('certificates');
  const { openSendDialog, closeCertificate } = useUi();
  const open = useMutation({
    mutationFn: () => call(getApplication, { application_id: request.application_id }),
    onSuccess: (application) => {
      closeCertificate();
      openSendDialog({ application, kind: request.kind });
    },
    onError: (error) => notifyError(error),
  });
  return (
    <Button
      onClick={() => open.mutate()}
      loading={open.isPending}
      leftSection={<IconSend size={15} aria-hidden />}
    >
      {t('drawer.request.again')}
    </Button>
  );
}
