import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../../shared/api/candidates.ts';

/** How far an import is: sending, reading, then row by row. */
export function ImportProgress(props: {
  uploaded: number | undefined;
  status: ImportStatus | undefined;
  dryRun: boolean | undefined;
}) {
  const { uploaded, status, dryRun } = props;
  const { t } = useTranslation('imports');
  const total = status?.total ?? 0;
  const part = uploaded ?? (total > 0 ? (status?.processed ?? 0) / total : 0);
  const text =
    uploaded !== undefined
      ? t('import.sending')
      : total > 0
        ? t(dryRun ? 'import.checkingRows' : 'import.importingRows', {
            processed: status?.processed ?? 0,
            total,
          })
        : t('import.reading');
  return (
    <div role="status">
      <Text size="sm" mb={6}>
        {text}
      </Text>
      <Progress value={part * 100} aria-label={text} transitionDuration={200} />
    </div>
  );
}
