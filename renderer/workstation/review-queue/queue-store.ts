import { create } from 'zustand';
import type { QueueItem, QueueStatus } from '../../../shared/api/review-queue.ts';
import {
  type CertificateKindKey,
  reviewStatus,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { writeParameters } from '../app/url-state.ts';
import type { VerdictWords } from '../certificates/checking/verdict-words.ts';
import type { Place } from './queue-items.ts';
import { parseQueue, queueParameters } from './queue-url.ts';

/** What the queue shows. */
export interface QueueFilter {
  review_status: QueueStatus;
  kind: CertificateKindKey | undefined;
  /** Only those with verdicts that differ; they are among those not reviewed. */
  disputed: boolean;
}

/** A verdict given here, that U takes back. */
export interface GivenVerdict {
  item: QueueItem;
  review_status: number;
  /** The list it was given in, and where it stood there. */
  filter: QueueFilter;
  index: number;
  /** Whether it was saved; settles when the answer is there. */
  saved: Promise<boolean>;
}

interface QueueState {
  filter: QueueFilter;
  place: Place | undefined;
  /** Certificates whose verdict is on its way: no longer shown. */
  leaving: ReadonlySet<number>;
  /** Verdicts given in this window, the newest last. */
  given: readonly GivenVerdict[];
  /** Remarks being written, by certificate. */
  remarks: Readonly<Record<number, string>>;
  /** Reasons and words to the candidate being chosen, by certificate. */
  words: Readonly<Record<number, VerdictWords>>;

  setFilter(filter: Partial<QueueFilter>): void;
  setPlace(place: Place): void;
  setLeaving(certificateId: number, leaving: boolean): void;
  setRemark(certificateId: number, remark: string): void;
  setWords(certificateId: number, words: VerdictWords): void;
  addGiven(verdict: GivenVerdict): void;
  /** Forgets a verdict: it was taken back, or never saved. */
  dropGiven(verdict: GivenVerdict): void;
}

/** What the review page keeps while other pages are looked at. */
export const useQueue = create<QueueState>((set, get) => ({
  ...parseQueue(location.search),
  leaving: new Set(),
  given: [],
  remarks: {},
  words: {},

  setFilter(changes) {
    const changed = { ...get().filter, ...changes };
    const filter = {
      ...changed,
      disputed: changed.disputed && changed.review_status === reviewStatus.notReviewed,
    };
    writeParameters(queueParameters(filter, undefined), true);
    set({ filter, place: undefined });
  },
  setPlace(place) {
    writeParameters(queueParameters(get().filter, place));
    set({ place });
  },
  setLeaving: (certificateId, leaving) =>
    set((state) => {
      const ids = new Set(state.leaving);
      if (leaving) ids.add(certificateId);
      else ids.delete(certificateId);
      return { leaving: ids };
    }),
  setRemark: (certificateId, remark) =>
    set((state) => ({ remarks: { ...state.remarks, [certificateId]: remark } })),
  setWords: (certificateId, words) =>
    set((state) => ({ words: { ...state.words, [certificateId]: words } })),
  addGiven: (verdict) => set((state) => ({ given: [...state.given, verdict].slice(-50) })),
  dropGiven: (verdict) =>
    set((state) => ({ given: state.given.filter((other) => other !== verdict) })),
}));

window.addEventListener('popstate', () => useQueue.setState(parseQueue(location.search)));
