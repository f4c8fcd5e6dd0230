import {
  Anchor,
  Button,
  Group,
  Loader,
  Pagination,
  ScrollArea,
  SegmentedControl,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { IconMailOff, IconMailPause } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageStage } from '../../../shared/api/outbox.ts';
import { messageStageNames, messageStages } from '../../../shared/catalogue/message-stages.ts';
import { useUi } from '../app/ui-store.ts';
import { useWorkspace } from '../app/use-workspace.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { Caution } from '../ui/caution.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { MessageRow } from './message-row.tsx';
import classes from './outbox.module.css';
import { messagesPerPage, useMessages, useOutboxLiveUpdates } from './outbox-queries.ts';

/** Every message on its way out or gone: state, the server's words, retry and cancel. */
export default function OutboxPage() {
  const { t } = useTranslation('outbox');
  const localized = useLocalized();
  const [state, setState] = useState<MessageStage | 'all'>('all');
  const [page, setPage] = useState(1);
  useOutboxLiveUpdates();
  const messages = useMessages(state === 'all' ? undefined : state, page);
  const slow = useDelayed(messages.isPending);
  const rows = messages.data?.dataList;
  const pages = Math.ceil((messages.data?.pagination.total ?? 0) / messagesPerPage);
  return (
    <div className={classes.page}>
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h2">
          {t('title')}
        </Title>
        <SegmentedControl
          aria-label={t('filter')}
          value={state}
          onChange={(value) => {
            setState(value as typeof state);
            setPage(1);
          }}
          data={[
            { value: 'all', label: t('all') },
            ...messageStageNames.map((value) => ({
              value,
              label: localized(messageStages[value].label),
            })),
          ]}
        />
      </Group>
      <MailMissing />
      <section className={classes.panel} aria-label={t('title')}>
        {messages.isError && !rows && (
          <Notice title={t('failedToLoad')} hint={messages.error.message}>
            <Button variant="default" onClick={() => messages.refetch()}>
              {t('reload')}
            </Button>
          </Notice>
        )}
        {slow && <Loader size="sm" m="auto" />}
        {rows?.length === 0 && (
          <Notice
            title={state === 'all' ? t('empty.title') : t('emptyFiltered.title')}
            hint={state === 'all' ? t('empty.hint') : t('emptyFiltered.hint')}
          />
        )}
        {rows && rows.length > 0 && (
          <ScrollArea className={classes.scroll} viewportProps={{ tabIndex: 0 }}>
            <Table stickyHeader highlightOnHover className={classes.table}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={114}>{t('columns.state')}</Table.Th>
                  <Table.Th w={76}>{t('columns.kind')}</Table.Th>
                  <Table.Th w="18%">{t('columns.recipient')}</Table.Th>
                  <Table.Th>{t('columns.subject')}</Table.Th>
                  <Table.Th w={84}>{t('columns.attempts')}</Table.Th>
                  <Table.Th w={134}>{t('columns.updated')}</Table.Th>
                  <Table.Th w={156}>
                    <span className="visually-hidden">{t('columns.actions')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((message) => (
                  <MessageRow key={message.message_id} message={message} />
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
        )}
      </section>
      {pages > 1 && (
        <Pagination
          size="sm"
          total={pages}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': control })}
        />
      )}
    </div>
  );
}

function Notice(props: { title: string; hint: string; children?: React.ReactNode }) {
  return (
    <div className={classes.notice} role="status">
      <IconMailPause size={34} stroke={1.3} aria-hidden />
      <Text fw={600}>{props.title}</Text>
      <Text c="dimmed">{props.hint}</Text>
      {props.children}
    </div>
  );
}

function MailMissing() {
  const { t } = useTranslation('outbox');
  const { data: workspace } = useWorkspace();
  const { openSettingsSection } = useUi();
  if (workspace?.mail_account !== 'none') return null;
  return (
    <Caution tone="orange" icon={<IconMailOff size={16} />}>
      {t('mailMissing.text')}{' '}
      <Anchor
        component="button"
        type="button"
        inherit
        c="inherit"
        underline="always"
        onClick={() => openSettingsSection('mail')}
      >
        {t('mailMissing.action')}
      </Anchor>
    </Caution>
  );
}
