import type { LocalizedText } from './language.ts';

/** What an error is answered as. */
export interface ErrorDefinition {
  /** `err_no` of the envelope. */
  readonly number: number;
  /** HTTP status: 200 for a refusal of the business, else what failed below it. */
  readonly status: number;
  /** `err_msg`; `{name}` is replaced by the parameter of that name. */
  readonly message: LocalizedText;
}

/** An entry of the table of errors. */
export function define(number: number, status: number, zh: string, en: string): ErrorDefinition {
  return { number, status, message: { zh, en } };
}
