/**
 * About how wide a text is at 12px, in pixels: wide enough for the bundled font, and known before the
 * font is there.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) as number) > 0x2e7f ? 12.2 : 7;
  return Math.ceil(width);
}
