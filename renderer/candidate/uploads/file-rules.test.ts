import { expect, it } from 'vitest';
import { extensionOf, fileProblem, isPhoto } from './file-rules.ts';

const limit = 1000;
const file = (name: string, size = 10, type = '') => ({ name, size, type });

it.each([
  [file('a.JPG'), undefined],
  [file('IMG.jpeg'), undefined],
  [file('scan.pdf'), undefined],
  [file('photo', 10, 'image/heic'), undefined],
  [file('no-name-and-no-type'), undefined],
  [file('a.docx'), 'document'],
  [file('a.exe'), 'type'],
  [file('video', 10, 'video/mp4'), 'type'],
  [file('a.png', 0), 'empty'],
  [file('a.png', 1001), 'shrinkable'],
  [file('a.pdf', 1001), 'tooLarge'],
  [file('a.heic', 1001), 'tooLarge'],
] as const)('%o is %s', (chosen, problem) => {
  expect(fileProblem(chosen, limit, true)).toBe(problem);
});

it('offers to shrink only where the browser can', () => {
  expect(fileProblem(file('a.png', 1001), limit, false)).toBe('tooLarge');
});

it('knows kinds by their extension in any spelling', () => {
  expect(extensionOf('证书.JPEG')).toBe('jpg');
  expect(extensionOf('证书')).toBe('');
  expect([isPhoto('heic'), isPhoto(''), isPhoto('pdf'), isPhoto('docx')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
