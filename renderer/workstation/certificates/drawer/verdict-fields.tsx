import { Button, Kbd, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import { isCovered } from '../../ui/keys.ts';
import { useOwnKey } from '../../ui/own-keys.ts';
import { useShortcutDescriptions } from '../../ui/shortcut-registry.ts';
import { ReasonPicker } from '../checking/reason-picker.tsx';
import type { VerdictWords } from '../checking/verdict-words.ts';
import classes from './drawer.module.css';
import { type Verdict, verdictOfKey, verdicts } from './verdicts.ts';

const icons = { pass: IconCheck, undecided: IconHelp, fail: IconX };

interface VerdictFieldsProps {
  /** The verdict that stands. */
  reviewStatus: number;
  remark: string;
  onRemarkChange: (remark: string) => void;
  words: VerdictWords;
  onWordsChange: (words: VerdictWords) => void;
  slots: readonly CertificateSlot[];
  /** The slot of the file in view. */
  slotInView: string;
  onVerdict: (verdict: Verdict) => void;
  /** A verdict is being saved. */
  pending: boolean;
  /** What to know about the verdict, under the buttons. */
  note: string;
}

/** A remark, and the three verdicts by button or by key, wherever a certificate is reviewed. */
export function VerdictFields(props: VerdictFieldsProps) {
  const { reviewStatus, remark, onRemarkChange, onVerdict, pending, note } = props;
  const { t } = useTranslation('certificates');
  const pressed = useOwnKey();
  const section = useRef<HTMLElement>(null);
  useShortcutDescriptions(
    verdicts.map(({ key, text }) => ({
      keys: [key],
      description: t(`drawer.verdict.${text}`),
      scope: 'here',
    })),
  );
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const verdict = verdictOfKey(event);
    if (!verdict || event.defaultPrevented || pending || isCovered(section.current)) return;
    event.preventDefault();
    onVerdict(verdict);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (
    <section ref={section} className={classes.verdict} aria-label={t('drawer.verdict.title')}>
      <Stack gap={8}>
        <Textarea
          value={remark}
          onChange={(event) => onRemarkChange(event.currentTarget.value)}
          label={t('drawer.verdict.remark')}
          placeholder={t('drawer.verdict.remarkPlaceholder')}
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
        />
        <ReasonPicker
          words={props.words}
          onChange={props.onWordsChange}
          slots={props.slots}
          slotInView={props.slotInView}
        />
        <fieldset className={classes.verdictButtons} aria-label={t('drawer.verdict.group')}>
          {verdicts.map((verdict) => {
            const Icon = icons[verdict.text];
            const chosen = reviewStatus === verdict.status;
            return (
              <Button
                key={verdict.key}
                data-tone={chosen ? undefined : verdict.tone}
                size="sm"
                px={4}
                color={verdict.filled}
                autoContrast
                variant={chosen ? 'filled' : 'default'}
                aria-pressed={chosen}
                aria-keyshortcuts={pressed(verdict.key)}
                disabled={pending}
                onClick={() => onVerdict(verdict)}
                leftSection={<Icon size={16} className={classes.verdictIcon} aria-hidden />}
                rightSection={
                  <Kbd size="xs" className={classes.key} aria-hidden>
                    {pressed(verdict.key).toUpperCase()}
                  </Kbd>
                }
              >
                {t(`drawer.verdict.${verdict.text}`)}
              </Button>
            );
          })}
        </fieldset>
        <Text size="xs" c="dimmed" aria-live="polite">
          {note}
        </Text>
      </Stack>
    </section>
  );
}
