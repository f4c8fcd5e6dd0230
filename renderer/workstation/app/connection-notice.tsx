import { Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveConnection } from '../api/live-events.ts';
import { useDelayed } from '../ui/use-delayed.ts';

/** Says that live updates have stopped, once the break lasts. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const lost = useLiveConnection(({ connected }) => connected === false);
  const shown = useDelayed(lost, 2_000);
  return (
    <div role="status">
      {shown && (
        <Text c="red" size="sm" mr="xs" style={{ display: 'flex', gap: 4, alignItems: 'center' }}>
          <IconPlugConnectedX size={16} stroke={1.7} />
          {t('live.lost')}
        </Text>
      )}
    </div>
  );
}
