import { Button, Group, Menu, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import type { Column } from '../../../shared/catalogue/columns.ts';
import { type StatusOption, statusOptions } from '../../../shared/catalogue/status-options.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { cellTypes } from '../pipeline/table/cell-registry.tsx';
import { findStatusOption, ToneBadge } from '../ui/status-badge.tsx';
import classes from './application-panel.module.css';
import type { Fact } from './facts.ts';
import { useFieldEdit } from './use-field-edit.ts';

interface FactProps {
  column: Column;
  row: ApplicationRow;
}

/** A value of an application: drawn like its cell and, where it can be set by hand, a button. */
export function FactValue({ fact: { column, field }, row }: { fact: Fact; row: ApplicationRow }) {
  if (!field || row.list_state !== 1) {
    const { Cell } = cellTypes[column.type];
    return <Cell column={column} row={row} />;
  }
  return field.type === 'status' ? (
    <StatusFact column={column} row={row} />
  ) : (
    <TimeFact column={column} row={row} />
  );
}

function StatusFact({ column, row }: FactProps) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const edit = useFieldEdit(row.application_id);
  const label = localized(column.label);
  const current = Number(row[column.key as keyof ApplicationRow] ?? 0);
  const options: readonly StatusOption[] = column.options ? statusOptions[column.options] : [];
  const chosen = column.options && findStatusOption(column.options, current);
  const set = (value: number) =>
    value !== current && edit.mutate({ key: column.key, label, value });
  return (
    <Menu position="bottom-start" returnFocus>
      <Menu.Target>
        <FactButton
          column={column}
          row={row}
          value={chosen ? localized(chosen.label) : t('noValue')}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        <Menu.RadioGroup value={String(current)} onChange={(value) => set(Number(value))}>
          {options.map(({ value, tone, label: text }) => (
            <Menu.RadioItem key={value} value={String(value)} closeMenuOnClick>
              <ToneBadge tone={tone}>{localized(text)}</ToneBadge>
            </Menu.RadioItem>
          ))}
          <Menu.Divider />
          <Menu.RadioItem value="0" closeMenuOnClick>
            {t('noValue')}
          </Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function TimeFact({ column, row }: FactProps) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const label = localized(column.label);
  const edit = useFieldEdit(row.application_id);
  const [open, setOpen] = useState(false);
  const value = row[column.key as keyof ApplicationRow] as string | null;
  const set = (next: string | null) => {
    setOpen(false);
    if (next !== value) edit.mutate({ key: column.key, label, value: next });
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <FactButton
          column={column}
          row={row}
          value={value ?? t('noValue')}
          onClick={() => setOpen(!open)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <TimeForm type={column.type} label={label} value={value} onSet={set} />
      </Popover.Dropdown>
    </Popover>
  );
}

function TimeForm(props: {
  type: Column['type'];
  label: string;
  value: string | null;
  onSet(value: string | null): void;
}) {
  const { type, label, value, onSet } = props;
  const { t } = useTranslation(['applications', 'app']);
  const isDate = type === 'date';
  const [text, setText] = useState((value ?? '').slice(0, isDate ? 10 : 16).replace(' ', 'T'));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSet(text === '' ? null : isDate ? text : `${text.replace('T', ' ')}:00`);
      }}
    >
      <TextInput
        label={label}
        type={isDate ? 'date' : 'datetime-local'}
        // Without it, browsers take years of six digits.
        max={isDate ? '9999-12-31' : '9999-12-31T23:59'}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs" mt="sm">
        {value !== null && (
          <Button variant="subtle" color="gray" mr="auto" onClick={() => onSet(null)}>
            {t('clear')}
          </Button>
        )}
        <Button type="submit">{t('app:actions.save')}</Button>
      </Group>
    </form>
  );
}

/** The cell of a value as a button; further properties are those of the menu it opens. */
function FactButton({
  column,
  row,
  value,
  ...target
}: FactProps & { value: string } & ComponentProps<'button'>) {
  const { t } = useTranslation('applications');
  const localized = useLocalized();
  const { Cell } = cellTypes[column.type];
  return (
    <UnstyledButton
      {...target}
      className={classes.fact}
      aria-label={t('editFact', { field: localized(column.label), value })}
    >
      <Cell column={column} row={row} />
      <IconPencil size={13} stroke={1.7} className={classes.pencil} aria-hidden />
    </UnstyledButton>
  );
}
