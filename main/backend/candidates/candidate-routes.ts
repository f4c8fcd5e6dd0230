import type { Hono } from 'hono';
import { createCandidate } from '../../../shared/api/candidates.ts';
import { bind } from '../http/route.ts';
import type { CandidateService } from './candidate-service.ts';

/** Binds the endpoints of single candidates. */
export function registerCandidateRoutes(app: Hono, service: CandidateService): void {
  bind(app, createCandidate, (fields) => service.create(fields));
}
