import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { listApplications } from './process.ts';

/** What an export can be written as. */
export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * The whole of a view as a file: the filters and the order of `process/list`, every page of it. Answers
 * with the file itself, streamed (a refusal is the envelope). `columns` are keys of the grid's columns
 * (built-in ones and the catalogue's) in the order wanted; without them, those that the user's grid of
 * the stage type shows, in its order. The resume's id follows them. Not in the reference.
 */
export const exportApplications = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/export',
  audience: 'recruiter',
  request: listApplications.request.omit({ size: true, page: true }).extend({
    format: z.enum(exportFormats),
    columns: z.array(z.string().max(64)).max(200).optional(),
  }),
  results: z.null(),
});

/** Header of an export's answer: how many rows follow the head. */
export const exportRowsHeader = 'x-export-rows';
