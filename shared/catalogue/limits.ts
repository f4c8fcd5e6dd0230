/** Limits of candidates' uploads; the numbers are defaults that settings may change. */
export const uploadLimits = {
  /** Bytes a file. */
  fileBytes: 20 * 1024 * 1024,
  /** Files a certificate. */
  filesPerCertificate: 20,
  /** Days until a token expires. */
  tokenDays: 30,
} as const;

/** File types a candidate may upload, judged by content. */
export const attachmentTypes = [
  { ext: 'jpg', mime: 'image/jpeg' },
  { ext: 'png', mime: 'image/png' },
  { ext: 'webp', mime: 'image/webp' },
  { ext: 'heic', mime: 'image/heic' },
  { ext: 'heif', mime: 'image/heif' },
  { ext: 'pdf', mime: 'application/pdf' },
] as const;
