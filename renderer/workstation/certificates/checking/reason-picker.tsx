import {
  Button,
  CloseButton,
  Group,
  Kbd,
  Popover,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { IconMessage2Question } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import { reviewReason, reviewReasons } from '../../../../shared/catalogue/review-reasons.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { isCovered, isTyping } from '../../ui/keys.ts';
import { useOwnKey } from '../../ui/own-keys.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import classes from './checking.module.css';
import { useInnerDialog } from './inner-dialogs.ts';
import { toggleReason, type VerdictWords } from './verdict-words.ts';

interface ReasonPickerProps {
  words: VerdictWords;
  onChange: (words: VerdictWords) => void;
  slots: readonly CertificateSlot[];
  /** The slot of the file in view: what a reason is about unless another is chosen. */
  slotInView: string;
}

/** Coded reasons of a verdict, chosen by digit: E, 1, Esc, 3 fails for a blurred picture. */
export function ReasonPicker(props: ReasonPickerProps) {
  const { words, onChange, slots, slotInView } = props;
  const { t } = useTranslation('checking');
  const localized = useLocalized();
  const root = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const [chosenSlot, setChosenSlot] = useState<string>();
  const target = chosenSlot ?? slotInView;
  const open = (next: boolean) => {
    setChosenSlot(undefined);
    setOpened(next);
  };
  const key = useOwnKey()('e');
  useShortcut(
    'e',
    t('reasons.title'),
    () => {
      if (!isCovered(root.current)) open(true);
    },
    'everywhere',
  );
  useInnerDialog(opened);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (opened && event.key === 'Escape') {
      event.preventDefault();
      open(false);
    }
    if (!opened || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const reason = reviewReasons[Number(event.key) - 1];
    if (!reason) return;
    event.preventDefault();
    onChange(toggleReason(words, { slot_key: target, reason_code: reason.code }));
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // Ahead of the verdicts, whose keys are digits too.
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);
  const nameOf = (key: string) => {
    const slot = slots.find(({ slot_key }) => slot_key === key);
    return slot && localized(slot.label);
  };
  return (
    <div ref={root} className={classes.reasons}>
      <Popover
        opened={opened}
        onChange={open}
        width={340}
        position="top-start"
        trapFocus
        withinPortal
      >
        <Popover.Target>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => open(!opened)}
            aria-keyshortcuts={key}
            leftSection={<IconMessage2Question size={15} aria-hidden />}
            rightSection={
              <Kbd size="xs" aria-hidden>
                {key.toUpperCase()}
              </Kbd>
            }
          >
            {t('reasons.add')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('reasons.title')}>
          <Stack gap="xs">
            {slots.length > 0 && (
              <Select
                aria-label={t('reasons.of')}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                value={target}
                data={[
                  { value: '', label: t('reasons.whole') },
                  ...slots.map(({ slot_key, label }) => ({
                    value: slot_key,
                    label: localized(label),
                  })),
                ]}
                onChange={(value) => setChosenSlot(value ?? '')}
              />
            )}
            <fieldset className={classes.reasonList} aria-label={t('reasons.title')}>
              {reviewReasons.map(({ code, label }, index) => (
                <Button
                  key={code}
                  size="compact-sm"
                  variant={
                    words.reasons.some(
                      (reason) => reason.reason_code === code && reason.slot_key === target,
                    )
                      ? 'filled'
                      : 'default'
                  }
                  aria-pressed={words.reasons.some(
                    (reason) => reason.reason_code === code && reason.slot_key === target,
                  )}
                  justify="flex-start"
                  {...(index === 0 && { 'data-autofocus': true })}
                  onClick={() =>
                    onChange(toggleReason(words, { slot_key: target, reason_code: code }))
                  }
                  leftSection={
                    <Kbd size="xs" className={classes.key} aria-hidden>
                      {index + 1}
                    </Kbd>
                  }
                >
                  {localized(label)}
                </Button>
              ))}
            </fieldset>
            <Textarea
              value={words.candidateRemark}
              onChange={(event) =>
                onChange({ ...words, candidateRemark: event.currentTarget.value })
              }
              label={t('reasons.remark')}
              placeholder={t('reasons.remarkPlaceholder')}
              maxLength={500}
              autosize
              minRows={1}
              maxRows={4}
            />
            <Text size="xs" c="dimmed">
              {t('reasons.hint')}
            </Text>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {words.reasons.map((reason) => {
        const entry = reviewReason(reason.reason_code);
        const label = [nameOf(reason.slot_key), entry && localized(entry.label)]
          .filter(Boolean)
          .join(' · ');
        return (
          <Group
            key={`${reason.slot_key} ${reason.reason_code}`}
            className={classes.reason}
            gap={2}
          >
            <Text span size="xs">
              {label}
            </Text>
            <CloseButton
              size={18}
              iconSize={12}
              aria-label={t('reasons.remove', { reason: label })}
              onClick={() => onChange(toggleReason(words, reason))}
            />
          </Group>
        );
      })}
    </div>
  );
}
