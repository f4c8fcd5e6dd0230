import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ErasureReceipt } from '../../../shared/api/privacy.ts';
import { saveFile } from '../pipeline/export/save-file.ts';
import { formatBytes } from './format-bytes.ts';
import { Loaded } from './loaded.tsx';
import classes from './privacy.module.css';
import { useReceipts } from './privacy-queries.ts';

/** What was erased, when and by whom, each to be downloaded. */
export function Receipts() {
  const { t } = useTranslation('privacy');
  return (
    <Loaded query={useReceipts()}>
      {({ dataList }) => (
        <Stack gap="xs">
          {dataList.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('candidates.noReceipts')}
            </Text>
          )}
          {dataList.map((receipt) => (
            <Receipt key={receipt.erasure_receipt_id} receipt={receipt} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function Receipt({ receipt }: { receipt: ErasureReceipt }) {
  const { t } = useTranslation('privacy');
  const { erasure_receipt_id: id, ...content } = receipt;
  const rows = Object.values(receipt.rows).reduce((sum, count) => sum + count, 0);
  return (
    <Group className={classes.person} justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm">
          {t('candidates.receipt', {
            time: receipt.erased_at,
            who: receipt.erased_by,
            rows,
            files: receipt.files,
            size: formatBytes(receipt.bytes),
          })}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" truncate>
          {receipt.sha256}
        </Text>
      </div>
      <Button
        variant="default"
        style={{ flexShrink: 0 }}
        onClick={() =>
          saveFile({
            name: t('candidates.receiptName', { id }),
            content: new Blob([`${JSON.stringify(content, null, 2)}\n`], {
              type: 'application/json',
            }),
          })
        }
      >
        {t('candidates.download')}
      </Button>
    </Group>
  );
}
