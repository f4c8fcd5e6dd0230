import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './values.ts';

const network = z.object({
  /** The adapter, as the system calls it. */
  name: z.string(),
  address: z.string(),
  /** `office`: phones on the same network reach it; `virtual`: containers, VPNs; `loopback`: this machine. */
  kind: z.enum(['office', 'virtual', 'loopback']),
  /** The range of addresses on it, such as `192.168.1.0/24`; empty where it is not known. */
  range: z.string(),
});

const candidateServer = z.object({
  enabled: z.boolean(),
  /** The address listened on: `0.0.0.0` for every network, or one of this machine's. */
  host: z.string(),
  /** The port that is asked for; 0 takes a free one. */
  port: z.number(),
  running: z.boolean(),
  /** The port in use; 0 while it is not running. */
  bound_port: z.number(),
  /** Why it is not running although it should, in the language of the request; else empty. */
  problem: z.string(),
  /** The command line says host and port; a change here holds until the next start. */
  from_command_line: z.boolean(),
  /** Where candidates reach it, best first. */
  urls: z.array(z.string()),
  networks: z.array(network),
});
export type CandidateServerState = z.output<typeof candidateServer>;

/** The candidates' server as it is now, and the networks this machine is on. */
export const getCandidateServer = endpoint({
  method: 'GET',
  path: '/atsng/v2/candidateServer/get',
  audience: 'recruiter',
  request: z.object({}),
  results: candidateServer,
});

/**
 * Switches it on or off, or moves it to another network or port, at once. Where it cannot be had,
 * nothing is saved and the server goes on as it was.
 */
export const saveCandidateServer = endpoint({
  method: 'POST',
  path: '/atsng/v2/candidateServer/save',
  audience: 'recruiter',
  request: z.object({
    enabled: z.boolean(),
    host: z.string().trim().max(64),
    port: integer.min(0).max(65_535),
  }),
  results: candidateServer,
});
