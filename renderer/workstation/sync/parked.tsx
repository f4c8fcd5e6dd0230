import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dismissParked, type ParkedOperationAnswer } from '../../../shared/api/sync.ts';
import { Loaded } from '../privacy/loaded.tsx';
import classes from './sync.module.css';
import { useParked, useSyncCommand } from './sync-queries.ts';

/** Changes that were refused, with why; those of this device can be taken off the list. */
export function Parked() {
  const { t } = useTranslation('sync');
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {t('parked.title')}
      </Title>
      <Loaded query={useParked()}>
        {({ dataList }) => (
          <Stack gap="xs">
            {dataList.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('parked.none')}
              </Text>
            )}
            {dataList.map((operation) => (
              <Entry key={operation.parked_id} operation={operation} />
            ))}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}

function Entry({ operation }: { operation: ParkedOperationAnswer }) {
  const { t } = useTranslation('sync');
  const dismiss = useSyncCommand(dismissParked);
  const { parked_id, direction, subject, entity_text, command_text } = operation;
  return (
    <Group className={classes.entry} justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {[subject, entity_text, command_text].filter(Boolean).join(' · ')}
        </Text>
        <Text size="sm" c="var(--tone-red-text)">
          {operation.reason_text}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[
            t(`parked.${direction}`),
            operation.at.slice(0, 16),
            ...operation.values.map(({ label, value }) => `${label}: ${value}`),
          ].join(' · ')}
        </Text>
      </div>
      {direction === 'sent' && (
        <Button
          variant="default"
          size="compact-sm"
          style={{ flexShrink: 0 }}
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate({ parked_id })}
        >
          {t('actions.dismiss')}
        </Button>
      )}
    </Group>
  );
}
