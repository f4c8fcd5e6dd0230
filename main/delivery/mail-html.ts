import { compile } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';

/** A CSS value without functions that fetch or run: no colon, no slash, so no address either. */
const styleValue =
  /^(?!.*(?:url|expression|image|attr|var)\s*\()[\p{L}\p{N}\s#%.,()'"!+-]{1,200}$/iu;
const styles = [
  'background-color border border-bottom border-collapse border-color border-left border-radius',
  'border-right border-spacing border-style border-top border-width color font-family font-size',
  'font-style font-weight height letter-spacing line-height list-style-type margin margin-bottom',
  'margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left',
  'padding-right padding-top text-align text-decoration text-indent vertical-align white-space width',
]
  .join(' ')
  .split(' ');

/** `{{upload_link}}` as a whole address: it becomes one when the mail is rendered. */
const variableAddress = /^\s*\{\{[^{}<>"]*\}\}\s*$/;
const linkAddress = /^\s*(?:https?:\/\/|mailto:)[^\s<>"]+\s*$/i;
const embeddedImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=\s]+$/i;

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'a',
      'b',
      'blockquote',
      'br',
      'caption',
      'code',
      'col',
      'colgroup',
      'div',
      'em',
      'h1',
      'h2',
    ],
    ...['h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'li', 'ol', 'p', 'pre', 's', 'small', 'span'],
    ...['strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul'],
  ],
  allowedAttributes: {
    '*': ['style', 'align', 'dir', 'lang'],
    a: ['href', 'title'],
    img: ['src', 'alt', 'width', 'height'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'role'],
    td: ['colspan', 'rowspan', 'width', 'height', 'valign', 'bgcolor'],
    th: ['colspan', 'rowspan', 'width', 'height', 'valign', 'bgcolor', 'scope'],
    ol: ['start', 'type'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  allowedStyles: { '*': Object.fromEntries(styles.map((style) => [style, [styleValue]])) },
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: Object.fromEntries(
        Object.entries(attribs).filter(
          ([name, value]) =>
            name !== 'href' || variableAddress.test(value) || linkAddress.test(value),
        ),
      ),
    }),
  },
  // An image that is fetched tells its owner when and where the mail was opened.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !embeddedImage.test(attribs.src ?? ''),
  disallowedTagsMode: 'discard',
  nestingLimit: 60,
};

/**
 * Makes HTML safe to mail and to preview: an allow-list of elements, attributes and inline styles,
 * links to http, https, mailto or a template variable alone, images only where they are embedded.
 *
 * What comes out stays as it is when it is sanitised again: HTML broken on purpose can come out of one
 * pass as something that the next reader takes for other elements, so it passes until it is settled.
 */
export function sanitiseMailHtml(html: string): string {
  let clean = sanitizeHtml(html, options);
  for (let pass = 0; pass < maximumPasses; pass += 1) {
    const again = sanitizeHtml(clean, options);
    if (again === clean) return clean;
    clean = again;
  }
  return sanitizeHtml(clean, { allowedTags: [], allowedAttributes: {} });
}

/** Honest HTML settles at once; what has not settled after these passes keeps its text alone. */
const maximumPasses = 8;

/** The plain-text side of a mail: links as `text <address>`, tables as lines. */
export const mailHtmlToText = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '· ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
});
