/** What a code is made of: nothing that is mistaken for something else (0 O, 1 I L). */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Wrong tries in a row that lock a code. */
export const wrongTriesLimit = 5;

/**
 * What previews show for a code. It is never given out; where a client sends a preview back as its
 * text, it becomes the real code again.
 */
export const sampleCode = 'XXXXXX';

/** A code as it was given out, however it was typed: small letters, full width, blanks, hyphens. */
export function normalCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '');
}

/** Digits as a phone number has them, however they were typed. */
export function normalDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/\s+/g, '');
}
