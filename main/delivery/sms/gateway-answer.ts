import type { DeliveryFailure } from '../transport.ts';
import type { GatewayAccount } from './gateway-settings.ts';

/** What a gateway answered, as much of it as is read. */
export interface GatewayAnswer {
  readonly status: number;
  readonly text: string;
}

/** A gateway's answer is a line or two: more is not read. */
export const answerLimit = 64 * 1024;

/** What is kept of an answer to show. */
const shownCharacters = 500;

/**
 * Reads the start of an answer and drops the rest.
 * @throws where the connection breaks
 */
export async function readAnswer(response: Response): Promise<GatewayAnswer> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader && size < answerLimit) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.byteLength;
  }
  await reader?.cancel();
  const text = Buffer.concat(chunks).subarray(0, answerLimit).toString('utf8');
  return { status: response.status, text };
}

/** An answer to show: its status and its words on one line. */
export function answerWords({ status, text }: GatewayAnswer): string {
  const words = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const shown = words.length > shownCharacters ? `${words.slice(0, shownCharacters)}…` : words;
  return shown ? `HTTP ${status}: ${shown}` : `HTTP ${status}`;
}

/**
 * Whether an answer means that the gateway took the message, by the success rule of the settings;
 * else whose failure it was. A redirect, an unknown path and a refused key are the settings' fault:
 * nothing is sent until they change. Too many requests and a gateway in trouble pass.
 */
export function failureOf(
  answer: GatewayAnswer,
  rule: Pick<
    GatewayAccount,
    'success_status' | 'success_path' | 'success_value' | 'success_text' | 'retry_text'
  >,
): DeliveryFailure | undefined {
  const { status, text } = answer;
  if (succeeded(answer, rule)) return undefined;
  if (rule.retry_text !== '' && text.includes(rule.retry_text)) return 'deferred';
  if (status === 429 || status === 503) return 'unreachable';
  if (status === 408 || status === 425 || status >= 500) return 'deferred';
  if (status >= 300 && status < 400) return 'account';
  if ([401, 403, 404, 405, 407].includes(status)) return 'account';
  return 'message';
}

function succeeded({ status, text }: GatewayAnswer, rule: Parameters<typeof failureOf>[1]) {
  const expected = rule.success_status;
  const statusFits = expected === 0 ? status >= 200 && status < 300 : status === expected;
  if (!statusFits) return false;
  if (rule.success_text !== '' && !text.includes(rule.success_text)) return false;
  return rule.success_path === '' || valueAt(text, rule.success_path) === rule.success_value;
}

/** The value at a path of a JSON text, as text; undefined where there is none. */
function valueAt(text: string, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const key of pathKeys(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `$.data[0].code` and `data.0.code` alike. */
function pathKeys(path: string): string[] {
  return path
    .replace(/^\$\.?/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
}
