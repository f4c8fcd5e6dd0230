import { z } from 'zod';

/** What a user may do: reviewers only review; administrators also invite and revoke. */
export const roles = ['administrator', 'recruiter', 'reviewer'] as const;
export type Role = (typeof roles)[number];

const milliseconds = z.int().min(0);
const name = z.string().trim().min(1).max(60);

/** Codes are `XXXX-XXXX-XXXX` of 32 characters that do not look alike; case and dashes do not count. */
export const enrolCode = z.string().min(8).max(40);

/**
 * `POST /sync/enrol`: makes this machine a device of the user whom the code was made for. The demo's
 * code makes a new user of `user_name` for each device.
 */
export const enrolRequest = z.object({
  code: enrolCode,
  device_name: name,
  user_name: name.optional(),
  /** Ed25519, the raw 32 bytes in base64url. */
  public_key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  app_version: z.string().max(40),
  schema_v: z.int().min(1),
});
export const enrolAnswer = z.object({
  server_id: z.uuid(),
  device_id: z.uuid(),
  company: z.object({ company_id: z.int(), name: z.string() }),
  user: z.object({ uid: z.int(), name: z.string(), role: z.enum(roles) }),
});

/** `POST /sync/challenge`: 32 random bytes in base64url, good for one minute and one use. */
export const challengeRequest = z.object({ device_id: z.uuid() });
export const challengeAnswer = z.object({ challenge: z.string(), expires_at: milliseconds });

/** What a device signs: bound to the centre and the device, so that no other can use it. */
export function challengeText(serverId: string, deviceId: string, challenge: string): string {
  return `credo-sync-1\n${serverId}\n${deviceId}\n${challenge}`;
}

/** `POST /sync/token`: a bearer token of ten minutes for `Authorization`. */
export const tokenRequest = z.object({
  device_id: z.uuid(),
  challenge: z.string().max(100),
  /** Ed25519 of `challengeText`, base64url. */
  signature: z.string().max(200),
});
export const tokenAnswer = z.object({ token: z.string(), expires_at: milliseconds });
export const tokenLifetime = 10 * 60_000;

/** `GET /sync/devices`: of the company for an administrator, else the user's own. */
export const deviceSchema = z.object({
  device_id: z.uuid(),
  name: z.string(),
  uid: z.int(),
  user_name: z.string(),
  role: z.enum(roles),
  app_version: z.string(),
  enrolled_at: milliseconds,
  last_seen_at: milliseconds.nullable(),
  revoked_at: milliseconds.nullable(),
});
export const devicesAnswer = z.object({ devices: z.array(deviceSchema) });

/** `POST /sync/devices/:device_id/revoke`: effective with the device's next request. */
export const revokeAnswer = z.object({ revoked_at: milliseconds });

/** `POST /sync/invitations` (administrator): a code of one use for a new user, or for one there is. */
export const invitationRequest = z
  .object({
    uid: z.int().min(1).optional(),
    user_name: name.optional(),
    role: z.enum(roles).default('recruiter'),
    /** Hours until the code expires. */
    hours: z.int().min(1).max(720).default(72),
  })
  .refine((request) => (request.uid === undefined) !== (request.user_name === undefined), {
    message: 'either uid or user_name',
  });
export const invitationAnswer = z.object({ code: z.string(), expires_at: milliseconds });

/** `GET /sync/users`. */
export const usersAnswer = z.object({
  users: z.array(z.object({ uid: z.int(), name: z.string(), role: z.enum(roles) })),
});

/** `POST /sync/users/:uid` (administrator). */
export const userRequest = z.object({ name: name.optional(), role: z.enum(roles).optional() });
