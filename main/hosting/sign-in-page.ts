import { type LocalizedText, preferredLanguage } from '../../shared/language.ts';
import { pageHeaders } from './security-headers.ts';

const title: LocalizedText = { zh: '登录 Credo', en: 'Sign in to Credo' };
const explanation: LocalizedText = {
  zh: '请打开 Credo 启动时给出的招聘端网址，或在此输入访问密钥（在数据目录的 access-key 文件中）。',
  en: 'Open the recruiter address that Credo printed when it started, or enter the access key here (it is in the file access-key of the data folder).',
};
const wrong: LocalizedText = { zh: '访问密钥不正确。', en: 'This is not the access key.' };
const label: LocalizedText = { zh: '访问密钥', en: 'Access key' };
const button: LocalizedText = { zh: '登录', en: 'Sign in' };

/** No script at all, and a form that goes back to where it came from. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The page of somebody who is not signed in: where to get in, and a field for the key. */
export function signInPage(request: Request, reason: 'required' | 'wrong'): Response {
  const language = preferredLanguage(request.headers.get('accept-language'));
  const html = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title[language]}</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
  main { max-width: 26rem; margin: 18vh auto 0; padding: 0 1.5rem; }
  h1 { font-size: 1.25rem; font-weight: 600; }
  label { display: block; margin: 1.5rem 0 .25rem; font-weight: 600; }
  input, button { font: inherit; padding: .4rem .7rem; border-radius: 4px; border: 1px solid #8888; box-sizing: border-box; }
  input { width: 100%; }
  button { margin-top: .75rem; background: #1c6b5a; border-color: #1c6b5a; color: #fff; cursor: pointer; }
  [role="alert"] { color: light-dark(#b3261e, #ff8a80); }
</style>
<main>
  <h1>${title[language]}</h1>
  ${reason === 'wrong' ? `<p role="alert">${wrong[language]}</p>` : ''}
  <p>${explanation[language]}</p>
  <form method="post" action="/sign-in">
    <label for="key">${label[language]}</label>
    <input id="key" name="key" type="password" required autofocus autocomplete="current-password">
    <button>${button[language]}</button>
  </form>
</main>
</html>
`;
  return new Response(html, {
    status: 401,
    headers: {
      ...pageHeaders,
      // With `no-referrer` a form says `Origin: null`, which the host takes for another site.
      'referrer-policy': 'same-origin',
      'content-security-policy': policy,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
  });
}
