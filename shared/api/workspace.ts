import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './values.ts';

export const workspace = z.object({
  company_name: z.string(),
  uid: z.number(),
  uname: z.string(),
  /** The recruiter's own address, where answers to their mails go; empty where it is unknown. */
  uemail: z.string(),
  time_zone: z.string(),
  version: z.string(),
  /** Where candidates reach this machine, the preferred address first; empty while it is off. */
  candidate_urls: z.array(z.string()),
  /** Where they reach the company's centre, which links use then; null where it serves none. */
  central_candidate_url: z.string().nullable(),
  /** `environment`: CREDO_SMTP_URL decides and the settings cannot change it. */
  mail_account: z.enum(['none', 'settings', 'environment']),
  /** Without the password. */
  mail: z.object({
    host: z.string(),
    port: z.number(),
    secure: z.boolean(),
    user: z.string(),
    from: z.string(),
    password_set: z.boolean(),
  }),
  sms_configured: z.boolean(),
  /** Days within which a request counts as recent: sending many at once leaves such rows out. */
  recent_request_days: z.number(),
  /** The desktop tells of each submission while its window is not looked at; the recruiter's own. */
  submission_notices: z.boolean(),
  limits: z.object({
    file_bytes: z.number(),
    files_per_certificate: z.number(),
    token_days: z.number(),
  }),
  /** What the first start still asks for: the company, then where the data comes from. */
  first_start: z.enum(['company', 'data', 'done']),
  /** The samples were loaded here and can be removed again. */
  samples: z.boolean(),
});
export type Workspace = z.output<typeof workspace>;

export const getWorkspace = endpoint({
  method: 'GET',
  path: '/atsng/v2/workspace/get',
  audience: 'recruiter',
  request: z.object({}),
  results: workspace,
});

/** Saves what is given and leaves the rest; answers with the whole. */
export const saveWorkspace = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/save',
  audience: 'recruiter',
  request: z.object({
    company_name: z.string().trim().min(1).max(200).optional(),
    uname: z.string().trim().min(1).max(100).optional(),
    /** Empty removes it. */
    uemail: z.string().trim().max(320).optional(),
    time_zone: z.string().max(64).optional(),
    recent_request_days: integer.min(0).max(365).optional(),
    submission_notices: z.boolean().optional(),
    /** An empty host removes the account. */
    mail: z
      .object({
        host: z.string().trim().max(255),
        port: integer.min(1).max(65_535),
        secure: z.boolean(),
        user: z.string().trim().max(320),
        from: z.string().trim().max(320),
        /** Absent keeps the password; empty removes it. */
        password: z.string().max(500).optional(),
      })
      .optional(),
    limits: z
      .object({
        file_bytes: integer.min(1024).max(200 * 1024 * 1024),
        files_per_certificate: integer.min(1).max(100),
        token_days: integer.min(1).max(365),
      })
      .partial()
      .optional(),
  }),
  results: workspace,
});

/** Sends a test mail through the mail account in use. */
export const sendTestMail = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/sendTestMail',
  audience: 'recruiter',
  request: z.object({ recipient: z.string().trim().max(320) }),
  results: z.object({ response: z.string() }),
});
