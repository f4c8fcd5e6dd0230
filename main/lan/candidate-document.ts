import type { CandidatePageData } from '../../shared/api/candidate-page.ts';
import { candidatePageDataId } from '../../shared/candidate-page-names.ts';
import type { Language } from '../../shared/language.ts';
import { withPlainCodeForm } from './plain-code-form.ts';

/**
 * JSON that may stand inside a `<script>` element: nothing in it can end the element or start a
 * comment, and it still parses to the same value.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The candidate page's HTML, ready to be filled. */
export interface CandidateDocument {
  /** The HTML with the data embedded. */
  render(data: CandidatePageData, language: Language): string;
}

/**
 * Prepares the built `index.html`.
 * @throws Error where it lacks the place for the data: then it is not the candidate page's
 */
export function candidateDocument(html: string): CandidateDocument {
  const opening = new RegExp(`<script[^>]*\\bid="${candidatePageDataId}"[^>]*>`).exec(html);
  const start = opening ? opening.index + opening[0].length : -1;
  const end = html.indexOf('</script>', start);
  if (start < 0 || end < 0) throw new Error('index.html has no place for the page data');
  const before = html.slice(0, start);
  const after = html.slice(end);
  const heads: Record<Language, string> = {
    zh: before,
    en: before.replace('<html lang="zh-CN">', '<html lang="en">'),
  };
  return {
    render(data, language) {
      const home = 'notice' in data && data.notice === 'home';
      const rest = home ? withPlainCodeForm(after, data.problem, language) : after;
      return heads[language] + scriptJson(data) + rest;
    },
  };
}
