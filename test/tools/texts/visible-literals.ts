import { type ESTree, parseSync } from 'vite';

/** Attributes and properties whose value people read, or hear from a screen reader. */
const readNames = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'],
  ...['alt', 'title', 'label', 'placeholder', 'description', 'hint', 'error', 'message', 'tooltip'],
  ...['nothingFoundMessage', 'emptyText', 'searchPlaceholder'],
]);
/** Functions that show their first argument. */
const showing = new Set(['notifyDone', 'notifyUndo', 'notifyError', 'alert', 'confirm']);

const letters = /\p{L}/u;
const chinese = /\p{Script=Han}/u;

/** A text that people see and that is written where it is shown, in one language alone. */
export interface VisibleLiteral {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Texts in a module of the renderer that do not come from the locales: text between tags, values of
 * attributes and properties that people read, arguments of notices, and Chinese anywhere.
 * @param file its name, which says the dialect
 */
export function visibleLiterals(file: string, source: string): VisibleLiteral[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found = new Map<number, string>();
  const note = (start: number, text: string) => {
    if (letters.test(text)) found.set(start, text.trim());
  };
  /** What an expression shows, where that is written in it. */
  const noteShown = (node: ESTree.Node | null | undefined): void => {
    if (!node) return;
    if (node.type === 'Literal' && typeof node.value === 'string') note(node.start, node.value);
    else if (node.type === 'TemplateLiteral') {
      for (const { start, value } of node.quasis) note(start, value.raw);
    } else if (node.type === 'ConditionalExpression') {
      noteShown(node.consequent);
      noteShown(node.alternate);
    } else if (node.type === 'LogicalExpression') noteShown(node.right);
    else if (node.type === 'JSXExpressionContainer') noteShown(node.expression);
  };
  for (const node of nodesOf(program)) {
    switch (node.type) {
      case 'JSXText':
        note(node.start, node.value);
        break;
      case 'JSXExpressionContainer':
        // Between tags; an attribute's value is looked at by its name.
        if (source[node.start - 1] !== '=') noteShown(node.expression);
        break;
      case 'JSXAttribute':
        if (readNames.has(nameOf(node.name))) noteShown(node.value);
        break;
      case 'Property':
        if (readNames.has(nameOf(node.key))) noteShown(node.value);
        break;
      case 'CallExpression':
        if (showing.has(nameOf(node.callee))) noteShown(node.arguments[0]);
        break;
      case 'Literal':
        if (typeof node.value === 'string' && chinese.test(node.value)) {
          note(node.start, node.value);
        }
        break;
      case 'TemplateElement':
        if (chinese.test(node.value.raw)) note(node.start, node.value.raw);
        break;
    }
  }
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([start, text]) => ({ line: source.slice(0, start).split('\n').length, text }));
}

/** Every node of a tree. */
function* nodesOf(tree: unknown): Generator<ESTree.Node> {
  if (typeof tree !== 'object' || tree === null) return;
  if ('type' in tree && typeof tree.type === 'string') yield tree as ESTree.Node;
  for (const part of Object.values(tree)) yield* nodesOf(part);
}

function nameOf(node: ESTree.Node): string {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
}
