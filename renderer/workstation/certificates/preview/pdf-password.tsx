import { Button, Group, PasswordInput } from '@mantine/core';
import { IconDownload, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewMessage } from './preview-message.tsx';

interface PdfPasswordProps {
  /** A password was given and did not open the file. */
  wrong: boolean;
  onAnswer: (password: string) => void;
  downloadUrl: string;
}

/** Asks for the password of a protected PDF; it is used to open the file and kept nowhere. */
export function PdfPassword({ wrong, onAnswer, downloadUrl }: PdfPasswordProps) {
  const { t } = useTranslation('certificates');
  const [password, setPassword] = useState('');
  return (
    <PreviewMessage
      icon={<IconLock size={36} stroke={1.4} aria-hidden />}
      title={t('preview.password.title')}
      hint={t('preview.password.hint')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (password) onAnswer(password);
        }}
      >
        <Group align="flex-start" justify="center" gap="xs">
          <PasswordInput
            w={220}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            aria-label={t('preview.password.label')}
            placeholder={t('preview.password.label')}
            error={wrong ? t('preview.password.wrong') : undefined}
            autoComplete="off"
          />
          <Button type="submit" disabled={!password}>
            {t('preview.password.open')}
          </Button>
          <Button
            component="a"
            variant="default"
            href={downloadUrl}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('preview.download')}
          </Button>
        </Group>
      </form>
    </PreviewMessage>
  );
}
