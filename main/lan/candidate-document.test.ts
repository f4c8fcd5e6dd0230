import { describe, expect, it } from 'vitest';
import type { CandidatePageData } from '../../shared/api/candidate-page.ts';
import { candidateDocument, scriptJson } from './candidate-document.ts';

const html =
  '<!doctype html><html lang="zh-CN"><head><script type="application/json" id="candidate-page-data"></script></head></html>';

describe('scriptJson', () => {
  it('cannot leave its element and parses to the same value', () => {
    const hostile = { name: '</script><script>alert(1)</script><!-- & \u2028\u2029 $& $1' };
    const text = scriptJson(hostile);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(hostile);
  });
});

describe('candidateDocument', () => {
  const data = { refusal: { err_no: 1, err_msg: '$& </script>', retry_after_seconds: 0 } };

  it('embeds the data once, in the language of the reader', () => {
    const page = candidateDocument(html).render(data satisfies CandidatePageData, 'en');
    expect(page).toContain('<html lang="en">');
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(JSON.parse(page.slice(page.indexOf('{'), page.lastIndexOf('}') + 1))).toEqual(data);
    expect(candidateDocument(html).render(data, 'zh')).toContain('<html lang="zh-CN">');
  });

  it('refuses an HTML without a place for the data', () => {
    expect(() => candidateDocument('<html></html>')).toThrow('no place');
  });
});
