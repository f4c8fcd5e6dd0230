import { templateVariables } from '../../../shared/catalogue/mail-templates.ts';
import { CredoError } from '../../../shared/errors.ts';
import { renderHtml, renderText, type TemplateValues } from '../../../shared/templates/render.ts';
import { findVariables } from '../../../shared/templates/variables.ts';
import { sampleCode } from '../../../shared/upload-code.ts';
import { sanitiseMailHtml } from '../../delivery/mail-html.ts';

/** What is written before it is rendered: a template's, or a recruiter's edit of it. */
export interface Draft {
  /** Plain text. */
  readonly subject: string;
  /** HTML; it is sanitised here. */
  readonly content: string;
  /** Plain text of an SMS, or absent. */
  readonly sms?: string | undefined;
}

/** A draft with its variables resolved. */
export interface Composed {
  readonly subject: string;
  readonly content: string;
  /** Empty where the draft has none. */
  readonly sms: string;
  /** Names of variables that are unknown or have no value: such a message must not be sent. */
  readonly unresolved: readonly string[];
}

/**
 * The token of the links that previews show. Where a client sends a preview back as its content,
 * the sample link becomes the real one again.
 */
export const sampleToken = 'SampleLinkOnlyPreview0';
const sampleLink = new RegExp(`https?://[^\\s"'<>]*/c/${sampleToken}`, 'g');

/**
 * Renders a draft. Where `upload_link` has a value and the draft does not use it, the link is added
 * at the end: a request that cannot be answered is of no use, and a client of the reference writes
 * its content before the token exists. An SMS gets address and code instead where there is a code:
 * carriers refuse links in variables.
 */
export function composeDraft(draft: Draft, values: TemplateValues): Composed {
  const html = sanitiseMailHtml(draft.content.replace(sampleLink, '{{upload_link}}'));
  const sms = (draft.sms ?? '')
    .trim()
    .replace(sampleLink, '{{upload_link}}')
    .replaceAll(sampleCode, '{{upload_code}}');
  const subject = renderText(oneLine(draft.subject), values);
  const content = renderHtml(withLink(html, values, '<p>上传链接：{{upload_link}}</p>'), values);
  const text = renderText(sms && withWay(sms, values), values);
  return {
    subject: oneLine(subject.text),
    content: content.text,
    sms: text.text,
    unresolved: [...new Set([...subject.unresolved, ...content.unresolved, ...text.unresolved])],
  };
}

/**
 * Renders a draft for sending.
 * @throws CredoError `variablesUnresolved` naming every variable that is unknown or has no value
 */
export function composeForSending(draft: Draft, values: TemplateValues): Composed {
  const composed = composeDraft(draft, values);
  if (composed.unresolved.length > 0) {
    throw new CredoError('variablesUnresolved', { variables: composed.unresolved.join(', ') });
  }
  return composed;
}

/**
 * Reads a draft once, to find for many readers what would stay unresolved.
 * @returns names of variables that are unknown, mistyped, or have no value among those given
 */
export function unresolvedFinder(draft: Draft): (values: TemplateValues) => string[] {
  const known: readonly string[] = templateVariables;
  const filled = Object.fromEntries(known.map((name) => [name, name])) as TemplateValues;
  const always = composeDraft(draft, filled).unresolved;
  const used = [draft.subject, sanitiseMailHtml(draft.content), draft.sms ?? '']
    .flatMap((text) => findVariables(text))
    .filter((name) => known.includes(name));
  const names = [...new Set(used)] as (keyof TemplateValues)[];
  return (values) => [...always, ...names.filter((name) => !values[name]?.trim())];
}

function withLink(template: string, values: TemplateValues, addition: string): string {
  const needed = values.upload_link && !findVariables(template).includes('upload_link');
  return needed ? template + addition : template;
}

/** An SMS with a way to the upload: the code where there is one, else the link. */
function withWay(sms: string, values: TemplateValues): string {
  if (!values.upload_code) return withLink(sms, values, ' {{upload_link}}');
  const named = findVariables(sms);
  const given = named.includes('upload_link') || named.includes('upload_code');
  return given ? sms : `${sms} {{upload_address}} 验证码 {{upload_code}}`;
}

/** A header is one line: line breaks and other control characters become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
