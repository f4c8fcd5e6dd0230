import { Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import {
  type ReviewReasonCode,
  reviewReasons,
} from '../../../../shared/catalogue/review-reasons.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import type { AskDraft } from './ask-draft.ts';
import classes from './checking.module.css';

interface AskSlotsProps {
  slots: readonly CertificateSlot[];
  draft: AskDraft;
  onChange: (fields: Partial<AskDraft>) => void;
}

/** The slots of a request; those ticked are asked for again, each with its reason. */
export function AskSlots({ slots, draft, onChange }: AskSlotsProps) {
  const { t } = useTranslation('checking');
  const localized = useLocalized();
  const set = (key: string, entry: AskDraft['slots'][string] | undefined) => {
    const { [key]: _before, ...others } = draft.slots;
    onChange({ slots: entry ? { ...others, [key]: entry } : others });
  };
  return (
    <Stack gap={8} role="group" aria-label={t('asking.which')}>
      <Text fw={600} size="sm">
        {t('asking.which')}
      </Text>
      <Text size="xs" c="dimmed" mt={-6}>
        {t('asking.whichHint')}
      </Text>
      {slots.map(({ slot_key, label }, index) => {
        const entry = draft.slots[slot_key];
        const name = localized(label);
        return (
          <div key={slot_key} className={classes.slotChoice}>
            <Checkbox
              label={name}
              data-autofocus={index === 0 || undefined}
              checked={entry !== undefined}
              onChange={(event) =>
                set(
                  slot_key,
                  event.currentTarget.checked ? { reason: 'blurred', remark: '' } : undefined,
                )
              }
            />
            {entry && (
              <Stack gap={6} mt={8}>
                <Select
                  aria-label={`${name}: ${t('asking.reason')}`}
                  allowDeselect={false}
                  value={entry.reason}
                  data={reviewReasons.map((reason) => ({
                    value: reason.code,
                    label: localized(reason.label),
                  }))}
                  onChange={(reason) =>
                    reason && set(slot_key, { ...entry, reason: reason as ReviewReasonCode })
                  }
                />
                <TextInput
                  aria-label={`${name}: ${t('asking.slotRemark')}`}
                  placeholder={t('asking.slotRemark')}
                  maxLength={500}
                  value={entry.remark}
                  onChange={(event) =>
                    set(slot_key, { ...entry, remark: event.currentTarget.value })
                  }
                />
              </Stack>
            )}
          </div>
        );
      })}
    </Stack>
  );
}
