import { Button, Group, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import type { Message } from '../../../shared/api/outbox.ts';
import { call } from '../api/client.ts';
import { useUi } from '../app/ui-store.ts';
import { filesOfMessage } from '../attached-files/attached-file.ts';
import { AttachedFileLine } from '../attached-files/file-names.tsx';
import { notifyError } from '../ui/notify.tsx';
import { MessageBadge, MessageButtons, MessageTrouble } from './message-parts.tsx';

/** One message of the outbox. */
export function MessageRow({ message }: { message: Message }) {
  const { t } = useTranslation('outbox');
  return (
    <Table.Tr>
      <Table.Td>
        <MessageBadge message={message} />
      </Table.Td>
      <Table.Td>{t(`kinds.${message.kind}`)}</Table.Td>
      <Table.Td>
        <Text size="sm" truncate title={message.recipient}>
          {message.recipient}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate title={message.subject}>
          {message.subject || t('noSubject')}
        </Text>
        <AttachedFileLine files={filesOfMessage(message)} />
        <MessageTrouble message={message} />
      </Table.Td>
      <Table.Td>{message.attempts}</Table.Td>
      <Table.Td>{message.updated_at.slice(0, 16)}</Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <MessageButtons message={message} />
          {message.certificate_id !== null && <OpenCertificate id={message.certificate_id} />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** A message does not say the kind of its certificate; the certificate's request does. */
function OpenCertificate({ id }: { id: number }) {
  const { t } = useTranslation('outbox');
  const { openCertificate } = useUi();
  const open = useMutation({
    mutationFn: () => call(degreeCertificate.getCertificateRequest, { certificate_id: id }),
    onSuccess: ({ kind }) => openCertificate(id, kind),
    onError: (error) => notifyError(error),
  });
  return (
    <Button variant="subtle" px={8} loading={open.isPending} onClick={() => open.mutate()}>
      {t('openCertificate')}
    </Button>
  );
}
