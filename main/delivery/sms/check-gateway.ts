import { isIP } from 'node:net';
import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import {
  type SmsGateway,
  type saveSmsGateway,
  smsGatewayVariables,
} from '../../../shared/api/sms-gateway.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language, LocalizedText } from '../../../shared/language.ts';
import { findVariables, templateParts } from '../../../shared/templates/variables.ts';
import { type GatewayValues, renderBody, renderUrl } from './gateway-request.ts';

type Gateway = ParsedRequestOf<typeof saveSmsGateway>;

/** Values with everything that has to be escaped. */
const sample: GatewayValues = {
  phone: '+8618799990000',
  national_phone: '18799990000',
  text: '【公司】"您好"\n\\&=',
  code: 'ABC234',
  message_id: 'sample',
};

/** Headers that the connection sets itself, or that would change where a request goes. */
const ownHeaders =
  /^(host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|keep-alive|proxy-.*|idempotency-key)$/i;

const reasons = {
  url: { zh: '不是有效的网址', en: 'not a URL' },
  scheme: {
    zh: '只支持 https；本机或内网地址可以用 http',
    en: 'must be https; http only for this machine or a private network',
  },
  credentials: {
    zh: '网址里不能有用户名和密码，请放在请求头里',
    en: 'must not hold a user name or password; use a header',
  },
  linkLocal: { zh: '不能使用链路本地地址', en: 'must not be a link-local address' },
  placement: {
    zh: '变量只能放在网址的 ? 之后',
    en: 'variables may only stand behind the ?',
  },
  variable: { zh: '有不认识的变量', en: 'names an unknown variable' },
  json: { zh: '填入变量后不是有效的 JSON', en: 'is not JSON once its variables are filled in' },
  message: {
    zh: '请求里没有手机号，或没有短信内容或验证码',
    en: 'neither names the phone number nor the text or code of a message',
  },
  header: { zh: '不是有效的请求头', en: 'not a valid header' },
  repeated: { zh: '重复的请求头', en: 'given twice' },
  secret: {
    zh: '更换网关地址后请重新填写保密的请求头',
    en: 'enter the secret headers again for another host',
  },
} as const satisfies Record<string, LocalizedText>;

/**
 * Checks a gateway before it is saved.
 * @param current what is saved now: its secrets are kept only for the host they were given for
 * @throws CredoError `invalidParameter`
 */
export function checkGateway(gateway: Gateway, current: SmsGateway, language: Language): void {
  if (gateway.url === '') return;
  const fail = (field: string, reason: keyof typeof reasons): never => {
    throw new CredoError('invalidParameter', { field, reason: reasons[reason][language] });
  };
  checkUrl(gateway.url, (reason) => fail('url', reason));
  const body = gateway.method === 'GET' ? '' : gateway.body;
  if (hasUnknown(body)) fail('body', 'variable');
  if (body && gateway.body_type === 'json' && !isJson(renderBody(body, 'json', sample))) {
    fail('body', 'json');
  }
  const used = new Set([...findVariables(gateway.url), ...findVariables(body)]);
  const hasPhone = used.has('phone') || used.has('national_phone');
  if (!hasPhone || !(used.has('text') || used.has('code'))) fail('body', 'message');
  checkHeaders(gateway.headers, (reason) => fail('headers', reason));
  const moved = origin(gateway.url) !== origin(current.url);
  const kept = gateway.headers.some(
    ({ name, secret, value }) =>
      secret &&
      value === undefined &&
      current.headers.some((old) => old.value_set && old.name.toLowerCase() === name.toLowerCase()),
  );
  if (moved && kept) fail('headers', 'secret');
}

function checkUrl(text: string, fail: (reason: keyof typeof reasons) => never): void {
  const [beforeQuery = ''] = text.split('?');
  if (/[{}]/.test(beforeQuery)) fail('placement');
  if (hasUnknown(text)) fail('variable');
  const url = URL.parse(renderUrl(text, sample)) ?? fail('url');
  if (url.username !== '' || url.password !== '') fail('credentials');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isLinkLocal(host)) fail('linkLocal');
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isPrivate(host));
  if (!allowed) fail('scheme');
}

function checkHeaders(
  headers: Gateway['headers'],
  fail: (reason: keyof typeof reasons) => never,
): void {
  const names = headers.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) fail('repeated');
  for (const { name, value = '' } of headers) {
    const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !ownHeaders.test(name);
    if (!token || !/^[\t\x20-\x7e]*$/.test(value)) fail('header');
  }
}

function hasUnknown(template: string): boolean {
  const known: readonly string[] = smsGatewayVariables;
  return (
    findVariables(template).some((name) => !known.includes(name)) ||
    templateParts(template).some((part) => 'literal' in part && /\{\{/.test(part.literal))
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function origin(text: string): string {
  return URL.parse(text.split('?')[0] ?? '')?.origin ?? '';
}

/** Addresses where clouds keep their machines' keys: no gateway is there. */
function isLinkLocal(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('169.254.');
  return isIP(host) === 6 && /^(fe[89ab]|::ffff:a9fe:)/i.test(host);
}

/** This machine or a private network, by the address alone: a name may lead anywhere. */
function isPrivate(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  if (isIP(host) === 6) return /^f[cd]/i.test(host);
  if (isIP(host) !== 4) return false;
  return /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host);
}
