import { useContext, useState } from 'react';
import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import type { CandidateApi } from '../candidate-api.ts';
import { LanguageContext, useTexts } from '../texts/texts.ts';

/** What the candidate reads and agrees to before the first upload. */
export function ConsentStep(props: {
  consent: NonNullable<CandidateRequest['consent']>;
  api: CandidateApi;
  /** Agreed, or the text has changed meanwhile: the request is to be read again. */
  onAnswered: () => Promise<void>;
}) {
  const { consent, api, onAnswered } = props;
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState('');
  const agree = async () => {
    setSending(true);
    setFailure('');
    const outcome = await api.agree(consent.version);
    if (!outcome.ok) {
      setFailure((outcome.reason !== 'network' && outcome.message) || texts.consentFailed);
    }
    await onAnswered();
    setSending(false);
  };
  return (
    <section className="upload consent" aria-labelledby="consent-title">
      <h2 id="consent-title">{texts.consentTitle}</h2>
      {consent.text[language].split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} style={{ whiteSpace: 'pre-line' }}>
          {paragraph}
        </p>
      ))}
      <p className="notice" role="alert">
        {failure}
      </p>
      <button
        type="button"
        className="button button-primary"
        aria-disabled={sending}
        onClick={() => {
          if (!sending) void agree();
        }}
      >
        {sending ? texts.submitting : texts.consentAgree}
      </button>
    </section>
  );
}
