import { templateParts } from '../../../../shared/templates/variables.ts';

/** The attribute that marks a variable's element in the editor. */
export const variableAttribute = 'data-variable';

/**
 * A template's HTML for the editor: each `{{variable}}` in running text becomes an element that the
 * editor treats as one piece. Those in attributes (a link's address) stay as they are.
 */
export function templateToEditor(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
  for (const text of texts) {
    const parts = templateParts(text.data);
    if (!parts.some((part) => 'variable' in part)) continue;
    text.replaceWith(
      ...parts.map((part) => {
        if ('literal' in part) return part.literal;
        const element = document.createElement('span');
        element.setAttribute(variableAttribute, part.variable);
        element.textContent = `{{${part.variable}}}`;
        return element;
      }),
    );
  }
  return body.innerHTML;
}

/**
 * The editor's HTML as a template again. The paragraph that the editor keeps in every list item goes,
 * as mail programs would give each item a paragraph's margins.
 */
export function editorToTemplate(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(`[${variableAttribute}]`)) {
    element.replaceWith(`{{${element.getAttribute(variableAttribute)}}}`);
  }
  for (const paragraph of body.querySelectorAll('li > p:first-child:last-child')) {
    if (paragraph.attributes.length === 0) paragraph.replaceWith(...paragraph.childNodes);
  }
  return body.innerHTML;
}
