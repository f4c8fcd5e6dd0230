import { useContext, useState, useSyncExternalStore } from 'react';
import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import type { UploadedFile } from '../candidate-api.ts';
import { friendlySize } from '../friendly-time.ts';
import { LanguageContext, useTexts } from '../texts/texts.ts';
import type { Texts } from '../texts/zh.ts';
import type { QueueNotice } from '../uploads/item-list.ts';
import { isAnswered } from '../uploads/slot-state.ts';
import type { UploadItem } from '../uploads/upload-item.ts';
import type { UploadQueue } from '../uploads/upload-queue.ts';
import { FilePicker } from './file-picker.tsx';
import { FileRow } from './file-row.tsx';
import { Sheet } from './sheet.tsx';
import { SlotCards, useCurrentSlot } from './slot-cards.tsx';
import { SubmitBar } from './submit-bar.tsx';

interface UploadFormProps {
  request: CandidateRequest;
  queue: UploadQueue;
  submitting: boolean;
  failure: string;
  fileUrl: (file: UploadedFile) => string;
  onPreview: (item: UploadItem) => void;
  onSubmit: (files: UploadedFile[]) => void;
}

/** Adding files, seeing them arrive, and submitting them. */
export function UploadForm({ request, queue, ...form }: UploadFormProps) {
  const texts = useTexts();
  const { items, notice } = useSyncExternalStore(queue.store.subscribe, queue.store.getSnapshot);
  const [confirming, setConfirming] = useState(false);
  const done = items.filter(({ state }) => state === 'done');
  const { limits, slots } = request;
  const { language } = useContext(LanguageContext);
  const [slot, chooseSlot] = useCurrentSlot(slots, items);
  const missing = slots.filter((candidate) => !isAnswered(candidate, items))[0];
  const words = noticeText(notice, texts);
  const submit = () => {
    setConfirming(false);
    const files = done.map(({ uploaded }) => uploaded);
    form.onSubmit(files.filter((file) => file !== undefined));
  };
  const row = (item: UploadItem) => (
    <FileRow
      key={item.key}
      item={item}
      limitBytes={limits.file_bytes}
      locked={slots.some(({ slot_key, open }) => slot_key === item.slot && !open)}
      fileUrl={form.fileUrl}
      onPreview={() => form.onPreview(item)}
      onRemove={() => void queue.remove(item.key)}
      onRetry={() => queue.retry(item.key)}
      onShrink={() => void queue.shrink(item.key)}
    />
  );
  return (
    <>
      {slots.length > 0 ? (
        <>
          <p className="slots-lead">{texts.slots.lead(slots.length)}</p>
          <SlotCards
            slots={slots}
            items={items}
            current={slot}
            onCurrent={chooseSlot}
            onFiles={(files, chosen) => queue.add(files, chosen)}
            notice={words}
            row={row}
          />
        </>
      ) : (
        <section className="upload" aria-label={texts.uploadTitle}>
          <h2>{texts.uploadTitle}</h2>
          <p className="accepted">
            {texts.accepted(friendlySize(limits.file_bytes), limits.files)}
          </p>
          <FilePicker onFiles={(files) => queue.add(files)} />
          <p className="tip">{texts.tip}</p>
          <p className="notice" role="status">
            {words}
          </p>
          {items.length > 0 && (
            <h3 className="files-title">{texts.filesTitle(items.length, limits.files)}</h3>
          )}
          <ul className="files">{items.map(row)}</ul>
        </section>
      )}
      <SubmitBar
        items={items}
        submitting={form.submitting}
        failure={form.failure}
        missing={missing && texts.slots.missing(missing.label[language])}
        onMissing={() => missing && chooseSlot(missing.slot_key)}
        onSubmit={() => setConfirming(true)}
      />
      {confirming && (
        <Sheet
          className="confirm"
          label={texts.confirmTitle(done.length)}
          onClose={() => setConfirming(false)}
        >
          <h2>{texts.confirmTitle(done.length)}</h2>
          <p>{texts.confirmText(request.requested_by)}</p>
          <div className="confirm-buttons">
            <button type="button" className="button" onClick={() => setConfirming(false)}>
              {texts.cancel}
            </button>
            <button type="button" className="button button-primary" onClick={submit}>
              {texts.confirm}
            </button>
          </div>
        </Sheet>
      )}
    </>
  );
}

function noticeText(notice: QueueNotice | undefined, texts: Texts): string {
  switch (notice?.code) {
    case 'tooManyFiles':
      return texts.tooManyFiles(notice.limit, notice.left);
    case 'duplicates':
      return texts.duplicates(notice.count);
    case 'removeFailed':
      return notice.message || texts.removeFailed;
    default:
      return '';
  }
}
