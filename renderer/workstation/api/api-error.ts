/**
 * Why a call failed:
 * `refused` the backend said no (a rule of the business; `message` is its sentence for the user),
 * `failed` something below the business broke (HTTP status ≥ 400),
 * `unreachable` no answer came at all,
 * `unreadable` an answer came that is not what the API promises.
 */
export type ApiErrorKind = 'refused' | 'failed' | 'unreachable' | 'unreadable';

/** A call that did not succeed. `message` is in the user's language and may be shown as it is. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  /** `err_no` of the envelope, see shared/errors.ts; 0 where there was no envelope. */
  readonly err_no: number;
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;

  constructor(kind: ApiErrorKind, message: string, err_no = 0, status = 0) {
    super(message);
    this.kind = kind;
    this.err_no = err_no;
    this.status = status;
  }
}
