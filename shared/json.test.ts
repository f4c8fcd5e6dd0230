import { describe, expect, it } from 'vitest';
import { integerJson, parseJson } from './json.ts';

describe('parseJson', () => {
  it('keeps the digits of an integer beyond 2^53', () => {
    expect(parseJson('{"id":1225069313917132820,"small":3285,"real":1.5}')).toEqual({
      id: '1225069313917132820',
      small: 3285,
      real: 1.5,
    });
  });

  it('throws on what is not JSON', () => {
    expect(() => parseJson('{"id":')).toThrow(SyntaxError);
  });
});

describe('integerJson', () => {
  it('writes a string of digits as a JSON number', () => {
    expect(JSON.stringify({ id: integerJson('1225069313917132820') })).toBe(
      '{"id":1225069313917132820}',
    );
  });

  it('refuses anything but digits', () => {
    expect(() => integerJson('1e9')).toThrow(SyntaxError);
    expect(() => integerJson('')).toThrow(SyntaxError);
  });
});
