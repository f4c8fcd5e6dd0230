import { Button } from '@mantine/core';
import { IconMail, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filesOfMessage } from '../attached-files/attached-file.ts';
import { AttachedFileLine } from '../attached-files/file-names.tsx';
import { MessageBadge, MessageTrouble } from '../outbox/message-parts.tsx';
import { useApplicationMessages } from './application-queries.ts';
import classes from './panel-lists.module.css';

const few = 5;
const many = 200;

/** What was sent to the candidate about an application, and what became of each message. */
export function MessageTrace({ applicationId }: { applicationId: number }) {
  const { t } = useTranslation(['applications', 'pipeline', 'app']);
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useApplicationMessages(applicationId, all ? many : few);
  const total = data?.pagination.total ?? 0;
  if (error) {
    return (
      <section className={classes.section}>
        <h3>{t('messages')}</h3>
        <p className={classes.detail}>{error.message}</p>
        <Button variant="default" mt={6} onClick={() => void refetch()}>
          {t('app:errors.retry')}
        </Button>
      </section>
    );
  }
  if (!data || total === 0) return null;
  return (
    <section className={classes.section}>
      <h3>{t('messages')}</h3>
      <ul className={classes.list}>
        {data.dataList.map((message) => {
          const Icon = message.kind === 'sms' ? IconMessage : IconMail;
          return (
            <li key={message.message_id} className={classes.message}>
              <span className={classes.head}>
                <Icon size={15} stroke={1.6} aria-label={t(`pipeline:mail.${message.kind}`)} />
                <span className={classes.title} title={message.subject}>
                  {message.subject || message.recipient}
                </span>
                <MessageBadge message={message} />
              </span>
              <span className={classes.detail}>
                {message.recipient} · <time>{message.updated_at.slice(0, 16)}</time>
              </span>
              <AttachedFileLine files={filesOfMessage(message)} />
              <MessageTrouble message={message} />
            </li>
          );
        })}
      </ul>
      {!all && total > few && (
        <Button variant="subtle" px={6} mt={4} onClick={() => setAll(true)}>
          {t('allMessages', { count: total })}
        </Button>
      )}
    </section>
  );
}
