import {
  Alert,
  Button,
  CloseButton,
  FileButton,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../../shared/api/verifications.ts';
import {
  verificationOptions,
  verificationResult,
  verificationSources,
} from '../../../../shared/catalogue/verifications.ts';
import { formatTime } from '../../../../shared/time.ts';
import { useWorkspace } from '../../app/use-workspace.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { sendEvidence, useSaveVerification } from './verification-queries.ts';

type Source = (typeof verificationSources)[number]['key'];

/** Sources that are enough by themselves; the others need to be named. */
const unnamed: readonly Source[] = ['chsi', 'cscse'];

/** Result, source, number, day, remark and evidence of a check. */
export function VerificationForm(props: {
  certificateId: number;
  /** What was noted before. */
  certificateNumber: string;
  onClose: () => void;
}) {
  const { certificateId, onClose } = props;
  const { t } = useTranslation(['checking', 'app']);
  const localized = useLocalized();
  const { data: workspace } = useWorkspace();
  const today = formatTime(Date.now(), workspace?.time_zone ?? 'Asia/Shanghai').slice(0, 10);
  const [result, setResult] = useState<number>(verificationResult.verified);
  const [source, setSource] = useState<Source>('chsi');
  const [sourceText, setSourceText] = useState('');
  const [number, setNumber] = useState(props.certificateNumber);
  const [day, setDay] = useState(today);
  const [remark, setRemark] = useState('');
  const [evidence, setEvidence] = useState<readonly Evidence[]>([]);
  const [attempted, setAttempted] = useState(false);
  const add = useMutation({
    mutationFn: (file: File) => sendEvidence(certificateId, file),
    onSuccess: (file) => setEvidence((files) => [...files, file]),
  });
  const save = useSaveVerification(certificateId, () => {
    notifyDone(t('verification.saved'));
    onClose();
  });
  const nameMissing = !unnamed.includes(source) && sourceText.trim() === '';
  const future = day > today;
  const submit = () => {
    setAttempted(true);
    if (nameMissing || future || day === '' || save.isPending || add.isPending) return;
    save.mutate({
      certificate_id: certificateId,
      result,
      source,
      source_text: sourceText,
      certificate_number: number,
      checked_on: day,
      remark,
      evidence: evidence.map(({ dfs_file_name }) => dfs_file_name),
    });
  };
  return (
    <form
      aria-label={t('verification.add')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap={10}>
        <SegmentedControl
          fullWidth
          aria-label={t('verification.result')}
          value={String(result)}
          onChange={(value) => setResult(Number(value))}
          data={verificationOptions.map(({ value, label }) => ({
            value: String(value),
            label: localized(label),
          }))}
        />
        <Select
          label={t('verification.source')}
          allowDeselect={false}
          value={source}
          data={verificationSources.map(({ key, label }) => ({
            value: key,
            label: localized(label),
          }))}
          onChange={(value) => value && setSource(value as Source)}
        />
        {!unnamed.includes(source) && (
          <TextInput
            label={t('verification.sourceText')}
            placeholder={t('verification.sourceTextHint')}
            value={sourceText}
            maxLength={200}
            required
            error={attempted && nameMissing && t('verification.required')}
            onChange={(event) => setSourceText(event.currentTarget.value)}
          />
        )}
        <Group gap="xs" grow align="flex-start">
          <TextInput
            label={t('verification.number')}
            value={number}
            maxLength={64}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('verification.checkedOn')}
            value={day}
            max={today}
            required
            error={attempted && (future || day === '') && t('verification.future')}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        </Group>
        <Textarea
          label={t('verification.remark')}
          value={remark}
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {t('verification.evidence')}
          </Text>
          {evidence.map((file) => (
            <Group key={file.dfs_file_name} gap={4} wrap="nowrap">
              <Text size="sm" truncate flex={1}>
                {file.name}
              </Text>
              <CloseButton
                size="sm"
                aria-label={t('verification.removeEvidence', { name: file.name })}
                onClick={() => setEvidence((files) => files.filter((other) => other !== file))}
              />
            </Group>
          ))}
          <FileButton
            onChange={(file) => file && add.mutate(file)}
            accept="image/*,application/pdf"
          >
            {(button) => (
              <Button
                {...button}
                variant="default"
                loading={add.isPending}
                leftSection={<IconPaperclip size={15} aria-hidden />}
              >
                {t('verification.addEvidence')}
              </Button>
            )}
          </FileButton>
        </Stack>
        {(add.isError || save.isError) && (
          <Alert
            color="red"
            py={7}
            px={10}
            role="alert"
            title={save.isError ? t('verification.failed') : t('verification.uploadFailed')}
          >
            {(save.error ?? add.error)?.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:actions.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('verification.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
