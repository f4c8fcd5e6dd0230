import {
  type TemplateVariable,
  templateVariableDefinitions,
  templateVariables,
} from '../catalogue/mail-templates.ts';
import { strayBraces, type TemplatePart, templateParts } from './variables.ts';

/** Values of variables, as plain text. An absent or blank one is unresolved. */
export type TemplateValues = Partial<Record<TemplateVariable, string>>;

/** A rendered template. */
export interface Rendered {
  /** Unresolved placeholders are left in place. */
  readonly text: string;
  /** Names that are unknown or have no value, each once, and mistyped placeholders as written. */
  readonly unresolved: readonly string[];
}

/** Renders a template of plain text: an SMS, or a subject. */
export function renderText(template: string, values: TemplateValues): Rendered {
  return render(template, values, (value) => withoutBraces(value));
}

/**
 * Renders a template of sanitised HTML. Values are escaped, their line breaks kept. A variable of type `link` becomes an
 * anchor in running text, and the bare address inside an attribute or within an anchor.
 */
export function renderHtml(template: string, values: TemplateValues): Rendered {
  let openAnchors = 0;
  let insideTag = false;
  return render(
    template,
    values,
    (value, name) => {
      const escaped = escapeHtml(value).replace(/\n/g, insideTag ? ' ' : '<br />');
      if (!isLink(name) || insideTag || openAnchors > 0) return escaped;
      return `<a href="${escaped}">${escaped}</a>`;
    },
    (literal) => {
      for (const [piece] of literal.matchAll(/<\/a\s*>|<a(?=[\s>])|<|>/gi)) {
        const tag = piece.toLowerCase();
        if (tag === '<a') openAnchors += 1;
        else if (tag.startsWith('</')) openAnchors = Math.max(0, openAnchors - 1);
        insideTag = tag === '<' || tag === '<a';
      }
    },
  );
}

/** Escapes text for HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'{}]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function render(
  template: string,
  values: TemplateValues,
  write: (value: string, name: TemplateVariable) => string,
  onLiteral: (literal: string) => void = () => {},
): Rendered {
  const unresolved = new Set<string>();
  let text = '';
  const parts = templateParts(template);
  for (const [index, part] of parts.entries()) {
    if ('literal' in part) {
      for (const stray of strayBraces(part.literal)) unresolved.add(stray);
      onLiteral(part.literal);
      text += part.literal;
      continue;
    }
    const value = isVariable(part.variable) ? values[part.variable]?.trim() : undefined;
    if (value) {
      const name = part.variable as TemplateVariable;
      text += write(value, name) + (isLink(name) ? gapBefore(parts[index + 1]) : '');
    } else {
      unresolved.add(part.variable);
      text += `{{${part.variable}}}`;
    }
  }
  return { text, unresolved: [...unresolved] };
}

/**
 * What has to stand between an address and what follows it: phones and mail programs that find
 * addresses in plain text take a Chinese character right behind one for a part of it.
 */
function gapBefore(next: TemplatePart | undefined): string {
  if (!next || ('literal' in next && /^[\s<>"'&]/.test(next.literal))) return '';
  return ' ';
}

/** Full-width braces: a value must not become a placeholder when the text is rendered again. */
function withoutBraces(value: string): string {
  return value.replaceAll('{', '｛').replaceAll('}', '｝');
}

function isVariable(name: string): name is TemplateVariable {
  return (templateVariables as readonly string[]).includes(name);
}

function isLink(name: TemplateVariable): boolean {
  return templateVariableDefinitions.some((entry) => entry.name === name && entry.type === 'link');
}
