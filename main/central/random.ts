import type { Platform } from '../platform.ts';

/** A random UUID (version 4) from the platform's randomness. */
export function randomUuid(platform: Platform): string {
  const bytes = Uint8Array.from(platform.randomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** 32 characters that do not look alike. */
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code for people to type, `XXXX-XXXX-XXXX`: 60 bits of randomness. */
export function randomCode(platform: Platform): string {
  const letters = [...platform.randomBytes(12)].map((byte) => codeAlphabet[byte % 32]).join('');
  return letters.replace(/(.{4})(?!$)/g, '$1-');
}

/** A code as it is compared: case, dashes and spaces do not count. */
export function normalizedCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
