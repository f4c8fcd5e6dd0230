import { type ReactNode, useEffect, useState } from 'react';
import type { CandidatePageData } from '../../../shared/api/candidate-page.ts';
import { candidateErrors } from '../../../shared/candidate-errors.ts';
import { useTexts } from '../texts/texts.ts';
import { CodePage } from './code-page.tsx';
import { AlertIcon, ClockIcon, LinkIcon } from './icons.tsx';

/** A page that only says something: what happened, and what to do next. */
export function MessagePage({
  icon,
  title,
  children,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <section className="message">
      <div className="message-icon">{icon}</div>
      <h1>{title}</h1>
      {children}
    </section>
  );
}

/** The page of an address without a request behind it. */
export function NoRequestPage({
  data,
}: {
  data: Exclude<CandidatePageData, { request: unknown }>;
}) {
  const texts = useTexts();
  if ('notice' in data) {
    if (data.notice === 'home') return <CodePage problem={data.problem} />;
    return (
      <MessagePage icon={<LinkIcon size={32} />} title={texts.notFoundTitle}>
        <p>{texts.notFoundText}</p>
      </MessagePage>
    );
  }
  const { err_no, retry_after_seconds } = data.refusal;
  if (err_no === candidateErrors.tooManyRequests.number)
    return <BusyPage seconds={retry_after_seconds} />;
  if (err_no === candidateErrors.tokenInvalid.number) {
    return (
      <MessagePage icon={<LinkIcon size={32} />} title={texts.invalidTitle}>
        <p>{texts.invalidText}</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage icon={<AlertIcon size={32} />} title={texts.faultTitle}>
      <p>{texts.faultText}</p>
      <Reload />
    </MessagePage>
  );
}

/** Counts down and opens the page again by itself. */
function BusyPage({ seconds }: { seconds: number }) {
  const texts = useTexts();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) {
      location.reload();
      return;
    }
    const timer = window.setTimeout(() => setLeft(left - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [left]);
  return (
    <MessagePage icon={<ClockIcon size={32} />} title={texts.busyTitle}>
      <p role="timer">{texts.busyText(left)}</p>
    </MessagePage>
  );
}

function Reload() {
  const texts = useTexts();
  return (
    <button type="button" className="button" onClick={() => location.reload()}>
      {texts.reload}
    </button>
  );
}
