import { randomId } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type QueueItem, undoReview } from '../../../shared/api/review-queue.ts';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { call } from '../api/client.ts';
import { noWords } from '../certificates/checking/verdict-words.ts';
import { certificateKeys, endpointsOf } from '../certificates/drawer/certificate-queries.ts';
import type { Verdict } from '../certificates/drawer/verdicts.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { notifyAction, notifyError } from '../ui/notify.tsx';
import { pressedKey, useKeyboard } from '../ui/own-keys.ts';
import { type QueuePages, withItem, withoutItem } from './queue-items.ts';
import { queueKeys } from './queue-queries.ts';
import { type GivenVerdict, type QueueFilter, useQueue } from './queue-store.ts';

let shown = '';

/**
 * One notice at a time, since the newest verdict is what U takes back. Each has an id of its own: one
 * that takes over the id of a notice that is still fading away fades with it.
 */
function nextNotice() {
  notifications.hide(shown);
  shown = randomId();
  // The usual corner is where the verdict's buttons are.
  return { id: shown, position: 'bottom-left' } as const;
}

/**
 * Giving verdicts and taking them back. A certificate leaves the list at once and comes back, with the
 * remark as it was written, where the verdict could not be saved.
 */
export function useVerdicts() {
  const { t } = useTranslation(['reviewQueue', 'certificates', 'app']);
  const localized = useLocalized();
  const client = useQueryClient();

  /** Changes the list a verdict was given in; what is on its way is older, so it is dropped. */
  async function settle(filter: QueueFilter, change: (pages: QueuePages) => QueuePages) {
    const queryKey = queueKeys.list(filter);
    await client.cancelQueries({ queryKey });
    client.setQueryData<QueuePages>(queryKey, (pages) => pages && change(pages));
  }

  function refresh(certificateId: number): void {
    void client.invalidateQueries({ queryKey: queueKeys.all });
    void client.invalidateQueries({ queryKey: certificateKeys.all(certificateId) });
  }

  function give(item: QueueItem, index: number, verdict: Verdict): void {
    const { filter, remarks, words, leaving } = useQueue.getState();
    const { certificate_id, kind } = item;
    if (leaving.has(certificate_id)) return;
    const remark = remarks[certificate_id] ?? '';
    const { reasons, candidateRemark } = words[certificate_id] ?? noWords;
    const { status: review_status } = verdict;
    const { setLeaving, setPlace, setRemark, setWords, addGiven, dropGiven } = useQueue.getState();
    setPlace({ certificateId: certificate_id, index });
    setLeaving(certificate_id, true);

    const request = call(endpointsOf(kind).updateReviewStatus, {
      certificate_id,
      review_status,
      remark,
      reasons: [...reasons],
      candidate_remark: candidateRemark,
    });
    const saved = request.then(
      async () => {
        if (review_status !== filter.review_status) {
          await settle(filter, (pages) => withoutItem(pages, certificate_id));
        }
        setRemark(certificate_id, '');
        setWords(certificate_id, noWords);
        setLeaving(certificate_id, false);
        refresh(certificate_id);
        return true;
      },
      (error: unknown) => {
        dropGiven(given);
        setLeaving(certificate_id, false);
        if (useQueue.getState().filter === filter) {
          setPlace({ certificateId: certificate_id, index });
        }
        notifyError(error, {
          title: t('reviewQueue:notSaved', { name: item.resume_name }),
          ...nextNotice(),
        });
        return false;
      },
    );
    const given: GivenVerdict = { item, review_status, filter, index, saved };
    addGiven(given);
    notifyAction(
      t('reviewQueue:given', {
        name: item.resume_name,
        kind: localized(certificateKind(kind).label),
        verdict: t(`certificates:drawer.verdict.${verdict.text}`),
      }),
      {
        label: `${t('app:actions.undo')} (${pressedKey(useKeyboard.getState().own, 'u').toUpperCase()})`,
        run: () => void undo(given),
      },
      nextNotice(),
    );
  }

  async function undo(given: GivenVerdict | undefined = useQueue.getState().given.at(-1)) {
    if (!given || !useQueue.getState().given.includes(given)) return;
    const { dropGiven, setFilter, setPlace } = useQueue.getState();
    dropGiven(given);
    if (!(await given.saved)) return;
    const { item, review_status, filter, index } = given;
    const { certificate_id } = item;
    try {
      await call(undoReview, { certificate_id, review_status });
    } catch (error) {
      notifyError(error, { title: t('reviewQueue:undoFailed'), ...nextNotice() });
      refresh(certificate_id);
      return;
    }
    await settle(filter, (pages) => withItem(pages, item));
    if (useQueue.getState().filter !== filter) setFilter(filter);
    setPlace({ certificateId: certificate_id, index });
    notifyAction(t('reviewQueue:undone', { name: item.resume_name }), undefined, {
      ...nextNotice(),
    });
    refresh(certificate_id);
  }

  return { give, undo };
}
