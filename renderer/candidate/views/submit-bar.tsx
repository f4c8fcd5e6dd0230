import { useTexts } from '../texts/texts.ts';
import { isUnderWay, needsCandidate, type UploadItem } from '../uploads/upload-item.ts';

/** The button that everything leads to; where it cannot submit yet, it says why. */
export function SubmitBar({
  items,
  submitting,
  failure,
  missing = '',
  onMissing,
  onSubmit,
}: {
  items: readonly UploadItem[];
  submitting: boolean;
  failure: string;
  /** What still has to be added before it can be submitted. */
  missing?: string;
  onMissing?: () => void;
  onSubmit: () => void;
}) {
  const texts = useTexts();
  const done = items.filter(({ state }) => state === 'done').length;
  const underWay = items.filter(isUnderWay).length;
  const broken = items.filter(needsCandidate);
  const hint =
    broken.length > 0
      ? texts.submitBroken(broken.length)
      : underWay > 0
        ? texts.submitBusy(underWay)
        : done === 0
          ? missing || texts.submitEmpty
          : missing;
  const press = () => {
    const first = broken[0];
    if (first) document.getElementById(first.key)?.scrollIntoView();
    else if (underWay === 0 && missing && onMissing) onMissing();
    else if (!hint && !submitting) onSubmit();
  };
  return (
    <div className="submit-bar">
      <div className="submit-bar-inner">
        <p className={failure ? 'submit-hint submit-failure' : 'submit-hint'} aria-live="polite">
          {failure || hint}
        </p>
        <button
          type="button"
          className="button button-primary"
          aria-disabled={hint !== '' || submitting}
          onClick={press}
        >
          {submitting ? texts.submitting : texts.submit(done)}
        </button>
      </div>
    </div>
  );
}
