import { useContext } from 'react';
import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import type { UploadedFile } from '../candidate-api.ts';
import { deadlineParts, friendlySize } from '../friendly-time.ts';
import { LanguageContext, useTexts } from '../texts/texts.ts';
import { FileName } from './file-row.tsx';
import { CheckIcon } from './icons.tsx';
import { Thumbnail } from './thumbnail.tsx';

/** What was submitted and when, and what happens next. */
export function Receipt({
  request,
  fileUrl,
  onPreview,
  onReplace,
}: {
  request: CandidateRequest;
  fileUrl: (file: UploadedFile) => string;
  onPreview: (file: UploadedFile) => void;
  onReplace: () => void;
}) {
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const files = request.files.filter(({ submitted }) => submitted);
  const labelOf = (key: string) => {
    const slot = request.slots.filter(({ slot_key }) => slot_key === key)[0];
    return slot ? `${slot.label[language]} · ` : '';
  };
  const time = deadlineParts(request.submitted_at ?? '', request.now);
  return (
    <section className="receipt" aria-live="polite">
      <div className="receipt-head">
        <div className="receipt-sign">
          <CheckIcon size={36} />
        </div>
        <h1>{request.open ? texts.receiptTitle : texts.receiptClosedTitle}</h1>
        <p>
          {request.open
            ? texts.receiptText(request.requested_by)
            : texts.receiptClosedText(request.requested_by)}
        </p>
      </div>
      <dl className="facts">
        {request.position_name && (
          <div>
            <dt>{texts.position}</dt>
            <dd>
              {request.position_name} · {request.kind_label[language]}
            </dd>
          </div>
        )}
        {time && (
          <div>
            <dt>{texts.submittedAt}</dt>
            <dd>{texts.date(time)}</dd>
          </div>
        )}
      </dl>
      <h2>{texts.submittedFiles(files.length)}</h2>
      <ul className="files">
        {files.map((file) => (
          <li className="file" key={file.dfs_file_name}>
            <button
              type="button"
              className="file-picture"
              aria-label={texts.previewNamed(file.name)}
              onClick={() => onPreview(file)}
            >
              <Thumbnail
                item={{ name: file.name, ext: file.ext, uploaded: file }}
                fileUrl={fileUrl}
              />
            </button>
            <div className="file-text">
              <FileName name={file.name} />
              <p className="file-state">
                {labelOf(file.slot)}
                {friendlySize(file.size)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {request.open && (
        <p className="receipt-replace">
          <button type="button" className="button" onClick={onReplace}>
            {texts.replace}
          </button>
          <span>{texts.replaceHint}</span>
        </p>
      )}
    </section>
  );
}
