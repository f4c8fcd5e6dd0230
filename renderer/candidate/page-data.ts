import type { CandidatePageData } from '../../shared/api/candidate-page.ts';
import { candidatePageDataId } from '../../shared/candidate-page-names.ts';

/** What the server embedded in the page; `notFound` where it is missing or damaged. */
export function embeddedPageData(from: Document): CandidatePageData {
  try {
    return JSON.parse(from.getElementById(candidatePageDataId)?.textContent ?? '');
  } catch {
    return { notice: 'notFound' };
  }
}
