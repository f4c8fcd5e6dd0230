/**
 * Codes of the centre's refusals and their HTTP status. The answer is `{ code, ...details }`; the
 * words for the user are the workstation's.
 */
export const syncErrors = {
  /** 400: not what the schema says. `issues` names the members, no values. */
  malformed: 400,
  /** 401: no token, or one that is expired or not the centre's. Sign a new challenge. */
  unauthorized: 401,
  /** 401: the device was revoked, or its user was removed. Nothing it does brings it back. */
  revoked: 401,
  /** 403: not of this role. */
  forbidden: 403,
  /** 404: no such route, file or row (also: of another company). */
  not_found: 404,
  /** 409: `client_seq` does not follow; `expected` is the number that does. */
  gap: 409,
  /** 409: a known `client_seq` (`client_seq`) came with another hash: take a new incarnation. */
  fork: 409,
  /** 409: the incarnation has not said `hello`. */
  incarnation: 409,
  /** 409: the cursor is below `floor` or unknown: take a snapshot. */
  snapshot_needed: 409,
  /** 409: the stream's epoch is another: the centre was restored. Say hello. */
  epoch: 409,
  /** 409: a file's upload goes on at `offset`. */
  offset: 409,
  /** 410: the code for enrolling is unknown, used or expired. */
  code_invalid: 410,
  /** 413: more than the protocol's limit. */
  too_large: 413,
  /** 422: an operation's hash is not that of its content. `client_seq` */
  hash_mismatch: 422,
  /** 422: a file's content is not what its name says; what was uploaded is dropped. */
  content_mismatch: 422,
  /** 423: another request is uploading the same file. */
  locked: 423,
  /** 426: `schema_v` is older than `oldest`: update the workstation; it goes on working locally. */
  upgrade_needed: 426,
  /** 429: too many tries; `Retry-After` in seconds. */
  too_many: 429,
  /** 500: a fault; the same request may be sent again. */
  internal: 500,
  /** 503: starting, stopping or without its database; the same request may be sent again. */
  unavailable: 503,
  /** 507: the company's quota is used up; operations and files wait. */
  quota: 507,
} as const;

export type SyncErrorCode = keyof typeof syncErrors;

/** A refusal on its way to an answer. */
export class SyncError extends Error {
  readonly code: SyncErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: SyncErrorCode,
    details: Readonly<Record<string, unknown>> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
    this.name = 'SyncError';
    this.code = code;
    this.details = details;
  }
}
