import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { CertificateSlot } from '../../../shared/api/certificate-slots.ts';
import { LanguageContext, useTexts } from '../texts/texts.ts';
import { firstToDo, isAnswered, itemsOfSlot } from '../uploads/slot-state.ts';
import type { UploadItem } from '../uploads/upload-item.ts';
import { FilePicker } from './file-picker.tsx';
import { AlertIcon, CheckIcon } from './icons.tsx';
import { SlotSample } from './slot-sample.tsx';

interface SlotCardsProps {
  slots: readonly CertificateSlot[];
  items: readonly UploadItem[];
  /** The slot that is spread out; empty for none. */
  current: string;
  onCurrent: (key: string) => void;
  onFiles: (files: File[], slot: CertificateSlot) => void;
  notice: string;
  row: (item: UploadItem) => ReactNode;
}

/** What is asked for, one card each and one at a time spread out. */
export function SlotCards({ slots, items, current, onCurrent, ...form }: SlotCardsProps) {
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const loose = items.filter(({ slot }) => !slots.some(({ slot_key }) => slot_key === slot));
  return (
    <>
      <ol className="slots">
        {slots.map((slot, index) => {
          const next = slots.slice(index + 1).filter(({ open }) => open)[0];
          return (
            <SlotCard
              key={slot.slot_key}
              slot={slot}
              number={index + 1}
              items={itemsOfSlot(items, slot.slot_key)}
              answered={isAnswered(slot, items)}
              expanded={current === slot.slot_key}
              onToggle={() => onCurrent(current === slot.slot_key ? '' : slot.slot_key)}
              onFiles={(files) => form.onFiles(files, slot)}
              notice={form.notice}
              row={form.row}
            >
              {next && (
                <button
                  type="button"
                  className="button slot-next"
                  onClick={() => onCurrent(next.slot_key)}
                >
                  {texts.slots.next(next.label[language])}
                </button>
              )}
            </SlotCard>
          );
        })}
      </ol>
      {loose.length > 0 && (
        <section className="upload slot-loose">
          <h2>{texts.slots.otherFiles}</h2>
          <ul className="files">{loose.map(form.row)}</ul>
        </section>
      )}
    </>
  );
}

/** Which slot is spread out: the one that has to be looked at, until the candidate chooses another. */
export function useCurrentSlot(
  slots: readonly CertificateSlot[],
  items: readonly UploadItem[],
): [current: string, choose: (key: string) => void] {
  const [current, setCurrent] = useState(() => firstToDo(slots, items)?.slot_key ?? '');
  const chosen = useRef(false);
  useEffect(() => {
    if (!chosen.current || !current) return;
    document.getElementById(`slot-${current}`)?.scrollIntoView();
  }, [current]);
  return [
    current,
    (key) => {
      chosen.current = true;
      setCurrent(key);
    },
  ];
}

interface SlotCardProps {
  slot: CertificateSlot;
  number: number;
  items: readonly UploadItem[];
  answered: boolean;
  expanded: boolean;
  onToggle: () => void;
  onFiles: (files: File[]) => void;
  notice: string;
  row: (item: UploadItem) => ReactNode;
  /** What stands below the files. */
  children: ReactNode;
}

function SlotCard({ slot, number, items, answered, expanded, ...card }: SlotCardProps) {
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const { slot_key, open, returned } = slot;
  const body = `slot-${slot_key}-body`;
  const done = !open || (answered && items.length > 0);
  const tag = !open
    ? items.length > 0
      ? texts.slots.accepted
      : texts.slots.notNeeded
    : returned
      ? texts.slots.returned
      : slot.required
        ? texts.slots.required
        : texts.slots.optional;
  return (
    <li
      id={`slot-${slot_key}`}
      className={`slot${expanded ? ' slot-open' : ''}${done ? ' slot-done' : ''}`}
    >
      <h2>
        <button
          type="button"
          className="slot-head"
          aria-expanded={expanded}
          aria-controls={body}
          onClick={card.onToggle}
        >
          <span className="slot-number" aria-hidden="true">
            {done ? <CheckIcon /> : number}
          </span>
          <span className="slot-title">
            {slot.label[language]}
            <span className="slot-state">
              {items.length > 0 ? texts.slots.added(items.length) : open ? texts.slots.none : ''}
            </span>
          </span>
          <span className={returned ? 'pill pill-soon' : open ? 'pill' : 'pill pill-good'}>
            {tag}
          </span>
        </button>
      </h2>
      <div id={body} className="slot-body" hidden={!expanded}>
        {expanded && (
          <>
            {returned && (
              <div className="callout" role="note">
                <AlertIcon />
                <div>
                  <strong>{texts.slots.why}</strong>
                  <p>{returned.reason[language]}</p>
                  {returned.remark && <blockquote>{returned.remark}</blockquote>}
                </div>
              </div>
            )}
            {open ? (
              <>
                <SlotSample slot={slot} />
                <FilePicker photosToo={slot.accepts.indexOf('image') >= 0} onFiles={card.onFiles} />
                <p className="notice" role="status">
                  {card.notice}
                </p>
              </>
            ) : (
              items.length > 0 && <p className="slot-help">{texts.slots.kept}</p>
            )}
            <ul className="files">{items.map(card.row)}</ul>
            {card.children}
          </>
        )}
      </div>
    </li>
  );
}
