import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DialogFooter } from '../ui/dialog-footer.tsx';
import { useBulk } from './bulk-store.ts';
import type { Preflight } from './use-preflight.ts';

/** What keeps it from going on, how many are left out, and the button that does it. */
export function BulkFooter(props: {
  action: 'send' | 'move' | 'eliminate' | 'restore';
  preflight: Preflight;
  remark?: string | undefined;
  /** Goes back to what was written, where there is a step before. */
  onBack?: (() => void) | undefined;
}) {
  const { action, preflight, remark, onBack } = props;
  const { t } = useTranslation(['bulk', 'app']);
  const closeBulk = useBulk((state) => state.closeBulk);
  const { job, checking, start, error } = preflight;
  const failure = start.error ?? error;
  const ready = job?.state === 'ready' && !checking;
  const waiting = job?.counts.waiting ?? 0;
  const leftOut = job?.counts.left_out ?? 0;
  return (
    <DialogFooter
      outcome={
        <>
          {failure && (
            <Alert color="red" py={7} px={10} role="alert">
              {failure.message}
            </Alert>
          )}
          {!failure && ready && waiting === 0 && (
            <Text size="sm" c="var(--tone-red-text)">
              {t('check.none')}
            </Text>
          )}
          {!failure && ready && waiting > 0 && leftOut > 0 && (
            <Text size="sm" c="dimmed">
              {t('leftOut', { count: leftOut })}
            </Text>
          )}
        </>
      }
    >
      {onBack && (
        <Button variant="default" size="sm" onClick={onBack}>
          {t('back')}
        </Button>
      )}
      <Button variant="default" size="sm" onClick={closeBulk}>
        {t('app:actions.cancel')}
      </Button>
      <Button
        size="sm"
        color={action === 'eliminate' ? 'red' : undefined}
        disabled={!ready || waiting === 0}
        loading={start.isPending}
        onClick={() => start.mutate(remark)}
      >
        {t(`confirm.${action}`, { count: waiting })}
      </Button>
    </DialogFooter>
  );
}
