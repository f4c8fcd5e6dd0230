import type { z } from 'zod';

/** Every `/atsng/*` answer, keys in this order (contract decisions, "Envelope"). */
export interface Envelope<Results> {
  err_msg: string;
  err_no: number;
  results: Results;
}

/** Who may call an endpoint. Candidates prove themselves by the token in the request. */
export type Audience = 'recruiter' | 'candidate' | 'both';

/**
 * One endpoint of the API: the backend's routes and the renderer's client are typed by it.
 * A GET request's fields travel in the query, a POST's as JSON, or as multipart where `multipart`.
 */
export interface Endpoint<
  Request extends z.ZodType = z.ZodType,
  Results extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly audience: Audience;
  readonly multipart?: true;
  readonly request: Request;
  readonly results: Results;
}

/** Declares an endpoint; only narrows the types. */
export function endpoint<Request extends z.ZodType, Results extends z.ZodType>(
  definition: Endpoint<Request, Results>,
): Endpoint<Request, Results> {
  return definition;
}

/** What a caller passes. */
export type RequestOf<E extends Endpoint> = z.input<E['request']>;
/** What a handler gets. */
export type ParsedRequestOf<E extends Endpoint> = z.output<E['request']>;
/** What a caller gets in `results`. */
export type ResultsOf<E extends Endpoint> = z.output<E['results']>;
