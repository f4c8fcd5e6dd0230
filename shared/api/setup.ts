import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { workspace } from './workspace.ts';

/** First start: names the company and the recruiter. What follows (`firstStart`) is then `data`. */
export const setUpWorkspace = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/setUp',
  audience: 'recruiter',
  request: z.object({
    company_name: z.string().trim().min(1).max(200),
    uname: z.string().trim().min(1).max(100),
    uemail: z.string().trim().max(320).default(''),
    time_zone: z.string().max(64),
  }),
  results: workspace,
});

/** Ends the first start: the recruiter has chosen how to go on. */
export const finishSetUp = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/finishSetUp',
  audience: 'recruiter',
  request: z.object({}),
  results: workspace,
});

/**
 * Fills a workspace without candidates and positions with the samples of `--demo`, under its own
 * company and recruiter. None of their messages is ever sent.
 */
export const loadSamples = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/loadSamples',
  audience: 'recruiter',
  request: z.object({}),
  results: workspace,
});

/** Removes the samples again with everything that was done to them; what is the recruiter's own stays. */
export const removeSamples = endpoint({
  method: 'POST',
  path: '/atsng/v2/workspace/removeSamples',
  audience: 'recruiter',
  request: z.object({}),
  results: workspace,
});
