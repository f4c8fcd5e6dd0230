import { useTranslation } from 'react-i18next';
import { sendTestSms } from '../../../shared/api/sms-gateway.ts';
import { call } from '../api/client.ts';
import { TestForm } from './test-form.tsx';

/** Sends a text message through the saved gateway and shows what the gateway answered. */
export function TestSms({ configured }: { configured: boolean }) {
  const { t } = useTranslation('workspace');
  return (
    <TestForm
      recipient={{ label: t('sms.test.recipient'), type: 'tel', maxLength: 40 }}
      button={t('sms.test.send')}
      hint={t(configured ? 'sms.test.saved' : 'sms.test.none')}
      disabled={!configured}
      run={async (recipient) => t('sms.test.done', await call(sendTestSms, { recipient }))}
    />
  );
}
