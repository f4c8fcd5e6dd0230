import { Alert, Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../ui/copy-text.ts';
import { QrCode } from './qr-code.tsx';

/** Where candidates reach this machine: the address that links use, its QR code, and the others. */
export function CandidateAddresses({ urls }: { urls: readonly string[] }) {
  const { t } = useTranslation('workspace');
  const [copied, setCopied] = useState(false);
  const [first, ...others] = urls;
  if (!first) {
    return (
      <Alert color="red" icon={<IconPlugConnectedX size={18} />} py={8}>
        {t('candidates.off')}
      </Alert>
    );
  }
  const copy = async () => {
    if (!(await copyText(first))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <Group gap="lg" align="flex-start" wrap="nowrap">
      <Stack gap={4} align="center" w={132} style={{ flexShrink: 0 }}>
        <QrCode text={first} label={t('candidates.qr', { address: first })} />
        <Text size="xs" c="dimmed" ta="center">
          {t('candidates.qrHint')}
        </Text>
      </Stack>
      <Stack gap={8} miw={0}>
        <Title order={3} size="h4">
          {t('candidates.addresses')}
        </Title>
        <Text size="xs" c="dimmed">
          {t('candidates.first')}
        </Text>
        <Group gap={8}>
          <Code fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {first}
          </Code>
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          >
            {copied ? t('candidates.copied') : t('candidates.copy')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('candidates.hint')}
        </Text>
        {others.length > 0 && (
          <>
            <Text size="xs" c="dimmed">
              {t('candidates.others')}
            </Text>
            {others.map((url) => (
              <Code key={url} style={{ overflowWrap: 'anywhere' }}>
                {url}
              </Code>
            ))}
          </>
        )}
      </Stack>
    </Group>
  );
}
