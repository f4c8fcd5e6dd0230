import type { CodeProblem } from '../../shared/api/candidate-page.ts';
import { landingTexts } from '../../shared/landing-texts.ts';
import type { Language } from '../../shared/language.ts';
import { escapeHtml } from '../../shared/templates/render.ts';

const root = /(<div id="root">)[\s\S]*?<\/div>\s*<\/div>\s*<noscript>[\s\S]*?<\/noscript>/;

/**
 * Puts the landing page's form where the page's script will put its own, which looks the same: it
 * can be filled in before the script has come, and where it never does.
 */
export function withPlainCodeForm(
  html: string,
  problem: CodeProblem | undefined,
  language: Language,
): string {
  const form = plainCodeForm(problem, language);
  return html.replace(root, (_, opening: string) => `${opening}${form}</div>`);
}

function plainCodeForm(problem: CodeProblem | undefined, language: Language): string {
  const texts = landingTexts[language];
  const failure = problem
    ? `<p class="code-failure" role="alert">${escapeHtml(problem.err_msg)}</p>`
    : '';
  return `<header class="top"></header><main><form class="code-form" method="post" action="/">
<h1>${texts.title}</h1><p class="lead">${texts.text}</p>
<label for="code">${texts.code}</label>
<input id="code" name="code" value="${escapeHtml(problem?.code ?? '')}" maxlength="12" required autocomplete="off" autocapitalize="characters" spellcheck="false">
<label for="phone">${texts.phone}</label>
<input id="phone" name="phone" maxlength="4" required autocomplete="off" inputmode="numeric">
${failure}<button type="submit" class="button button-primary">${texts.open}</button>
<p class="code-hint">${texts.hint}</p></form></main>`;
}
