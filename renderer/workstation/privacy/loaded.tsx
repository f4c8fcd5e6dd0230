import { Button, Loader, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../ui/use-delayed.ts';

/** Shows what a query answered; until then a late spinner, or the failure with a way on. */
export function Loaded<Data>(props: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  const { t } = useTranslation('privacy');
  const { data, error, isPending, refetch } = props.query;
  const slow = useDelayed(isPending);
  if (data !== undefined) return props.children(data);
  return (
    <Stack align="flex-start" gap="xs" role="status">
      {error && <Text c="red">{error.message}</Text>}
      {error && (
        <Button variant="default" onClick={() => refetch()}>
          {t('retry')}
        </Button>
      )}
      {slow && <Loader size="sm" aria-label={t('loading')} />}
    </Stack>
  );
}
