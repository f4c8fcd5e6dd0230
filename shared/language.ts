/** The languages of the product; Chinese is the default. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in every language of the product. */
export type LocalizedText = Readonly<Record<Language, string>>;

/**
 * The language an `Accept-Language` header prefers.
 * Only the order of the header counts; anything but English means Chinese.
 */
export function preferredLanguage(acceptLanguage: string | null | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',').map((range) => range.trim().toLowerCase());
  for (const range of ranges) {
    if (range.startsWith('zh')) return 'zh';
    if (range.startsWith('en')) return 'en';
  }
  return 'zh';
}
