import { Node } from '@tiptap/react';
import { variableAttribute } from './template-html.ts';

/**
 * A template variable in the editor: one piece that can be moved and deleted but not misspelt.
 * @param labelOf what to show for a variable's name
 * @param className of the element shown
 */
export function variableNode(labelOf: (name: string) => string, className: string) {
  return Node.create({
    name: 'variable',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes() {
      return {
        name: {
          default: '',
          parseHTML: (element) => element.getAttribute(variableAttribute) ?? '',
          renderHTML: ({ name }) => ({ [variableAttribute]: name }),
        },
      };
    },
    parseHTML() {
      return [{ tag: `span[${variableAttribute}]` }];
    },
    renderHTML({ node, HTMLAttributes }) {
      return ['span', HTMLAttributes, `{{${node.attrs.name}}}`];
    },
    renderText({ node }) {
      return `{{${node.attrs.name}}}`;
    },
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('span');
        dom.className = className;
        dom.textContent = labelOf(String(node.attrs.name));
        return { dom };
      };
    },
  });
}
