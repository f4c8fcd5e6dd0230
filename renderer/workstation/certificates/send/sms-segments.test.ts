import { describe, expect, it } from 'vitest';
import { smsLength } from './sms-segments.ts';

describe('Chinese text (UCS-2)', () => {
  it('fits 70 characters alone and 67 in each of several', () => {
    expect(smsLength('证'.repeat(70))).toEqual({ units: 70, encoding: 'UCS-2', segments: 1 });
    expect(smsLength('证'.repeat(71)).segments).toBe(2);
    expect(smsLength('证'.repeat(134)).segments).toBe(2);
    expect(smsLength('证'.repeat(135)).segments).toBe(3);
  });

  it('is decided by a single character outside the GSM alphabet', () => {
    expect(smsLength(`${'a'.repeat(70)}。`)).toEqual({ units: 71, encoding: 'UCS-2', segments: 2 });
  });

  it('never cuts a character of two units', () => {
    // 66 units, then a pair that does not fit into the 67th, then enough to need two segments.
    expect(smsLength(`${'证'.repeat(66)}😀${'证'.repeat(66)}`).segments).toBe(3);
    expect(smsLength(`${'证'.repeat(65)}😀${'证'.repeat(67)}`).segments).toBe(2);
  });
});

describe('Latin text (GSM-7)', () => {
  it('fits 160 characters alone and 153 in each of several', () => {
    expect(smsLength('a'.repeat(160))).toEqual({ units: 160, encoding: 'GSM-7', segments: 1 });
    expect(smsLength('a'.repeat(161)).segments).toBe(2);
    expect(smsLength('a'.repeat(306)).segments).toBe(2);
    expect(smsLength('a'.repeat(307)).segments).toBe(3);
  });

  it('counts characters of the extension table twice and never cuts them', () => {
    expect(smsLength('€[]').units).toBe(6);
    expect(smsLength('€'.repeat(80)).segments).toBe(1);
    expect(smsLength(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3);
  });
});

it('has no segments without a text', () => {
  expect(smsLength('').segments).toBe(0);
});
