import { z } from 'zod';
import {
  challengeRequest,
  enrolRequest,
  invitationRequest,
  tokenRequest,
  userRequest,
} from '../../../shared/sync/protocol-access.ts';
import {
  changeUser,
  invite,
  listDevices,
  listUsers,
  revokeDevice,
} from '../access/administration.ts';
import { challenge, enrol, token } from '../access/enrolment.ts';
import type { Centre } from '../centre.ts';
import { parse, readJson } from './answers.ts';
import { addressOf, type CentralApp } from './central-app.ts';
import type { AddressLimits } from './limits.ts';

/** Enrolling, signing in, devices, users and invitations. */
export function bindAccess(app: CentralApp, centre: Centre, limits: AddressLimits): void {
  app.post('/sync/enrol', async (context) => {
    await limits.enrol(addressOf(context));
    return context.json(await enrol(centre, await readJson(context.req.raw, enrolRequest)));
  });
  app.post('/sync/challenge', async (context) => {
    await limits.signIn(addressOf(context));
    const { device_id } = await readJson(context.req.raw, challengeRequest);
    return context.json(await challenge(centre, device_id));
  });
  app.post('/sync/token', async (context) => {
    await limits.signIn(addressOf(context));
    return context.json(await token(centre, await readJson(context.req.raw, tokenRequest)));
  });

  app.get('/sync/devices', async (context) =>
    context.json(await listDevices(centre, context.get('session'))),
  );
  app.post('/sync/devices/:device/revoke', async (context) => {
    const device = parse(z.uuid(), context.req.param('device'));
    return context.json(await revokeDevice(centre, context.get('session'), device));
  });
  app.post('/sync/invitations', async (context) => {
    const request = await readJson(context.req.raw, invitationRequest);
    return context.json(await invite(centre, context.get('session'), request));
  });
  app.get('/sync/users', async (context) =>
    context.json(await listUsers(centre, context.get('session'))),
  );
  app.post('/sync/users/:uid', async (context) => {
    const uid = parse(z.coerce.number().pipe(z.int()), context.req.param('uid'));
    const request = await readJson(context.req.raw, userRequest);
    return context.json(await changeUser(centre, context.get('session'), uid, request));
  });
}
