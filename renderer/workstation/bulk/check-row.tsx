import { ActionIcon, Button, Checkbox, Popover, Text, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkItem, fixBulkItem } from '../../../shared/api/bulk.ts';
import { useBulkCommand, useChooseRow } from './bulk-queries.ts';
import classes from './check.module.css';

interface CheckRowProps {
  jobId: number;
  item: BulkItem;
  /** The row whose mail is shown beside the list. */
  shown: boolean;
  /** Shows the row's mail; absent where nothing is sent. */
  onShow: ((item: BulkItem) => void) | undefined;
}

/** A row of a check: in or out, who it is, what was found, and what puts it right. */
export function CheckRow({ jobId, item, shown, onShow }: CheckRowProps) {
  const { t } = useTranslation('bulk');
  const choose = useChooseRow(jobId);
  /** What the recruiter has just clicked, until the row says so itself. */
  const [wanted, setWanted] = useState<boolean>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row has changed, whatever to.
  useEffect(() => setWanted(undefined), [item]);
  const fixes = new Set(item.findings.flatMap(({ fix }) => fix ?? []));
  return (
    <li className={classes.row} data-shown={shown || undefined}>
      <Checkbox
        size="xs"
        aria-label={t('check.includeRow', { name: item.resume_name })}
        checked={wanted ?? item.state === 'waiting'}
        disabled={item.blocked}
        onChange={(event) => {
          setWanted(event.currentTarget.checked);
          void choose(item, event.currentTarget.checked);
        }}
      />
      <div className={classes.who}>
        <div className={classes.line}>
          <span className={classes.name}>{item.resume_name || `#${item.application_id}`}</span>
          <span className={classes.minor} title={item.position_name}>
            {item.position_name}
          </span>
        </div>
        {onShow && item.resume_email && <div className={classes.minor}>{item.resume_email}</div>}
        {item.findings.map(({ code, level, text }) => (
          <div key={code} className={classes.finding} data-level={level}>
            {text}
          </div>
        ))}
      </div>
      {[...fixes].map((fix) => (
        <FixContact key={fix} jobId={jobId} item={item} fix={fix} />
      ))}
      {onShow && (
        <ActionIcon
          aria-label={t('check.show', { name: item.resume_name })}
          title={t('check.show', { name: item.resume_name })}
          aria-pressed={shown}
          onClick={() => onShow(item)}
        >
          <IconEye size={16} stroke={1.6} />
        </ActionIcon>
      )}
    </li>
  );
}

/** Gives a row an address or a number for this job. */
function FixContact(props: { jobId: number; item: BulkItem; fix: 'email' | 'phone' }) {
  const { jobId, item, fix } = props;
  const { t } = useTranslation('bulk');
  const [open, setOpen] = useState(false);
  const known = fix === 'email' ? item.resume_email : item.resume_phone;
  const [value, setValue] = useState(known);
  const save = useBulkCommand(fixBulkItem);
  const label = t(fix === 'email' ? 'check.fixEmail' : 'check.fixPhone');
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const contact = fix === 'email' ? { resume_email: value } : { resume_phone: value };
            save.mutate(
              { job_id: jobId, item_id: item.item_id, ...contact },
              { onSuccess: () => setOpen(false) },
            );
          }}
        >
          <TextInput
            label={t('check.fixFor', { name: item.resume_name })}
            description={t('check.fixHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            type={fix === 'email' ? 'email' : 'tel'}
            value={value}
            maxLength={fix === 'email' ? 320 : 32}
            data-autofocus
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Button type="submit" mt="xs" fullWidth loading={save.isPending}>
            {t('check.save')}
          </Button>
          {save.error && (
            <Text size="xs" c="var(--tone-red-text)" mt={4}>
              {save.error.message}
            </Text>
          )}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
