import { certificateKinds, reviewStatus } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Place } from './queue-items.ts';
import type { QueueFilter } from './queue-store.ts';

/** What the review page shows, from a URL's query; what is missing or makes no sense is the default. */
export function parseQueue(search: string): { filter: QueueFilter; place: Place | undefined } {
  const parameters = new URLSearchParams(search);
  const kind = certificateKinds.find((entry) => entry.kind === parameters.get('kind'))?.kind;
  const undecided = parameters.get('queue') === 'undecided';
  const [certificateId, index] = (parameters.get('item') ?? '').split('.').map(Number);
  const known = Number.isSafeInteger(certificateId) && Number.isSafeInteger(index);
  return {
    filter: {
      review_status: undecided ? reviewStatus.undecided : reviewStatus.notReviewed,
      kind,
      disputed: parameters.get('queue') === 'disputed',
    },
    place:
      known && certificateId !== undefined && index !== undefined && index >= 0
        ? { certificateId, index }
        : undefined,
  };
}

/** The parameters of the URL that say a queue's filters and the item that is looked at. */
export function queueParameters(
  { review_status, kind, disputed }: QueueFilter,
  place: Place | undefined,
): Record<string, string | undefined> {
  const undecided = review_status === reviewStatus.undecided ? 'undecided' : undefined;
  return {
    queue: disputed ? 'disputed' : undecided,
    kind,
    item: place && `${place.certificateId}.${place.index}`,
  };
}
