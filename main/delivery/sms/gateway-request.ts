import type { SmsGateway, SmsGatewayVariable } from '../../../shared/api/sms-gateway.ts';
import { templateParts } from '../../../shared/templates/variables.ts';
import type { OutgoingMessage } from '../transport.ts';
import type { GatewayAccount } from './gateway-settings.ts';

/** Values of the gateway's variables for one message. */
export type GatewayValues = Readonly<Record<SmsGatewayVariable, string>>;

/** What a body's type is called in HTTP. */
const contentTypes: Record<SmsGateway['body_type'], string> = {
  json: 'application/json; charset=utf-8',
  form: 'application/x-www-form-urlencoded; charset=utf-8',
  text: 'text/plain; charset=utf-8',
};

/** How a value is written into a body, so that none can end the place it stands in. */
const escapes: Record<SmsGateway['body_type'], (value: string) => string> = {
  json: (value) => JSON.stringify(value).slice(1, -1),
  form: encodeURIComponent,
  text: (value) => value,
};

/** Writes values into a body of a type. Unknown names stay; settings refuse them. */
export function renderBody(
  body: string,
  type: SmsGateway['body_type'],
  values: GatewayValues,
): string {
  return fill(body, values, escapes[type]);
}

/** Writes values into a URL. */
export function renderUrl(url: string, values: GatewayValues): string {
  return fill(url, values, encodeURIComponent);
}

/** The values a message has. */
export function gatewayValues(message: OutgoingMessage): GatewayValues {
  return {
    phone: message.recipient,
    national_phone: message.recipient.replace(/^\+(86)?/, ''),
    text: message.content,
    code: message.code ?? '',
    message_id: messageId(message.messageIdHeader),
  };
}

/** The HTTP request for a message. The id is also a header, by which a gateway can tell a repetition. */
export function gatewayRequest(
  account: GatewayAccount,
  message: OutgoingMessage,
): { url: string; init: RequestInit } {
  const values = gatewayValues(message);
  const withBody = account.method !== 'GET';
  const headers = new Headers({ accept: '*/*', 'idempotency-key': values.message_id });
  if (withBody) headers.set('content-type', contentTypes[account.body_type]);
  for (const { name, value } of account.headers) headers.set(name, value);
  return {
    url: renderUrl(account.url, values),
    init: {
      method: account.method,
      headers,
      ...(withBody && { body: renderBody(account.body, account.body_type, values) }),
    },
  };
}

/** The random part of a Message-ID: 22 letters and digits, safe in any body. */
function messageId(header: string): string {
  return header.replace(/^<|@.*$/g, '');
}

function fill(template: string, values: GatewayValues, write: (value: string) => string): string {
  return templateParts(template)
    .map((part) => {
      if ('literal' in part) return part.literal;
      const value = (values as Readonly<Record<string, string>>)[part.variable];
      return value === undefined ? `{{${part.variable}}}` : write(value);
    })
    .join('');
}
