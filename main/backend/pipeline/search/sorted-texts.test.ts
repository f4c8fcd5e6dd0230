import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedTexts } from './sorted-texts.ts';

const text = fc.oneof(
  fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', '1') }),
  fc.string({ maxLength: 6, unit: 'binary' }),
  fc.constantFrom('', '宋海洋', 'user1@example.com', 'user12@example.com', 'a\0', 'a'),
);

function expected(texts: readonly string[], prefix: string): string[] {
  return texts.filter((value) => value !== '' && value.startsWith(prefix)).sort();
}

it('finds prefixes whatever was added and changed since', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 300 }),
      fc.array(fc.tuple(fc.nat(400), text), { maxLength: 40 }),
      fc.array(text, { maxLength: 20 }),
      (first, changes, prefixes) => {
        const texts = [...first];
        const sorted = new SortedTexts((entry) => texts[entry] as string);
        sorted.grow(texts.length);
        const look = (prefix: string) =>
          expect([...sorted.withPrefix(prefix)].map((entry) => texts[entry])).toEqual(
            expected(texts, prefix),
          );
        look('');
        for (const [entry, value] of changes) {
          if (entry < texts.length) {
            texts[entry] = value;
            sorted.change(entry);
          } else {
            texts.push(value);
            sorted.grow(texts.length);
          }
        }
        for (const prefix of ['', 'a', '宋', 'user1', ...prefixes]) look(prefix);
      },
    ),
    { numRuns: 200 },
  );
});

it('sorts many texts with long beginnings in common', () => {
  const texts = Array.from({ length: 5_000 }, (_, n) => `user${(n * 7_919) % 5_000}@example.com`);
  const sorted = new SortedTexts((entry) => texts[entry] as string);
  sorted.grow(texts.length);
  expect([...sorted.sorted()].map((entry) => texts[entry])).toEqual([...texts].sort());
  expect(sorted.withPrefix('user12')).toHaveLength(111);
});
