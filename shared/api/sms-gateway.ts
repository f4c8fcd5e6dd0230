import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './values.ts';

/** What a gateway's URL (behind its `?`) and body may name, written `{{name}}`. */
export const smsGatewayVariables = [
  /** The mobile number in E.164 form: `+8618799990000`. */
  'phone',
  /** The number without `+`, and without 86 where it is a Chinese one: `18799990000`. */
  'national_phone',
  /** The whole text. */
  'text',
  /** The code of the text, for gateways that keep the template themselves; else empty. */
  'code',
  /** The same on every attempt of a message. */
  'message_id',
] as const;
export type SmsGatewayVariable = (typeof smsGatewayVariables)[number];

const header = {
  name: z.string().trim().min(1).max(100),
  /** A secret one is kept apart and never answered. */
  secret: z.boolean(),
};

const fields = {
  /** `https:`, or `http:` where the host is this machine or in a private network. Empty: no gateway. */
  url: z.string().trim().max(2_000),
  method: z.enum(['POST', 'PUT', 'GET']),
  body_type: z.enum(['json', 'form', 'text']),
  /** Values are escaped for the body's type. A GET has no body. */
  body: z.string().max(10_000),
  /** The HTTP status of success; 0: any from 200 to 299. */
  success_status: z.union([z.literal(0), integer.min(100).max(599)]),
  /** The JSON value at this path, such as `data.0.code`, must be `success_value`; empty: not looked at. */
  success_path: z.string().trim().max(200),
  success_value: z.string().max(200),
  /** The answer must contain this; empty: not looked at. */
  success_text: z.string().max(200),
  /** An answer that contains this is a refusal for now: tried again later. Empty: none. */
  retry_text: z.string().max(200),
  timeout_seconds: integer.min(1).max(60),
  messages_per_minute: integer.min(1).max(600),
};

const smsGateway = z.object({
  ...fields,
  headers: z.array(
    z.object({
      ...header,
      /** Empty for a secret one. */
      value: z.string(),
      value_set: z.boolean(),
    }),
  ),
});
export type SmsGateway = z.output<typeof smsGateway>;

/** The SMS gateway of the settings; its secrets are never answered. */
export const getSmsGateway = endpoint({
  method: 'GET',
  path: '/atsng/v2/workspace/getSmsGateway',
  audience: 'recruiter',
  request: z.object({}),
  results: smsGateway,
});

/** Saves the gateway, or removes it where the URL is empty; answers what was saved. */
export const saveSmsGateway = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/saveSmsGateway',
  audience: 'recruiter',
  request: z.object({
    ...fields,
    headers: z
      .array(
        z.object({
          ...header,
          /** Absent keeps the secret there is, as long as the gateway's host stays the same. */
          value: z.string().max(2_000).optional(),
        }),
      )
      .max(30),
  }),
  results: smsGateway,
});

/** Sends a test message through the saved gateway; answers with its words. */
export const sendTestSms = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/sendTestSms',
  audience: 'recruiter',
  request: z.object({ recipient: z.string().trim().max(40) }),
  results: z.object({ response: z.string() }),
});
