import type { Texts } from './zh.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** The page in English. */
export const english: Texts = {
  otherLanguage: '中文',
  title: (kind) => `Send your ${kind.toLowerCase()}`,
  documentTitle: (kind, company) => `${kind} · ${company}`,
  greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
  intro: (company, position) =>
    `${company} needs to verify your document${position ? ` for the position "${position}"` : ''}. Take photos or choose files; it takes a minute or two.`,
  company: 'Company',
  position: 'Position',
  contact: 'Recruiter',
  deadline: 'Please send by',
  date: ({ month, day, weekday, time, year }) =>
    `${weekdays[weekday]} ${day} ${months[month - 1]}${year ? ` ${year}` : ''}, ${time}`,
  remaining: (days) =>
    days <= 0 ? 'due today' : days === 1 ? 'due tomorrow' : `${days} days left`,
  remarkTitle: 'Please send again',
  remarkText: (recruiter) => `${recruiter || 'The recruiter'} asks for more or other files:`,
  remarkEmpty: (recruiter) =>
    `${recruiter || 'The recruiter'} asks for more or other files. Contact them if you are unsure which.`,
  uploadTitle: 'Your files',
  accepted: (size, count) =>
    `Photos (JPG, PNG, WebP, HEIC) or PDF, up to ${size} each, up to ${files(count)}`,
  tip: 'All four corners, sharp text, no glare: that speeds up the review',
  takePhoto: 'Photos',
  takePhotoHint: 'Camera or album',
  chooseFile: 'Files',
  chooseFileHint: 'PDF, scans',
  filesTitle: (count, limit) => `${count} of ${limit} added`,
  noFiles: 'No files yet',
  state: {
    waiting: 'Waiting',
    sending: (percent) => `Uploading ${percent}%`,
    finishing: 'Saving…',
    done: 'Uploaded',
    submittedBefore: 'Sent last time',
    paused: 'No connection; it will go on by itself',
    busy: 'Cannot be taken just now; it is tried again by itself. If that goes on, tell the recruiter',
    removing: 'Removing…',
    shrinking: 'Making it smaller…',
    lost: 'Not finished: please choose this file again',
    unreadable: 'Your phone cannot read this file: please choose it again',
  },
  refused: {
    type: (ext) =>
      `${ext ? `${ext.toUpperCase()} files are` : 'This kind of file is'} not accepted: take a photo or use a PDF`,
    document: 'Save it as a PDF first, or take a photo',
    empty: 'The file is empty: choose another',
    tooLarge: (size) => `Larger than ${size}: choose a smaller file`,
    shrinkable: (size) => `Larger than ${size}: it can be made smaller first`,
    shrinkFailed: 'It cannot be made smaller: take the photo again with the camera',
    slotType: 'This kind of file is not accepted here: choose another',
  },
  shrink: 'Make smaller and upload',
  retry: 'Retry',
  remove: 'Remove',
  removeNamed: (name) => `Remove ${name}`,
  retryNamed: (name) => `Retry ${name}`,
  previewNamed: (name) => `View ${name}`,
  close: 'Close',
  tooManyFiles: (limit, left) =>
    `At most ${files(limit)}: ${left} not added. Remove some first to make room`,
  duplicates: (count) => `${files(count)} already in the list, not added twice`,
  removeFailed: 'Not removed: check the connection and try again',
  offline: 'You are offline. It goes on by itself once you are back; uploaded files are safe.',
  submit: (count) => (count > 0 ? `Submit ${files(count)}` : 'Submit'),
  submitting: 'Submitting…',
  submitEmpty: 'Add at least one file first',
  submitBusy: (count) => `${files(count)} still uploading; you can submit when done`,
  submitBroken: (count) => `${files(count)} did not upload: retry or remove first`,
  confirmTitle: (count) => `Submit ${count === 1 ? 'this file' : `these ${files(count)}`}?`,
  confirmText: (recruiter) =>
    `${recruiter || 'The recruiter'} will be notified. Until the review, this link lets you replace files.`,
  confirm: 'Submit',
  cancel: 'Not yet',
  slots: {
    lead: (count) => (count === 1 ? 'One document' : `${count} documents, one by one`),
    required: 'Required',
    optional: 'Optional',
    returned: 'Send again',
    accepted: 'Accepted',
    notNeeded: 'Not needed',
    added: files,
    none: 'Nothing yet',
    why: 'Why again',
    sample: (label) => `Example: ${label}`,
    takes: (image, pdf, limit) =>
      `${image && pdf ? 'Photos or PDF' : image ? 'Photos' : 'PDF'}, up to ${files(limit)}`,
    next: (label) => `Next: ${label}`,
    kept: 'Accepted: nothing more is needed here.',
    otherFiles: 'Other files',
    missing: (label) => `Still missing: ${label}`,
    again: (labels) => `To be sent again: ${labels}. The rest is fine as it is.`,
  },
  submitFailed:
    'Not submitted: check the connection and press again. Your files are safe; no need to upload them again.',
  keepSubmission: 'Keep what I sent before',
  replaceTitle: 'Replace files',
  replaceText:
    'Remove what is not needed, add new files, then submit again. Until then, what you sent stays valid.',
  receiptTitle: 'Received, thank you',
  receiptText: (recruiter) =>
    `Your files are with ${recruiter || 'the recruiter'}, who will get back to you after the review. You can close this page.`,
  receiptClosedTitle: 'Reviewed',
  receiptClosedText: (recruiter) =>
    `There is nothing left for you to do. To change a file, contact ${recruiter || 'the recruiter'}.`,
  submittedAt: 'Submitted',
  submittedFiles: (count) => `Submitted files (${count})`,
  replace: 'Replace files',
  replaceHint: 'Possible until the review',
  closedTitle: 'This link takes no more files',
  closedText: (recruiter) =>
    `If you still need to send something, contact ${recruiter || 'the recruiter'}.`,
  consentTitle: 'Please read before you upload',
  consentAgree: 'Agree and continue',
  consentFailed: 'It was not recorded. Check the connection and try again',
  privacy: (company) =>
    `Files go straight to ${company}'s own recruiting system. Only recruiters see them, only to verify this hire. Please do not forward this link.`,
  invalidTitle: 'This link is invalid or has expired',
  invalidText:
    'Check that you opened the whole link from the mail or SMS. If it has expired, ask the recruiter for a new one.',
  busyTitle: 'Too many requests',
  busyText: (seconds) =>
    seconds > 0 ? `Try again in ${seconds} s; the page opens by itself` : 'Opening again…',
  faultTitle: 'Something went wrong',
  faultText:
    'The recruiter’s system does not answer right now. Reload later; if it stays like this, contact the recruiter.',
  homeTitle: 'Documents for recruiters',
  notFoundTitle: 'No such page',
  notFoundText: 'Check that you opened the whole link from the mail or SMS.',
  reload: 'Open again',
};
