import { CredoError } from '../../../shared/errors.ts';
import type { Platform } from '../../platform.ts';

/** Longest name that file systems take, in UTF-16 units. */
const longestName = 255;

// Characters that no file name of an honest phone has: control characters and line separators, and
// the marks that reorder text, with which `gpj.exe` shows as `exe.jpg`.
const control = /[\p{Cc}\u2028\u2029]/u;
const reordering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
// A lone half of a surrogate pair cannot be written as UTF-8.
const notUnicode = /\p{Cs}/u;

/**
 * The name of an uploaded file: the last component of what the browser sent (old ones send a path).
 * @throws CredoError `attachmentNameRefused` for a name that is too long, climbs folders, or carries
 * control or reordering characters
 */
export function uploadedFileName(sent: string): string {
  const components = sent.normalize('NFC').split(/[/\\]/);
  const name = (components.at(-1) ?? '').trim();
  const hostile =
    sent.length > longestName * 4 ||
    name.length > longestName ||
    components.includes('..') ||
    control.test(sent) ||
    reordering.test(sent) ||
    notUnicode.test(sent);
  if (hostile) throw new CredoError('attachmentNameRefused');
  return name === '.' ? '' : name;
}

/**
 * A name to show and to answer with, from whatever a caller sent: no path, no control or reordering
 * characters, at most 255 units. Nothing else of it changes.
 */
export function displayName(sent: string, fallback: string): string {
  const cleaned = sent
    .toWellFormed()
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  return shorten(cleaned, longestName) || fallback;
}

/** As `displayName`, for a file system: without characters Windows refuses, not hidden on Unix. */
export function safeFileName(wanted: string, fallback: string): string {
  const cleaned = displayName(wanted, '')
    .normalize('NFC')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return cleaned || fallback;
}

/** Shortens a name to a number of UTF-16 units, keeping its extension and its characters whole. */
function shorten(name: string, length: number): string {
  if (name.length <= length) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, length - extension.length).replace(/[\ud800-\udbff]$/, '') + extension;
}

/** `name.ext` → `name-2.ext`, and so on, until it is none of those taken (compared without case). */
export function uniqueFileName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  let unique = name;
  for (let number = 2; taken.has(unique.toLowerCase()); number++) {
    unique = `${stem}-${number}${extension}`;
  }
  taken.add(unique.toLowerCase());
  return unique;
}

/** Gives a name the extension that its content has, unless it has it (or a spelling of it) already. */
export function withExtension(name: string, ext: string): string {
  const spellings: Record<string, readonly string[]> = {
    jpg: ['jpg', 'jpeg', 'jpe', 'jfif'],
    heic: ['heic', 'heif', 'hif'],
    heif: ['heif', 'heic', 'hif'],
  };
  const own = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (spellings[ext] ?? [ext]).includes(own) ? name : `${name}.${ext}`;
}

/**
 * A `Content-Disposition` with a name in any script: RFC 6266, the name in RFC 8187 form beside an
 * ASCII one for clients that know no better. Nothing of the name can end the header.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** `M00/<2 hex upper>/<2 hex upper>/<27 url-safe characters>.<ext>`, unguessable. */
export function newDfsFileName(platform: Platform, ext: string): string {
  const bytes = Buffer.from(platform.randomBytes(22));
  const folder = bytes.toString('hex', 20).toUpperCase();
  const name = bytes.toString('base64url', 0, 20);
  return `M00/${folder.slice(0, 2)}/${folder.slice(2)}/${name}.${ext}`;
}
