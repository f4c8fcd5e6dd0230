import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { filesOfMessage } from '../../attached-files/attached-file.ts';
import { AttachedFileLine } from '../../attached-files/file-names.tsx';
import { MessageBadge, MessageButtons, MessageTrouble } from '../../outbox/message-parts.tsx';
import { useCertificateMessages } from './certificate-queries.ts';
import { DrawerSection } from './section.tsx';
import { shortTime } from './short-time.ts';

/** Whether the mail and the text message of a request have left, and what stopped them. */
export function DeliverySection({ certificateId }: { certificateId: number }) {
  const { t } = useTranslation(['certificates', 'outbox']);
  const messages = useCertificateMessages(certificateId);
  return (
    <DrawerSection title={t('drawer.delivery.title')}>
      {messages.isError && (
        <Group gap="xs">
          <Text size="sm" c="var(--tone-red-text)">
            {t('drawer.delivery.failed')}
          </Text>
          <Button variant="default" onClick={() => messages.refetch()}>
            {t('preview.retry')}
          </Button>
        </Group>
      )}
      {messages.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('drawer.delivery.none')}
        </Text>
      )}
      {messages.data?.map((message) => (
        <Group key={message.message_id} gap={8} wrap="nowrap" align="flex-start">
          <MessageBadge message={message} />
          <Stack gap={0} flex={1} miw={0}>
            <Text size="sm" truncate>
              {t(`outbox:kinds.${message.kind}`)} · {shortTime(message.updated_at)}
            </Text>
            <AttachedFileLine files={filesOfMessage(message)} />
            <MessageTrouble message={message} />
          </Stack>
          <MessageButtons message={message} />
        </Group>
      ))}
    </DrawerSection>
  );
}
