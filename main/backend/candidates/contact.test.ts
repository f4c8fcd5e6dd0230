import { describe, expect, it } from 'vitest';
import { normaliseEmail, normaliseIdNumber, normalisePhone } from './contact.ts';

describe('normalisePhone', () => {
  it.each([
    ['18799990000', '18799990000'],
    [' +86 187-9999-0000 ', '18799990000'],
    ['0086 18799990000', '18799990000'],
    ['１８７９９９９００００', '18799990000'],
    ['021-62345678', '02162345678'],
    ['010-62345678', '01062345678'],
    ['+852 9123 4567', '+85291234567'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['', ''],
  ])('keeps %s as %s', (text, phone) => {
    expect(normalisePhone(text)).toBe(phone);
  });

  it.each(['12345', '1.88E+10', '1879999000', 'abc', '18799990000 ext. 5', '=1+1'])(
    'refuses %s',
    (text) => {
      expect(() => normalisePhone(text)).toThrow('Not a valid phone number');
    },
  );
});

describe('normaliseEmail', () => {
  it('lowers and trims', () => {
    expect(normaliseEmail(' Song.HaiYang@Example.COM ')).toBe('song.haiyang@example.com');
    expect(normaliseEmail('')).toBe('');
  });

  it.each(['song@', '@example.com', 'a b@example.com', 'song@example', 'a@b.cc\r\nBcc: x@y.zz'])(
    'refuses %j',
    (text) => {
      expect(() => normaliseEmail(text)).toThrow('Not a valid e-mail address');
    },
  );
});

describe('normaliseIdNumber', () => {
  it.each([
    ['11010519491231002x', '11010519491231002X'],
    ['440524 18800101 0014', '440524188001010014'],
    ['E12345678', 'E12345678'],
    ['130503670401001', '130503670401001'],
    ['', ''],
  ])('keeps %s as %s', (text, number) => {
    expect(normaliseIdNumber(text)).toBe(number);
  });

  it.each(['110105194912310021', '11010519491331002X', '1.10105E+17', '11', '=A1'])(
    'refuses %s',
    (text) => {
      expect(() => normaliseIdNumber(text)).toThrow('Not a valid ID number');
    },
  );
});
