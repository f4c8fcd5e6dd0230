import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { systemMailTemplates } from '../../shared/catalogue/system-mail-templates.ts';
import { mailHtmlToText, sanitiseMailHtml } from './mail-html.ts';

describe('sanitiseMailHtml', () => {
  it.each([
    ['<p onclick="x()">a</p>', '<p>a</p>'],
    ['a<script>alert(1)</script>b', 'ab'],
    ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<a href=" JaVaScRiPt:alert(1)">a</a>', '<a>a</a>'],
    ['<a href="/relative">a</a>', '<a>a</a>'],
    ['<a href="//evil.example">a</a>', '<a>a</a>'],
    ['<a href="{{upload_link}}" target="x">a</a>', '<a href="{{upload_link}}">a</a>'],
    ['<a href="https://e.com/?a=1&amp;b=2">a</a>', '<a href="https://e.com/?a=1&amp;b=2">a</a>'],
    ['<img src="https://tracker.example/1.gif">', ''],
    ['<img src="data:image/svg+xml;base64,AAAA">', ''],
    ['<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA" />'],
    ['<p style="color:#fff;background-color:url(//e.com/x)">a</p>', '<p style="color:#fff">a</p>'],
    ['<p style="position:fixed;text-align:center">a</p>', '<p style="text-align:center">a</p>'],
    ['<style>p{color:red}</style><iframe src="x"></iframe><form><input></form>', ''],
    ['<!-- note --><p>{{candidate_name}}</p>', '<p>{{candidate_name}}</p>'],
  ])('%s', (html, clean) => {
    expect(sanitiseMailHtml(html)).toBe(clean);
  });

  it('settles HTML that is broken on purpose', () => {
    const clean = sanitiseMailHtml('<p onclick=x<script><template><p style="">');
    expect(sanitiseMailHtml(clean)).toBe(clean);
  });

  it('leaves the system templates as they are', () => {
    for (const { content } of systemMailTemplates) expect(sanitiseMailHtml(content)).toBe(content);
  });

  it('never lets through what runs, whatever comes in', () => {
    const hostile = fc.constantFrom(
      ...['<script>', '</script>', '<img src=x onerror=alert(1)>', '<svg/onload=x>', '<a href="'],
      ...['javascript:', 'java\nscript:', 'data:text/html,', '">', '<', '>', '"', "'", '`', ' on'],
      ...['<p style="', 'background:url(javascript:1)', 'expression(1)', '<math><mi>', '<!--'],
      ...['-->', '<style>', '</style>', '&#106;avascript:', '&lt;script&gt;', '{{upload_link}}'],
      ...['<textarea>', '<noscript>', '<template>', '<xmp>', '</p>', '<p onclick=x', '\u0000'],
    );
    const html = fc
      .array(fc.oneof(hostile, fc.string({ maxLength: 8 })), { maxLength: 16 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(html, (source) => {
        const clean = sanitiseMailHtml(source);
        for (const { name, attributes } of elementsOf(clean)) {
          expect(name).not.toMatch(/^(script|style|iframe|object|embed|svg|math|form|input|link)$/);
          for (const [attribute, value] of Object.entries(attributes)) {
            expect(attribute).not.toMatch(/^on/i);
            expect(value.replace(/\s/g, '')).not.toMatch(/javascript:|url\(|expression\(/i);
            if (attribute === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|\{\{)/i);
          }
        }
        expect(sanitiseMailHtml(clean)).toBe(clean);
      }),
      { numRuns: 500 },
    );
  });
});

describe('mailHtmlToText', () => {
  it('keeps paragraphs, lists and addresses', () => {
    const html =
      '<h2>Title</h2><p>您好</p><ul><li>一</li><li>二</li></ul><p><a href="http://x.cn/c/1">上传</a></p><p><a href="http://x.cn/c/1">http://x.cn/c/1</a></p>';
    expect(mailHtmlToText(html)).toBe(
      'Title\n\n您好\n\n· 一\n· 二\n\n上传 <http://x.cn/c/1>\n\nhttp://x.cn/c/1',
    );
  });
});

interface Element {
  name: string;
  attributes: Record<string, string>;
}

/** Every element of HTML with its attributes, entities decoded. */
function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push({ name, attributes: { ...attributes } }),
  });
  parser.end(html);
  return elements;
}
