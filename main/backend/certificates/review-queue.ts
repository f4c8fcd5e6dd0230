import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { queueStatuses, type reviewQueue } from '../../../shared/api/review-queue.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { ReviewQueueStore } from './review-queue-store.ts';

/** 评审队列 as the API writes it. */
export class ReviewQueue {
  readonly #store: ReviewQueueStore;
  readonly #workspace: WorkspaceService;

  constructor(store: ReviewQueueStore, workspace: WorkspaceService) {
    this.#store = store;
    this.#workspace = workspace;
  }

  /** A page of what waits for a verdict, the oldest submission first, and how much waits in all. */
  list(request: ParsedRequestOf<typeof reviewQueue>): ResultsOf<typeof reviewQueue> {
    const { review_status, kind, disputed: onlyDisputed, page, size } = request;
    const stored = this.#store.counts();
    const counts = certificateKinds.flatMap((entry) =>
      queueStatuses.map((status) => ({
        kind: entry.kind,
        review_status: status,
        total:
          stored.find((row) => row.kind === entry.kind && row.review_status === status)?.total ?? 0,
      })),
    );
    const disputed = this.#store.disputed();
    const counted = onlyDisputed
      ? disputed
      : counts.filter((row) => row.review_status === review_status);
    const total = counted
      .filter((row) => !kind || row.kind === kind)
      .reduce((sum, row) => sum + row.total, 0);
    const offset = (page - 1) * size;
    return {
      pagination: { page, size, total },
      counts,
      dataList: this.#store
        .page({ kind, disputed: onlyDisputed }, { review_status, size, offset })
        .map(({ reopened_at, submitted_at, ...row }) => ({
          ...row,
          disputed: row.disputed === 1,
          reopened: reopened_at !== null,
          submitted_at: this.#workspace.formatTime(submitted_at),
        })),
      disputed,
    };
  }
}
