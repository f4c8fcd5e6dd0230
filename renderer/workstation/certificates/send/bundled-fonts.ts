let rules: string | undefined;

/** The app's `@font-face` rules as CSS, for a frame that cannot see the app's own style sheets. */
export function bundledFontFaces(): string {
  rules ??= [...document.styleSheets].flatMap(fontFaces).join('\n');
  return rules;
}

function fontFaces(sheet: CSSStyleSheet): string[] {
  return [...sheet.cssRules]
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .map(({ cssText }) => absoluteAddresses(cssText, sheet.href ?? location.href));
}

/** Addresses in a rule are relative to its sheet, which the frame does not have. */
function absoluteAddresses(css: string, base: string): string {
  return css.replace(
    /url\("([^"]+)"\)/g,
    (_whole, address: string) => `url("${new URL(address, base)}")`,
  );
}
