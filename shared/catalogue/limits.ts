/** Limits of candidates' uploads; the numbers are defaults that settings may change. */
export const uploadLimits = {
  /** Bytes a file. */
  fileBytes: 20 * 1024 * 1024,
  /** Files a certificate. */
  filesPerCertificate: 20,
  /** Days until a token expires. */
  tokenDays: 30,
} as const;

/** Files that go out with a template's mails: as many, and as many bytes together. */
export const templateFileLimits = { files: 10, totalBytes: 10 * 1024 * 1024 } as const;

const openXml = 'application/vnd.openxmlformats-officedocument';

/** Office documents that may go out with a mail; `part` is what makes the ZIP one. */
export const officeTypes = [
  { ext: 'docx', mime: `${openXml}.wordprocessingml.document`, part: 'word/document.xml' },
  { ext: 'xlsx', mime: `${openXml}.spreadsheetml.sheet`, part: 'xl/workbook.xml' },
  { ext: 'pptx', mime: `${openXml}.presentationml.presentation`, part: 'ppt/presentation.xml' },
] as const;

/** File types a candidate may upload, judged by content. */
export const attachmentTypes = [
  { ext: 'jpg', mime: 'image/jpeg' },
  { ext: 'png', mime: 'image/png' },
  { ext: 'webp', mime: 'image/webp' },
  { ext: 'heic', mime: 'image/heic' },
  { ext: 'heif', mime: 'image/heif' },
  { ext: 'pdf', mime: 'application/pdf' },
] as const;
