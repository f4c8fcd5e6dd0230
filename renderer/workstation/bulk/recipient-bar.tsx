import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './bulk-dialog.module.css';
import type { Recipient } from './recipients.ts';

/** Whose mail is shown, and the ones before and after. */
export function RecipientBar(props: {
  recipient: Recipient | null | undefined;
  /** From 0. */
  index: number;
  count: number;
  onIndex(index: number): void;
}) {
  const { recipient, index, count, onIndex } = props;
  const { t } = useTranslation('bulk');
  return (
    <section className={classes.recipient} aria-label={t('recipient.label')}>
      {recipient ? (
        <>
          <span className={classes.recipientName}>{recipient.resume_name}</span>
          <span className={classes.recipientMinor} title={recipient.position_name}>
            {recipient.resume_email} · {recipient.position_name}
          </span>
        </>
      ) : (
        <span className={classes.recipientMinor}>{count === 0 && t('recipient.none')}</span>
      )}
      {count > 0 && (
        <span className={classes.position} aria-live="polite">
          {t('recipient.position', { index: index + 1, count })}
        </span>
      )}
      <ActionIcon
        aria-label={t('recipient.previous')}
        disabled={index <= 0}
        onClick={() => onIndex(index - 1)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('recipient.next')}
        disabled={index + 1 >= count}
        onClick={() => onIndex(index + 1)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </section>
  );
}
