import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentDisposition,
  displayName,
  safeFileName,
  uniqueFileName,
  uploadedFileName,
  withExtension,
} from './file-names.ts';

describe('uploadedFileName', () => {
  it.each([
    ['t01f6af2d343502f1e0.jpg', 't01f6af2d343502f1e0.jpg'],
    ['学历证明 (1).pdf', '学历证明 (1).pdf'],
    ['C:\\fakepath\\photo.jpg', 'photo.jpg'],
    ['DCIM/100APPLE/IMG_0001.HEIC', 'IMG_0001.HEIC'],
    ['毕业🎓.png', '毕业🎓.png'],
    ['', ''],
  ])('takes %j as %j', (sent, name) => {
    expect(uploadedFileName(sent)).toBe(name);
  });
  it.each([
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '..',
    'a\u0000.jpg',
    'a\r\nSet-Cookie: x.jpg',
    'exe.\u202Egpj.jpg',
    '\u2066x.jpg',
    'a\u2028.jpg',
    'a\ud800.jpg',
    `${'x'.repeat(10_000)}.jpg`,
    `${'长'.repeat(252)}.jpg`,
  ])('refuses %j', (sent) => {
    expect(() => uploadedFileName(sent)).toThrow(/name/);
  });
});

it('cleans names that it answers with, and changes no more of them than it must', () => {
  expect(displayName('a/b\\学历<1>.jpg', 'x')).toBe('学历<1>.jpg');
  expect(displayName('\u202e\r\n', 'x')).toBe('x');
  expect(safeFileName('../..', 'x')).toBe('x');
  expect(safeFileName('.htaccess', 'x')).toBe('htaccess');
  expect(safeFileName('a:b|c?.jpg', 'x')).toBe('a_b_c_.jpg');
  expect(safeFileName(`${'长'.repeat(300)}.jpg`, 'x')).toBe(`${'长'.repeat(251)}.jpg`);
});

it('makes names that are safe whatever is asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (wanted) => {
      const name = safeFileName(wanted, 'x');
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\u202a-\u202e]|^\./u);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(name.isWellFormed()).toBe(true);
      const header = contentDisposition('attachment', displayName(wanted, 'x'));
      expect(header).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.~%$&+^`|{}#-]+$/,
      );
    }),
  );
});

it('writes names in any script: RFC 8187 beside ASCII', () => {
  expect(contentDisposition('inline', '宋 "a".jpg')).toBe(
    `inline; filename="_ _a_.jpg"; filename*=UTF-8''%E5%AE%8B%20%22a%22.jpg`,
  );
});

it('keeps names in a ZIP apart, and extensions true', () => {
  const taken = new Set<string>();
  const names = ['a.jpg', 'A.JPG', 'a.jpg', 'a-2.jpg', 'b'].map((name) =>
    uniqueFileName(name, taken),
  );
  expect(names).toEqual(['a.jpg', 'A-2.JPG', 'a-3.jpg', 'a-2-2.jpg', 'b']);
  expect(withExtension('photo.JPEG', 'jpg')).toBe('photo.JPEG');
  expect(withExtension('photo.exe', 'jpg')).toBe('photo.exe.jpg');
  expect(withExtension('photo', 'pdf')).toBe('photo.pdf');
});
