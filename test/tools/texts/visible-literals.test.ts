import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { visibleLiterals } from './visible-literals.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Texts that are the same in every language: a name, a key, samples of addresses and codes. */
const sameEverywhere = [
  /^Credo$/,
  /^\(Esc\)$/,
  /^(https:\/\/|name@|hr@)?(smtp\.|imap\.|sms\.)?example\.com(\/send)?$/,
  /^(data\.code|Authorization|XXXX-XXXX-XXXX)$/,
  // Chosen by language where it stands: dayjs has no name for it.
  /^YYYY年 M月$/,
];

describe('the renderers', () => {
  it('show no text that is not in both languages', () => {
    const files = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter(
      (file) => !/\.test\.tsx?$|[\\/](locales|texts|testing)[\\/]|\.d\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      visibleLiterals(file, readFileSync(join(root, file), 'utf8'))
        .filter(({ text }) => !sameEverywhere.some((same) => same.test(text)))
        .map(({ line, text }) => `${file}:${line} ${text}`),
    );
    expect(found).toEqual([]);
  });
});

describe('what is looked for', () => {
  const of = (source: string) => visibleLiterals('x.tsx', source).map(({ text }) => text);

  it.each([
    ['text between tags', '<b>Send</b>', 'Send'],
    ['an expression between tags', "<b>{'Send'}</b>", 'Send'],
    ['either branch', "<b>{a ? t('x') : 'Sent'}</b>", 'Sent'],
    ['what a condition shows', "<b>{failed && 'Failed'}</b>", 'Failed'],
    ['a template between tags', `<b>{\`\${count} files\`}</b>`, 'files'],
    ['an attribute that is read', '<i aria-label="Close" />', 'Close'],
    ['an attribute in braces', "<i title={open ? 'Close' : 'Open'} />", 'Close', 'Open'],
    ['a property that is read', "f({ label: 'Name' })", 'Name'],
    ['a notice', "notifyDone('Saved')", 'Saved'],
    ['Chinese in any string', "const a = ['通过']", '通过'],
    ['Chinese in any template', `const a = \`通过\${b}\``, '通过'],
  ])('finds %s', (_what, source, ...texts) => {
    expect(of(source)).toEqual(texts);
  });

  it('lets pass what nobody reads', () => {
    expect(
      of(`import a from 'b';
        const c = { value: 'all', key: "x" }; // 通过
        export const D = () => <p className="red" data-a="b">{t('send.title')} · {d}: {\`\${n} / 5\`}</p>;`),
    ).toEqual([]);
  });
});
