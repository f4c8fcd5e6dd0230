import { useTranslation } from 'react-i18next';
import { sendTestMail } from '../../../shared/api/workspace.ts';
import { call } from '../api/client.ts';
import { TestForm } from './test-form.tsx';

interface TestMailProps {
  /** Why no test can be sent now. */
  blocked: 'unsaved' | 'none' | undefined;
  suggestion: string;
}

/** Sends a mail through the account in use and shows what the server said. */
export function TestMail({ blocked, suggestion }: TestMailProps) {
  const { t } = useTranslation('workspace');
  return (
    <TestForm
      recipient={{ label: t('mail.test.recipient'), type: 'email', maxLength: 320, suggestion }}
      button={t('mail.test.send')}
      hint={blocked && t(`mail.test.${blocked}`)}
      disabled={blocked !== undefined}
      run={async (recipient) => t('mail.test.done', await call(sendTestMail, { recipient }))}
    />
  );
}
