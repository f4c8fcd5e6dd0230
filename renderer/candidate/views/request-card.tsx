import { useContext } from 'react';
import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import { daysUntil, deadlineParts } from '../friendly-time.ts';
import { LanguageContext, useTexts } from '../texts/texts.ts';
import { AlertIcon } from './icons.tsx';

/** What is asked, by whom, for which position and until when. */
export function RequestCard({
  request,
  replacing,
}: {
  request: CandidateRequest;
  replacing: boolean;
}) {
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const deadline = deadlineParts(request.expires_at, request.now);
  const days = daysUntil(request.expires_at, request.now);
  return (
    <section className="intro">
      <h1>{replacing ? texts.replaceTitle : texts.title(request.kind_label[language])}</h1>
      <p className="lead">
        {texts.greeting(request.candidate_name)}
        {language === 'zh' ? '。' : ' '}
        {replacing ? texts.replaceText : texts.intro(request.company_name, request.position_name)}
      </p>
      {request.reopened && <Remark request={request} />}
      <dl className="facts">
        {request.position_name && (
          <div>
            <dt>{texts.position}</dt>
            <dd>{request.position_name}</dd>
          </div>
        )}
        {request.requested_by && (
          <div>
            <dt>{texts.contact}</dt>
            <dd>{request.requested_by}</dd>
          </div>
        )}
        {deadline && (
          <div>
            <dt>{texts.deadline}</dt>
            <dd>
              <span className="facts-date">{texts.date(deadline)}</span>
              <span className={days <= 2 ? 'pill pill-soon' : 'pill'}>{texts.remaining(days)}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Remark({ request }: { request: CandidateRequest }) {
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const again = request.slots
    .filter(({ returned }) => returned)
    .map(({ label }) => label[language]);
  const reason = request.reason[language];
  return (
    <div className="callout" role="note">
      <AlertIcon />
      <div>
        <strong>{texts.remarkTitle}</strong>
        {again.length > 0 && (
          <p>{texts.slots.again(again.join(language === 'zh' ? '、' : ', '))}</p>
        )}
        {request.remark || reason ? (
          <>
            {again.length === 0 && <p>{texts.remarkText(request.requested_by)}</p>}
            {reason && <blockquote>{reason}</blockquote>}
            {request.remark && <blockquote>{request.remark}</blockquote>}
          </>
        ) : (
          again.length === 0 && <p>{texts.remarkEmpty(request.requested_by)}</p>
        )}
      </div>
    </div>
  );
}
