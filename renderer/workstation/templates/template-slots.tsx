import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Menu,
  NumberInput,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { slotLimits, type TemplateSlot } from '../../../shared/api/certificate-slots.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import {
  ownSlotKey,
  slotDefinition,
  slotsOfKind,
} from '../../../shared/catalogue/certificate-slots.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { moved, newOwnSlot } from './slot-list.ts';
import classes from './templates.module.css';

interface TemplateSlotsProps {
  group: string;
  slots: readonly TemplateSlot[];
  onChange: (slots: readonly TemplateSlot[]) => void;
}

/**
 * What a request with this template asks for by name, in order. Nothing for groups that ask for no
 * certificate; without a slot, files are asked for as a whole.
 */
export function TemplateSlots({ group, slots, onChange }: TemplateSlotsProps) {
  const { t } = useTranslation('templates');
  const localized = useLocalized();
  const kind = certificateKinds.find(({ templateGroup }) => templateGroup === group)?.kind;
  if (!kind) return null;
  const free = slotsOfKind(kind).filter(
    ({ key }) => !slots.some(({ slot_key }) => slot_key === key),
  );
  const change = (index: number, fields: Partial<TemplateSlot>) =>
    onChange(slots.map((slot, other) => (other === index ? { ...slot, ...fields } : slot)));
  return (
    <Stack gap={8} role="group" aria-label={t('slots.title')}>
      <Group justify="space-between">
        <div>
          <Text size="sm" fw={500}>
            {t('slots.title')}
          </Text>
          <Text size="xs" c="dimmed">
            {slots.length > 0 ? t('slots.hint') : t('slots.none')}
          </Text>
        </div>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button
              variant="default"
              disabled={slots.length >= slotLimits.slots}
              leftSection={<IconPlus size={15} aria-hidden />}
            >
              {t('slots.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map(({ key, label, required, maxFiles }) => (
              <Menu.Item
                key={key}
                onClick={() =>
                  onChange([
                    ...slots,
                    { slot_key: key, label: '', note: '', required, max_files: maxFiles },
                  ])
                }
              >
                {localized(label)}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => onChange([...slots, newOwnSlot(slots, t('slots.own'))])}>
              {t('slots.addOwn')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {slots.map((slot, index) => {
        const definition = slotDefinition(slot.slot_key);
        const name = slot.label || (definition ? localized(definition.label) : t('slots.own'));
        const own = ownSlotKey.test(slot.slot_key);
        return (
          <fieldset key={slot.slot_key} className={classes.slot} aria-label={name}>
            <Group gap={6} wrap="nowrap" align="flex-end">
              <TextInput
                flex={1}
                label={own ? t('slots.name') : t('slots.nameOwn')}
                placeholder={definition && localized(definition.label)}
                value={slot.label}
                maxLength={slotLimits.label}
                required={own}
                error={own && slot.label.trim() === '' && t('required')}
                onChange={(event) => change(index, { label: event.currentTarget.value })}
              />
              <NumberInput
                w={92}
                label={t('slots.files')}
                value={slot.max_files}
                min={1}
                max={slotLimits.files}
                clampBehavior="strict"
                allowDecimal={false}
                onChange={(value) => change(index, { max_files: Math.max(1, Number(value) || 1) })}
              />
              <Checkbox
                pb={8}
                label={t('slots.required')}
                checked={slot.required}
                onChange={(event) => change(index, { required: event.currentTarget.checked })}
              />
              {(
                [
                  [t('slots.up', { name }), IconArrowUp, -1, index === 0],
                  [t('slots.down', { name }), IconArrowDown, 1, index === slots.length - 1],
                ] as const
              ).map(([label, Icon, step, disabled]) => (
                <Tooltip key={label} label={label}>
                  <ActionIcon
                    mb={3}
                    aria-label={label}
                    disabled={disabled}
                    onClick={() => onChange(moved(slots, index, step))}
                  >
                    <Icon size={16} />
                  </ActionIcon>
                </Tooltip>
              ))}
              <Tooltip label={t('slots.remove', { name })}>
                <ActionIcon
                  mb={3}
                  aria-label={t('slots.remove', { name })}
                  onClick={() => onChange(slots.filter((_slot, other) => other !== index))}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Tooltip>
            </Group>
            <TextInput
              mt={6}
              aria-label={`${name}: ${t('slots.note')}`}
              placeholder={t('slots.note')}
              value={slot.note}
              maxLength={slotLimits.note}
              onChange={(event) => change(index, { note: event.currentTarget.value })}
            />
          </fieldset>
        );
      })}
    </Stack>
  );
}
