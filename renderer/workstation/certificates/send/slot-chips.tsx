import { Chip, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TemplateSlot } from '../../../../shared/api/certificate-slots.ts';
import { slotDefinition } from '../../../../shared/catalogue/certificate-slots.ts';
import { useLocalized } from '../../i18n/i18n.ts';

interface SlotChipsProps {
  /** What the template asks for by name. */
  slots: readonly TemplateSlot[];
  /** Keys of those that this request asks for. */
  chosen: readonly string[];
  onChange: (keys: string[]) => void;
}

/** What the candidate is asked for by name; this request may leave some of it out. */
export function SlotChips({ slots, chosen, onChange }: SlotChipsProps) {
  const { t } = useTranslation('checking');
  const localized = useLocalized();
  if (slots.length === 0) return null;
  const order = (keys: readonly string[]) =>
    slots.map(({ slot_key }) => slot_key).filter((key) => keys.includes(key));
  return (
    <Stack gap={6} role="group" aria-label={t('slots.asked')}>
      <Text size="sm" fw={500}>
        {t('slots.asked')}
      </Text>
      <Group gap={6}>
        {slots.map(({ slot_key, label, required }) => {
          const definition = slotDefinition(slot_key);
          const name = label || (definition ? localized(definition.label) : slot_key);
          return (
            <Chip
              key={slot_key}
              size="xs"
              checked={chosen.includes(slot_key)}
              onChange={(checked) =>
                onChange(
                  checked
                    ? order([...chosen, slot_key])
                    : chosen.filter((other) => other !== slot_key),
                )
              }
            >
              {required ? `${name} *` : name}
            </Chip>
          );
        })}
      </Group>
      {chosen.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('slots.askedNone')}
        </Text>
      )}
    </Stack>
  );
}
