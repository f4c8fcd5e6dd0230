/**
 * Names that the candidate page and its server agree on. Apart from the schemas, so that the page,
 * which must stay small, does not carry zod.
 */

/** The `id` of the page's JSON block, a `CandidatePageData`. */
export const candidatePageDataId = 'candidate-page-data';

/**
 * A header in which the page repeats its token, so that the LAN server can tell a candidate who has
 * opened a valid link from somebody guessing, without reading bodies. It grants nothing.
 */
export const candidateTokenHeader = 'x-candidate-token';

/** Paths of the endpoints the page calls; a test keeps them the same as `shared/api/attachments.ts`. */
export const candidatePaths = {
  upload: '/atsng/atsMain/uploadWithToken',
  download: '/webank/download',
} as const;
