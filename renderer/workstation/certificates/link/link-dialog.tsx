import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { candidatePagePath } from '../../../../shared/api/candidate-page.ts';
import { certificateKind } from '../../../../shared/catalogue/certificate-kinds.ts';
import { useWorkspace } from '../../app/use-workspace.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { Caution } from '../../ui/caution.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { QrCode } from '../../workspace/qr-code.tsx';
import classes from './link.module.css';
import { isPrivateAddress, linkAddresses, officeAddresses } from './link-addresses.ts';
import { LinkNetworks } from './link-networks.tsx';
import { type ShownLink, useLinkDialog } from './link-store.ts';

/**
 * A candidate's link as a QR code large enough for a phone held over the desk, as text, and where it
 * works. Its own small store opens it: after sending, and from a certificate.
 */
export function LinkDialog() {
  const { t } = useTranslation(['certificates', 'app']);
  const localized = useLocalized();
  const { shown, close } = useLinkDialog();
  // While the dialog fades away, it keeps showing what it showed.
  const [last, setLast] = useState<ShownLink>();
  useEffect(() => {
    if (shown) setLast(shown);
  }, [shown]);
  const link = shown ?? last;
  return (
    <Modal
      opened={shown !== undefined}
      onClose={close}
      size={440}
      // Above the certificate's drawer, which it is opened from.
      zIndex={320}
      title={
        link &&
        t('link.title', { name: link.name, kind: localized(certificateKind(link.kind).label) })
      }
      closeButtonProps={{ 'aria-label': t('app:actions.close') }}
    >
      {link && <Content link={link} />}
    </Modal>
  );
}

function Content({ link: { token, name } }: { link: ShownLink }) {
  const { t } = useTranslation('certificates');
  const { data: workspace } = useWorkspace();
  const [copied, setCopied] = useState(false);
  const [place, setPlace] = useState<'central' | 'office'>('central');
  if (!workspace) return null;
  const { central_candidate_url: central } = workspace;
  const office = officeAddresses(workspace);
  const address = (place === 'office' && office[0]) || linkAddresses(workspace)[0];
  if (!address) return <Caution tone="red">{t('drawer.request.noAddress')}</Caution>;
  const link = address + candidatePagePath(token);
  const copy = async () => {
    if (!(await copyText(link))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <Stack gap="sm">
      {central !== null && office.length > 0 && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('link.works')}
          value={place}
          onChange={(value) => setPlace(value === 'office' ? 'office' : 'central')}
          data={[
            {
              value: 'central',
              label: t(isPrivateAddress(central) ? 'link.byCentreNetwork' : 'link.byCentre'),
            },
            { value: 'office', label: t('link.byOffice') },
          ]}
        />
      )}
      <div className={classes.code}>
        <QrCode text={link} label={t('link.qr', { name })} />
      </div>
      <Text size="sm" ta="center">
        {t('link.scan')}
      </Text>
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
          data-autofocus
          onClick={copy}
          leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
        >
          {copied ? t('drawer.request.copied') : t('drawer.request.copy')}
        </Button>
      </Group>
      <LinkNetworks workspace={workspace} used={address} />
    </Stack>
  );
}
