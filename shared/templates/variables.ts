/** `{{name}}`: no braces inside, white space around the name allowed. */
const placeholder = /\{\{([^{}]*)\}\}/g;

/** A template cut into literal text and placeholders, in order. */
export type TemplatePart = { readonly literal: string } | { readonly variable: string };

/** Cuts a template into its parts. A placeholder's name is trimmed and free of markup. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholder)) {
    if (match.index > end) parts.push({ literal: template.slice(end, match.index) });
    parts.push({ variable: variableName(match[1] ?? '') });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ literal: template.slice(end) });
  return parts;
}

/** The variables a template names, each once, in order; unknown ones too. */
export function findVariables(template: string): string[] {
  const names = templateParts(template).flatMap((part) =>
    'variable' in part ? [part.variable] : [],
  );
  return [...new Set(names)];
}

/** A rich-text editor may have put tags or entities between the braces. */
function variableName(inner: string): string {
  return inner
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .trim();
}

/**
 * Braces that look like a placeholder somebody mistyped, such as `{{candidate_name}`: a short piece
 * of text from each, to show. Sent as they are, a candidate would read them.
 */
export function strayBraces(literal: string): string[] {
  return [...literal.matchAll(/\{\{[^{}<\n]{0,24}\}?|[^{}<>\n]{0,24}\}\}/g)].map(([text]) =>
    text.trim(),
  );
}
