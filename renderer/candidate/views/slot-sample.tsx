import { useContext } from 'react';
import type { CertificateSlot } from '../../../shared/api/certificate-slots.ts';
import { LanguageContext, useTexts } from '../texts/texts.ts';

/** The drawings by path: files of their own, loaded when they are shown. */
const drawings: Record<string, string> = import.meta.glob('../../../shared/slot-samples/*.svg', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** What such a document looks like, what is needed of it, and what is accepted. */
export function SlotSample({ slot }: { slot: CertificateSlot }) {
  const texts = useTexts();
  const { language } = useContext(LanguageContext);
  const drawing = drawings[`../../../shared/slot-samples/${slot.sample}.svg`];
  const takes = (kind: 'image' | 'pdf') => slot.accepts.indexOf(kind) >= 0;
  return (
    <div className="slot-sample">
      {drawing && (
        <img
          src={drawing}
          alt={texts.slots.sample(slot.label[language])}
          width="320"
          height="220"
        />
      )}
      <div className="slot-help">
        {slot.help[language] && <p>{slot.help[language]}</p>}
        {slot.note && <p className="slot-note">{slot.note}</p>}
        <p>{texts.slots.takes(takes('image'), takes('pdf'), slot.max_files)}</p>
      </div>
    </div>
  );
}
