import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconPaperclip, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../../shared/api/verifications.ts';
import {
  verificationOptions,
  verificationSources,
  type verifiedKinds,
} from '../../../../shared/catalogue/verifications.ts';
import { useLocalized } from '../../i18n/i18n.ts';
import { ToneBadge } from '../../ui/status-badge.tsx';
import { DrawerSection } from '../drawer/section.tsx';
import { shortTime } from '../drawer/short-time.ts';
import { downloadUrl } from '../preview/preview-file.ts';
import classes from './checking.module.css';
import { VerificationForm } from './verification-form.tsx';
import { useVerifications } from './verification-queries.ts';
import { WithdrawVerification } from './withdraw-verification.tsx';

type VerifiedKind = (typeof verifiedKinds)[number];

/** Whether the certificate was checked with those who issued it: a fact beside the verdict. */
export function VerificationSection(props: { certificateId: number; kind: VerifiedKind }) {
  const { certificateId, kind } = props;
  const localized = useLocalized();
  const { t } = useTranslation('checking');
  const { data: verifications, isError } = useVerifications(certificateId);
  const [adding, setAdding] = useState(false);
  const latest = verifications?.find(({ withdrawn_at }) => withdrawn_at === null);
  return (
    <DrawerSection
      title={localized(kind.verification)}
      aside={
        !adding && (
          <Button
            variant="default"
            disabled={!verifications}
            onClick={() => setAdding(true)}
            leftSection={<IconShieldCheck size={15} aria-hidden />}
          >
            {verifications?.length ? t('verification.again') : t('verification.add')}
          </Button>
        )
      }
    >
      {isError && !verifications && (
        <Text size="sm" c="var(--tone-red-text)">
          {t('verification.loadFailed')}
        </Text>
      )}
      {/* Its place is kept while nothing is known: most have none. */}
      {!isError && !verifications?.length && !adding && (
        <Text size="sm" c="dimmed" style={verifications ? undefined : { visibility: 'hidden' }}>
          {t('verification.none')}
        </Text>
      )}
      {adding && (
        <VerificationForm
          certificateId={certificateId}
          certificateNumber={latest?.certificate_number ?? ''}
          onClose={() => setAdding(false)}
        />
      )}
      {verifications?.map((verification) => (
        <VerificationEntry key={verification.verification_id} verification={verification} />
      ))}
    </DrawerSection>
  );
}

function VerificationEntry({ verification }: { verification: Verification }) {
  const { t } = useTranslation('checking');
  const localized = useLocalized();
  const option = verificationOptions.find(({ value }) => value === verification.result);
  const source = verificationSources.find(({ key }) => key === verification.source);
  const withdrawn = verification.withdrawn_at !== null;
  const where = [source && localized(source.label), verification.source_text]
    .filter(Boolean)
    .join(' · ');
  return (
    <Stack gap={3}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Group gap={6} miw={0}>
          {option && (
            <ToneBadge tone={withdrawn ? 'gray' : option.tone}>{localized(option.label)}</ToneBadge>
          )}
          <Text size="sm" className={withdrawn ? classes.withdrawn : undefined}>
            {where}
          </Text>
        </Group>
        {!withdrawn && <WithdrawVerification verification={verification} />}
      </Group>
      {verification.certificate_number && (
        <Text size="sm" className={withdrawn ? classes.withdrawn : undefined}>
          {t('verification.number')} {verification.certificate_number}
        </Text>
      )}
      {verification.remark && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {verification.remark}
        </Text>
      )}
      {verification.evidence.map((file) => (
        <Group key={file.dfs_file_name} gap={4} wrap="nowrap">
          <IconPaperclip size={14} aria-hidden />
          <Anchor href={downloadUrl(file)} download size="sm" truncate>
            {file.name}
          </Anchor>
        </Group>
      ))}
      <Text size="xs" c="dimmed">
        {t('verification.by', { name: verification.uname, date: verification.checked_on })}
      </Text>
      {verification.withdrawn_at !== null && (
        <Text size="xs" c="dimmed">
          {t('verification.withdrawn', {
            name: verification.withdrawn_uname,
            date: shortTime(verification.withdrawn_at),
          })}
          {verification.withdrawn_remark && `：${verification.withdrawn_remark}`}
        </Text>
      )}
    </Stack>
  );
}
