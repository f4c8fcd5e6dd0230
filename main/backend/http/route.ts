import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Endpoint, ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import { CredoError } from '../../../shared/errors.ts';
import { parseJson } from '../../../shared/json.ts';
import { type Language, type LocalizedText, preferredLanguage } from '../../../shared/language.ts';
import { envelope } from './envelope.ts';
import { readText } from './read-body.ts';

/** Bytes of a JSON body; a mail's HTML is the largest thing in one. */
const jsonLimit = 2 * 1024 * 1024;

/** What a handler knows of the request beside its parsed fields. */
export interface RequestContext {
  readonly language: Language;
  /** The raw request: for multipart bodies and streams. */
  readonly request: Request;
}

/** Does the work of an endpoint; throws `CredoError` to refuse. */
export type Handler<E extends Endpoint> = (
  fields: ParsedRequestOf<E>,
  context: RequestContext,
) => ResultsOf<E> | Promise<ResultsOf<E>>;

/**
 * Binds an endpoint of the API to a handler: parses the request by the endpoint's schema, answers in
 * the envelope, and answers 405 to other methods of the path.
 */
export function bind<E extends Endpoint>(app: Hono, endpoint: E, handler: Handler<E>): void {
  bindAnswer(app, endpoint, async (fields, context) => envelope(await handler(fields, context)));
}

/** As `bind`, for an endpoint that answers with a file instead of an envelope. */
export function bindFile<E extends Endpoint>(
  app: Hono,
  endpoint: E,
  answer: (fields: ParsedRequestOf<E>, context: RequestContext) => Promise<Response>,
): void {
  bindAnswer(app, endpoint, answer);
}

/** Sees every answer of an app's endpoints that is none of refusal. */
export type AnswerObserver = (path: string, fields: unknown, answer: Response) => void;

const observers = new WeakMap<Hono, AnswerObserver>();

/** Shows an app's answers to an observer, with the parsed request; a refusal throws and is not shown. */
export function observeAnswers(app: Hono, observer: AnswerObserver): void {
  observers.set(app, observer);
}

function bindAnswer<E extends Endpoint>(
  app: Hono,
  endpoint: E,
  answer: (fields: ParsedRequestOf<E>, context: RequestContext) => Promise<Response>,
): void {
  app.on(endpoint.method, endpoint.path, async (context) => {
    const request = context.req.raw;
    const language = requestLanguage(context);
    const input = endpoint.multipart ? {} : await readFields(endpoint, context);
    const fields = parseFields(endpoint.request, input, language) as ParsedRequestOf<E>;
    const response = await answer(fields, { language, request });
    observers.get(app)?.(endpoint.path, fields, response);
    return response;
  });
  app.all(endpoint.path, () => {
    throw new CredoError('methodNotAllowed');
  });
}

/** The language of the answer: what `Accept-Language` prefers, Chinese by default. */
export function requestLanguage(context: Context): Language {
  return preferredLanguage(context.req.header('accept-language'));
}

async function readFields(endpoint: Endpoint, context: Context): Promise<unknown> {
  if (endpoint.method === 'GET') return context.req.query();
  const type = context.req.header('content-type');
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new CredoError('unsupportedMediaType', { expected: 'application/json' });
  }
  const text = await readText(context.req.raw, jsonLimit);
  try {
    return text.trim() === '' ? {} : parseJson(text);
  } catch (error) {
    throw new CredoError('malformedRequest', { reason: (error as Error).message });
  }
}

const localeErrors = {
  zh: z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
} as const;

/** A schema's own rules bring their texts along: `params.text` of the issue, a `LocalizedText`. */
function issueText(language: Language): z.core.$ZodErrorMap {
  return (issue) => {
    const text = issue.code === 'custom' ? issue.params?.text : undefined;
    return (text as LocalizedText | undefined)?.[language] ?? localeErrors[language](issue);
  };
}

/**
 * Parses fields by a schema.
 * @throws CredoError `invalidParameter` naming the first field that is wrong, in the language given
 */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  language: Language,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: issueText(language) });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CredoError('invalidParameter', {
    field: issue?.path.join('.') || 'body',
    reason: issue?.message ?? '',
  });
}
