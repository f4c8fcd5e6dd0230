import { describe, expect, it } from 'vitest';
import { resources } from './resources.ts';

const plural = /_(zero|one|two|few|many|other)$/;

/** Paths of all texts, plural forms as one: languages differ in how many they have. */
function paths(node: unknown, prefix = ''): [string, string][] {
  if (typeof node === 'string') return [[prefix.replace(plural, ''), node]];
  return Object.entries(node as object).flatMap(([key, value]) => paths(value, `${prefix}.${key}`));
}

const keys = (node: unknown) => [...new Set(paths(node).map(([path]) => path))].sort();
const variables = (text: string) =>
  [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort();

describe('texts', () => {
  it('exist in both languages', () => {
    expect(keys(resources.en)).toEqual(keys(resources.zh));
  });

  it('are never empty and use the same variables in both languages', () => {
    const english = new Map(paths(resources.en));
    for (const [path, text] of paths(resources.zh)) {
      expect(text.trim(), path).not.toBe('');
      expect(english.get(path)?.trim(), path).not.toBe('');
      expect(variables(english.get(path) ?? ''), path).toEqual(variables(text));
    }
  });

  it('are not Chinese in English', () => {
    for (const [path, text] of paths(resources.en)) {
      // A language's own name is the one text that stays in its language.
      if (path === '.app.language.zh') continue;
      expect(text, path).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
