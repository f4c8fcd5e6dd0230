import { useContext, useState } from 'react';
import type { CodeProblem } from '../../../shared/api/candidate-page.ts';
import { candidateErrors } from '../../../shared/candidate-errors.ts';
import { landingTexts } from '../../../shared/landing-texts.ts';
import { LanguageContext } from '../texts/texts.ts';

/**
 * The page that an SMS names: code and last digits lead to the request. A plain form; the server has
 * written the same one for phones on which this script does not run.
 */
export function CodePage({ problem }: { problem: CodeProblem | undefined }) {
  const { language } = useContext(LanguageContext);
  const texts = landingTexts[language];
  const [before] = useState({
    code: typed('code') || (problem?.code ?? ''),
    phone: typed('phone'),
  });
  const failure = problem && problemText(problem, language);
  return (
    <form className="code-form" method="post" action="/">
      <h1>{texts.title}</h1>
      <p className="lead">{texts.text}</p>
      <label htmlFor="code">{texts.code}</label>
      <input
        id="code"
        name="code"
        defaultValue={before.code}
        maxLength={12}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-describedby={failure ? 'code-failure' : undefined}
      />
      <label htmlFor="phone">{texts.phone}</label>
      <input
        id="phone"
        name="phone"
        defaultValue={before.phone}
        maxLength={4}
        required
        autoComplete="off"
        inputMode="numeric"
        aria-describedby={failure ? 'code-failure' : undefined}
      />
      {failure && (
        <p className="code-failure" id="code-failure" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" className="button button-primary">
        {texts.open}
      </button>
      <p className="code-hint">{texts.hint}</p>
    </form>
  );
}

/** What was typed into the server's form before the script came. */
function typed(name: string): string {
  return document.querySelector<HTMLInputElement>(`#root input[name=${name}]`)?.value ?? '';
}

/** In the language the page is shown in, which may have been changed since. */
function problemText({ err_no, err_msg }: CodeProblem, language: 'zh' | 'en'): string {
  const known = [candidateErrors.codeRefused, candidateErrors.codeLocked].find(
    ({ number }) => number === err_no,
  );
  return known ? known.message[language] : err_msg;
}
