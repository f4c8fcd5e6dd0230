import type { Hono } from 'hono';
import { reviewQueue, undoReview } from '../../../shared/api/review-queue.ts';
import { bind } from '../http/route.ts';
import type { ReviewQueue } from './review-queue.ts';
import type { ReviewService } from './review-service.ts';

/** The review queue's endpoints, for certificates of every kind. */
export function registerReviewQueueRoutes(
  app: Hono,
  queue: ReviewQueue,
  reviews: ReviewService,
): void {
  bind(app, reviewQueue, (request) => queue.list(request));
  bind(app, undoReview, ({ certificate_id, review_status }) => ({
    certificate_id,
    review_status: reviews.undo(certificate_id, review_status),
  }));
}
