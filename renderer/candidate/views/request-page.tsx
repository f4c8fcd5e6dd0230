import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import { candidateErrors } from '../../../shared/candidate-errors.ts';
import type { CandidateApi, UploadedFile } from '../candidate-api.ts';
import { isSubmitted, submitPersistently } from '../request-session.ts';
import { useTexts } from '../texts/texts.ts';
import { canShrinkPhotos, isReadable, shrinkPhoto } from '../uploads/photo.ts';
import { UploadQueue } from '../uploads/upload-queue.ts';
import { useReturn } from '../use-return.ts';
import { ConsentStep } from './consent-step.tsx';
import { LockIcon } from './icons.tsx';
import { MessagePage, NoRequestPage } from './message-page.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { Preview } from './preview.tsx';
import { Receipt } from './receipt.tsx';
import { RequestCard } from './request-card.tsx';
import type { Pictured } from './thumbnail.tsx';
import { UploadForm } from './upload-form.tsx';

/** The page of a valid link: asking for files, or the receipt of those submitted. */
export function RequestPage({
  first,
  api,
  token,
}: {
  first: CandidateRequest;
  api: CandidateApi;
  token: string;
}) {
  const texts = useTexts();
  const [request, setRequest] = useState(first);
  const [invalid, setInvalid] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const [failure, setFailure] = useState('');
  const [preview, setPreview] = useState<Pictured>();
  const queueOf = useRef<UploadQueue>(null);

  const refresh = useCallback(async () => {
    const answer = await api.request();
    if (answer.ok) {
      setRequest(answer.results);
      queueOf.current?.synchronize(answer.results);
    } else if (
      answer.reason === 'refused' &&
      answer.errNo === candidateErrors.tokenInvalid.number
    ) {
      setInvalid(true);
    }
  }, [api]);

  const queue = useMemo(
    () =>
      new UploadQueue(
        {
          api,
          token,
          readable: isReadable,
          shrink: shrinkPhoto,
          canShrink: canShrinkPhotos(),
          onStale: () => void refresh(),
        },
        first,
      ),
    [api, token, first, refresh],
  );
  queueOf.current = queue;

  useReturn(() => {
    queue.retryPaused();
    void refresh();
  });

  const submit = async (files: UploadedFile[]) => {
    setSubmitting(true);
    setFailure('');
    const outcome = await submitPersistently(api, request, files, (seconds) => {
      setFailure(texts.offline);
      return new Promise((resolve) => window.setTimeout(resolve, seconds * 1000));
    });
    if (outcome.ok) {
      queue.resetExcluded();
      setReplacing(false);
      setFailure('');
    } else {
      setFailure((outcome.reason !== 'network' && outcome.message) || texts.submitFailed);
    }
    await refresh();
    setSubmitting(false);
  };

  const submitted = isSubmitted(request);
  const asks = request.consent && !request.consent.agreed ? request.consent : undefined;
  const view = submitted && (!request.open || !replacing) ? 'receipt' : 'form';
  useEffect(() => {
    if (view) window.scrollTo(0, 0);
  }, [view]);

  if (invalid) {
    const refusal = {
      err_no: candidateErrors.tokenInvalid.number,
      err_msg: '',
      retry_after_seconds: 0,
    };
    return <NoRequestPage data={{ refusal }} />;
  }
  return (
    <>
      <OfflineBanner />
      {view === 'receipt' ? (
        <Receipt
          request={request}
          fileUrl={api.fileUrl}
          onPreview={(file) => open({ name: file.name, ext: file.ext, uploaded: file })}
          onReplace={() => setReplacing(true)}
        />
      ) : !request.open ? (
        <MessagePage icon={<LockIcon />} title={texts.closedTitle}>
          <p>{texts.closedText(request.requested_by)}</p>
        </MessagePage>
      ) : (
        <>
          <RequestCard request={request} replacing={submitted && replacing} />
          {asks ? (
            <ConsentStep consent={asks} api={api} onAnswered={refresh} />
          ) : (
            <UploadForm
              request={request}
              queue={queue}
              submitting={submitting}
              failure={failure}
              fileUrl={api.fileUrl}
              onPreview={open}
              onSubmit={(files) => void submit(files)}
            />
          )}
          {replacing && submitted && (
            <p className="keep">
              <button type="button" className="link" onClick={keep}>
                {texts.keepSubmission}
              </button>
            </p>
          )}
        </>
      )}
      <p className="privacy">
        <LockIcon />
        <span>{texts.privacy(request.company_name)}</span>
      </p>
      {preview && (
        <Preview item={preview} fileUrl={api.fileUrl} onClose={() => setPreview(undefined)} />
      )}
    </>
  );

  function open(item: Pictured) {
    // A PDF is for the phone's own viewer.
    if (item.ext === 'pdf') {
      if (item.uploaded) window.open(api.fileUrl(item.uploaded), '_blank', 'noopener');
    } else setPreview(item);
  }

  function keep() {
    queue.resetExcluded();
    queue.synchronize(request);
    setReplacing(false);
  }
}
