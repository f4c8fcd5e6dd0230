import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredoError } from '../../shared/errors.ts';
import { addressKey, defaultAllowances, RequestLimits } from './request-limits.ts';

const allowances = {
  requests: { points: 3, seconds: 60 },
  unknownTokens: { points: 2, seconds: 600 },
  unknownTokensOverall: { points: 5, seconds: 600 },
  uploadsByToken: { points: 2, seconds: 3600 },
  uploadsByAddress: { points: 4, seconds: 3600 },
  uploadsWithoutPage: { points: 1, seconds: 3600 },
};

/** Seconds the refusal asks to wait for, or 0 where it went through. */
async function wait(work: Promise<void>): Promise<number> {
  try {
    await work;
    return 0;
  } catch (error) {
    if (error instanceof CredoError && error.code === 'tooManyRequests') {
      return Number(error.parameters.seconds);
    }
    throw error;
  }
}

let limits: RequestLimits;
beforeEach(() => {
  vi.useFakeTimers();
  limits = new RequestLimits(allowances);
});
afterEach(() => vi.useRealTimers());

it('counts requests by address and says how long to wait', async () => {
  for (let request = 0; request < 3; request++)
    expect(await wait(limits.countRequest('a'))).toBe(0);
  vi.advanceTimersByTime(20_000);
  expect(await wait(limits.countRequest('a'))).toBe(40);
  expect(await wait(limits.countRequest('b'))).toBe(0);
  vi.advanceTimersByTime(40_000);
  expect(await wait(limits.countRequest('a'))).toBe(0);
});

describe('guessing tokens', () => {
  it('shuts out the address that guesses, and nobody else', async () => {
    for (let guess = 0; guess < 2; guess++) {
      expect(await wait(limits.admitToken('a', 'guess'))).toBe(0);
      expect(await wait(limits.countUnknownToken('a'))).toBe(0);
    }
    expect(await wait(limits.countUnknownToken('a'))).toBe(600);
    expect(await wait(limits.admitToken('a', 'guess'))).toBe(600);
    expect(await wait(limits.admitToken('b', 'guess'))).toBe(0);
    vi.advanceTimersByTime(600_000);
    expect(await wait(limits.admitToken('a', 'guess'))).toBe(0);
  });

  it('leaves links that were opened before open to the same address', async () => {
    limits.rememberOpened('link');
    for (let guess = 0; guess < 3; guess++) await wait(limits.countUnknownToken('a'));
    expect(await wait(limits.admitToken('a', 'link'))).toBe(0);
    expect(await wait(limits.admitToken('a', 'another'))).toBeGreaterThan(0);
  });

  it('is limited over all addresses together', async () => {
    for (const address of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await wait(limits.countUnknownToken(address));
    }
    expect(await wait(limits.admitToken('g', 'guess'))).toBe(600);
  });
});

describe('uploading', () => {
  it('is limited by token, and generous to the address', async () => {
    limits.rememberOpened('one');
    limits.rememberOpened('two');
    limits.rememberOpened('three');
    expect(await wait(limits.countUpload('a', 'one'))).toBe(0);
    expect(await wait(limits.countUpload('a', 'one'))).toBe(0);
    expect(await wait(limits.countUpload('a', 'one'))).toBe(3600);
    expect(await wait(limits.countUpload('a', 'two'))).toBe(0);
    expect(await wait(limits.countUpload('a', 'two'))).toBe(0);
    expect(await wait(limits.countUpload('a', 'three'))).toBe(3600);
    expect(await wait(limits.countUpload('b', 'three'))).toBe(0);
  });

  it('is limited harder for a caller that shows no opened link', async () => {
    expect(await wait(limits.countUpload('a', ''))).toBe(0);
    expect(await wait(limits.countUpload('a', 'made up'))).toBe(3600);
  });
});

it('lets an office of 40 candidates behind one address send 20 files each in an hour', async () => {
  const office = new RequestLimits(defaultAllowances);
  for (let candidate = 0; candidate < 40; candidate++) {
    office.rememberOpened(`link ${candidate}`);
    for (let file = 0; file < 20; file++) {
      expect(await wait(office.countUpload('nat', `link ${candidate}`))).toBe(0);
    }
  }
});

it('takes an IPv4 address for one in any writing, and an IPv6 /64 for one', () => {
  expect(addressKey('::ffff:192.168.1.9')).toBe('192.168.1.9');
  expect(addressKey('192.168.1.9')).toBe('192.168.1.9');
  expect(addressKey('fd00:1:2:3:4:5:6:7')).toBe(addressKey('fd00:1:2:3::1'));
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0');
  expect(addressKey('fd00:1:2:4::1')).not.toBe(addressKey('fd00:1:2:3::1'));
  expect(addressKey(undefined)).toBe('');
});
