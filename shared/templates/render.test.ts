import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateVariables } from '../catalogue/mail-templates.ts';
import { renderHtml, renderText, type TemplateValues } from './render.ts';
import { findVariables } from './variables.ts';

const values: TemplateValues = {
  candidate_name: '宋海洋',
  position_name: '保安队长sy',
  company_name: '上海逸橙 & <伙伴>',
  upload_link: 'http://192.168.1.20:7421/c/bk258ezRGWTnf1d6sfjr6l?a=1&b=2',
};

describe('findVariables', () => {
  it('names each variable once, in order, unknown ones too', () => {
    expect(findVariables('{{ b }}{{a}} {{b}} {{ nbsp }}{{&nbsp;c&nbsp;}}')).toEqual([
      'b',
      'a',
      'nbsp',
      'c',
    ]);
  });
});

describe('renderText', () => {
  it('fills variables', () => {
    expect(renderText('学历证明-{{company_name}}-{{ position_name }}', values)).toEqual({
      text: '学历证明-上海逸橙 & <伙伴>-保安队长sy',
      unresolved: [],
    });
  });

  it('keeps an address apart from what follows it', () => {
    const { text } = renderText('点击{{upload_link}}上传，或{{upload_link}}\n{{upload_link}}', {
      upload_link: 'http://x.cn/c/1',
    });
    expect(text).toBe('点击http://x.cn/c/1 上传，或http://x.cn/c/1\nhttp://x.cn/c/1');
  });

  it('names what is unknown, blank or mistyped, and leaves it in place', () => {
    const template = '{{salary}} {{candidate_name}} {{expires_at}} {{position_name}';
    expect(renderText(template, { candidate_name: '  ', expires_at: '2026-04-01' })).toEqual({
      text: '{{salary}} {{candidate_name}} 2026-04-01 {{position_name}',
      unresolved: ['salary', 'candidate_name', '{{position_name}'],
    });
  });
});

describe('renderHtml', () => {
  it('escapes values', () => {
    const { text } = renderHtml('<p title="{{company_name}}">{{company_name}}</p>', values);
    expect(text).toBe('<p title="上海逸橙 &#38; &#60;伙伴&#62;">上海逸橙 &#38; &#60;伙伴&#62;</p>');
  });

  it('makes a link an anchor in running text, and an address inside attributes and anchors', () => {
    const address = 'http://192.168.1.20:7421/c/bk258ezRGWTnf1d6sfjr6l?a=1&#38;b=2';
    const { text } = renderHtml(
      '<abbr>a</abbr><a style="color:red" href="{{upload_link}}">open <b>{{upload_link}}</b></a> or {{upload_link}}',
      values,
    );
    expect(text).toBe(
      `<abbr>a</abbr><a style="color:red" href="${address}">open <b>${address}</b></a> or <a href="${address}">${address}</a>`,
    );
  });
});

describe('rendering anything', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('{', '}', '{{', '}}', '<a href="', '">', '</a>', ' '),
    fc.constantFrom(...templateVariables).map((name) => `{{ ${name} }}`),
  );
  const template = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const someValues = fc.record(
    Object.fromEntries(
      templateVariables.map((name) => [
        name,
        fc.oneof(fc.string(), fc.constantFrom('{{company_name}}', '{company_name}', '<script>')),
      ]),
    ),
    { requiredKeys: [] },
  );

  it.each([
    ['renderText', renderText],
    ['renderHtml', renderHtml],
  ])(
    '%s leaves no placeholder that has a value, and is resolved only where none is left',
    (_, render) => {
      fc.assert(
        fc.property(template, someValues, (source, given) => {
          const { text, unresolved } = render(source, given as TemplateValues);
          for (const name of findVariables(text)) {
            expect((given as Record<string, string>)[name]?.trim() || undefined).toBeUndefined();
            expect(unresolved).not.toEqual([]);
          }
        }),
      );
    },
  );
});
