/** How a text message is counted and charged. */
export interface SmsLength {
  /** What the limit counts: GSM-7 septets, or UTF-16 units. */
  readonly units: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Messages it is sent as; 0 for an empty text. */
  readonly segments: number;
}

/** 3GPP TS 23.038, default alphabet. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension table: an escape before each, so two septets. */
const extended = new Set('\f^{}\\[~]|€');

/** Septets of a text in the GSM alphabet, or null where it needs UCS-2. */
function septets(text: string): number[] | null {
  const sizes: number[] = [];
  for (const character of text) {
    if (basic.has(character)) sizes.push(1);
    else if (extended.has(character)) sizes.push(2);
    else return null;
  }
  return sizes;
}

/**
 * Length and number of segments of a text message: 160 septets alone or 153 in each of several, or
 * 70 and 67 UTF-16 units where a character is outside the GSM alphabet (any Chinese text). A
 * character of two units or septets is never cut between two segments.
 */
export function smsLength(text: string): SmsLength {
  const gsm = septets(text);
  const sizes = gsm ?? [...text].map((character) => character.length);
  const [alone, each] = gsm ? [160, 153] : [70, 67];
  const units = sizes.reduce((sum, size) => sum + size, 0);
  return {
    units,
    encoding: gsm ? 'GSM-7' : 'UCS-2',
    segments: units === 0 ? 0 : units <= alone ? 1 : countSegments(sizes, each),
  };
}

function countSegments(sizes: readonly number[], limit: number): number {
  let segments = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > limit) {
      segments += 1;
      filled = 0;
    }
    filled += size;
  }
  return segments;
}
