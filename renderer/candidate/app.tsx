import { useEffect, useMemo, useRef, useState } from 'react';
import type { CandidatePageData } from '../../shared/api/candidate-page.ts';
import type { Language } from '../../shared/language.ts';
import { createCandidateApi } from './candidate-api.ts';
import { initialLanguage, LanguageContext, rememberLanguage, texts } from './texts/texts.ts';
import { NoRequestPage } from './views/message-page.tsx';
import { RequestPage } from './views/request-page.tsx';

/** The candidate page: what the server embedded, in the candidate's language. */
export function App({ data, token }: { data: CandidatePageData; token: string }) {
  const [language, setLanguage] = useState<Language>(() => initialLanguage(navigator.language));
  const current = useRef(language);
  current.current = language;
  const api = useMemo(() => createCandidateApi(token, () => current.current), [token]);
  const words = texts[language];
  const request = 'request' in data ? data.request : undefined;
  const company = request ? request.company_name : '';

  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
    document.title = request
      ? words.documentTitle(request.kind_label[language], request.company_name)
      : words.homeTitle;
  }, [language, request, words]);

  const choice = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        rememberLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return (
    <LanguageContext.Provider value={choice}>
      <header className="top">
        {company && (
          <>
            <span className="top-sign" aria-hidden="true">
              {company.charAt(0)}
            </span>
            <span className="top-company">{company}</span>
          </>
        )}
        <button
          type="button"
          className="language"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => choice.choose(language === 'en' ? 'zh' : 'en')}
        >
          {words.otherLanguage}
        </button>
      </header>
      <main>
        {'request' in data ? (
          <RequestPage first={data.request} api={api} token={token} />
        ) : (
          <NoRequestPage data={data} />
        )}
      </main>
    </LanguageContext.Provider>
  );
}
