import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';

interface JsonWithSource {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}
const json = JSON as unknown as JsonWithSource;

/**
 * An example of the reference as it stands there, comments stripped: `listTpl.request`,
 * `listTpl.response` and so on, from `test/fixtures/reference/`.
 */
export function referenceText(name: string): string {
  const file = new URL(`../fixtures/reference/${name}.json`, import.meta.url);
  return readFileSync(fileURLToPath(file), 'utf8');
}

/**
 * JSON in one form whatever its white space: field order, types and every digit of a number kept.
 * Two answers are the same to a client exactly where these are.
 */
export function canonicalJson(text: string): string {
  return JSON.stringify(
    json.parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined ? json.rawJSON(source) : value,
    ),
    null,
    1,
  );
}

/** The field names, in order, and types of JSON: what must hold where the values may differ. */
export function jsonShape(text: string): string {
  return JSON.stringify(shape(JSON.parse(text)), null, 1);
}

function shape(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shape(field)]));
}

/** A request to an app, its answer read as text: `GET` without a body, else `POST` of that JSON text. */
export async function answerText(app: Hono, path: string, body?: string): Promise<string> {
  const response = await app.request(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body },
  );
  return response.text();
}
