/** The query of the candidates' server; refetched with the workspace when that changes. */
export const candidateServerKey = ['workspace', 'candidateServer'] as const;
