import type { UploadedFile } from '../candidate-api.ts';
import { friendlySize } from '../friendly-time.ts';
import { useTexts } from '../texts/texts.ts';
import type { Texts } from '../texts/zh.ts';
import { needsCandidate, type UploadItem } from '../uploads/upload-item.ts';
import { AlertIcon, CheckIcon, CloseIcon, RetryIcon } from './icons.tsx';
import { Thumbnail } from './thumbnail.tsx';

interface FileRowProps {
  item: UploadItem;
  limitBytes: number;
  /** It was accepted: to be looked at, no more. */
  locked: boolean;
  fileUrl: (file: UploadedFile) => string;
  onPreview: () => void;
  onRemove: () => void;
  onRetry: () => void;
  onShrink: () => void;
}

/** A file of the list: its picture, how far it is, and what can be done about it. */
export function FileRow({ item, limitBytes, locked, ...row }: FileRowProps) {
  const texts = useTexts();
  const broken = needsCandidate(item);
  const sending = item.state === 'sending';
  const canRetry =
    item.state === 'paused' ||
    item.state === 'busy' ||
    (item.state === 'refused' && item.problem === undefined);
  const canPreview = item.file !== undefined ? item.ext !== 'pdf' : item.uploaded !== undefined;
  return (
    <li className={`file file-${broken ? 'broken' : item.state}`} id={item.key}>
      <button
        type="button"
        className="file-picture"
        disabled={!canPreview && !item.uploaded}
        aria-label={texts.previewNamed(item.name)}
        onClick={row.onPreview}
      >
        <Thumbnail item={item} fileUrl={row.fileUrl} />
      </button>
      <div className="file-text">
        <FileName name={item.name} />
        <p className="file-state">
          {item.state === 'done' && <CheckIcon />}
          {broken && <AlertIcon size={16} />}
          <span>{stateText(item, texts, limitBytes)}</span>
        </p>
        {sending && (
          <div
            className="bar"
            role="progressbar"
            aria-label={item.name}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(item.progress * 100)}
          >
            <ProgressFill share={item.progress} />
          </div>
        )}
        {item.problem === 'shrinkable' && (
          <button type="button" className="button button-small" onClick={row.onShrink}>
            {texts.shrink}
          </button>
        )}
      </div>
      {canRetry && (
        <button
          type="button"
          className="icon-button"
          aria-label={texts.retryNamed(item.name)}
          title={texts.retry}
          onClick={row.onRetry}
        >
          <RetryIcon />
        </button>
      )}
      {!locked && (
        <button
          type="button"
          className="icon-button"
          aria-label={texts.removeNamed(item.name)}
          title={texts.remove}
          disabled={item.state === 'removing'}
          onClick={row.onRemove}
        >
          <CloseIcon />
        </button>
      )}
    </li>
  );
}

/** A name that keeps its end in view: photos differ there. */
export function FileName({ name }: { name: string }) {
  const end = name.length > 18 ? name.slice(-10) : '';
  return (
    <p className="file-name" title={name}>
      <span className="file-name-start">{end ? name.slice(0, -10) : name}</span>
      {end && <span className="file-name-end">{end}</span>}
    </p>
  );
}

/** Set through the DOM: the page's policy allows no `style` attributes in markup. */
function ProgressFill({ share }: { share: number }) {
  return <div className="bar-fill" style={{ width: `${Math.round(share * 100)}%` }} />;
}

function stateText(item: UploadItem, texts: Texts, limitBytes: number): string {
  const size = friendlySize(item.size);
  const limit = friendlySize(limitBytes);
  // What ails the server is not the candidate's to mend: they are told what happens next.
  if (item.message && item.state !== 'busy') return item.message;
  switch (item.problem) {
    case 'type':
      return texts.refused.type(item.ext);
    case 'shrinkable':
      return texts.refused.shrinkable(limit);
    case 'tooLarge':
      return texts.refused.tooLarge(limit);
    case 'document':
      return texts.refused.document;
    case 'empty':
      return texts.refused.empty;
    case 'slotType':
      return texts.refused.slotType;
    case 'shrinkFailed':
      return texts.refused.shrinkFailed;
    default:
  }
  switch (item.state) {
    case 'sending':
      return item.progress >= 1
        ? texts.state.finishing
        : texts.state.sending(Math.floor(item.progress * 100));
    case 'done':
      return `${item.submitted ? texts.state.submittedBefore : texts.state.done} · ${size}`;
    case 'refused':
      return texts.state.unreadable;
    default:
      return texts.state[item.state];
  }
}
