import { describe, expect, it } from 'vitest';
import { randomBigId, randomToken, systemPlatform } from './platform.ts';

describe('randomToken', () => {
  it('has 22 characters of the alphabet and does not repeat', () => {
    const tokens = Array.from({ length: 1000 }, () => randomToken(systemPlatform));
    for (const token of tokens) expect(token).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('drops bytes that would make some characters likelier', () => {
    let call = 0;
    const platform = {
      now: () => 0,
      randomBytes: (size: number) => new Uint8Array(size).fill(call++ === 0 ? 255 : 61),
    };
    expect(randomToken(platform)).toBe('z'.repeat(22));
  });
});

describe('randomBigId', () => {
  it('stays within a signed 64-bit integer and is never zero', () => {
    const all = (byte: number) => ({
      now: () => 0,
      randomBytes: (size: number) => new Uint8Array(size).fill(byte),
    });
    expect(randomBigId(all(255))).toBe('9223372036854775807');
    expect(randomBigId(all(0))).toBe('1');
  });
});
