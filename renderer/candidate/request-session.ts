import type { CandidateRequest } from '../../shared/api/candidate-page.ts';
import type { CandidateApi, UploadedFile } from './candidate-api.ts';
import type { Outcome } from './http.ts';

const attempts = 4;

/**
 * Submits, trying again where the connection breaks: the same submission has one effect however
 * often it is sent, so an answer that was lost is simply asked for again.
 * @param wait waits for a number of seconds
 */
export async function submitPersistently(
  api: CandidateApi,
  request: CandidateRequest,
  files: readonly UploadedFile[],
  wait: (seconds: number) => Promise<void>,
): Promise<Outcome<null>> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await api.submit(request.kind, files);
    if (outcome.ok || outcome.reason !== 'network' || attempt === attempts) return outcome;
    await wait(attempt * 2 - 1);
  }
}

/** Whether there is a submission to show a receipt of, rather than files to ask for. */
export function isSubmitted({ status, reopened }: CandidateRequest): boolean {
  return status === 2 && !reopened;
}
