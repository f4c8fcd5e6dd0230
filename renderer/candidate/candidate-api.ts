import type { CandidateRequest } from '../../shared/api/candidate-page.ts';
import { candidatePaths, candidateTokenHeader } from '../../shared/candidate-page-names.ts';
import { certificateKinds } from '../../shared/catalogue/certificate-kinds.ts';
import type { Language } from '../../shared/language.ts';
import { type Outcome, send } from './http.ts';

/** A file as the server knows it. */
export interface UploadedFile {
  dfs_file_name: string;
  dfs_group_name: string;
  name: string;
  ext: string;
  size: number;
}

/** What the page asks of the server; every call answers, whatever happens. */
export interface CandidateApi {
  request(): Promise<Outcome<CandidateRequest>>;
  /**
   * @param slot what the file is for; empty where files are asked for as a whole
   * @param onProgress bytes' share, 0 to 1; `cancel` of the answer stops the transfer
   */
  upload(file: Blob, name: string, slot: string, onProgress: (share: number) => void): Transfer;
  remove(dfsFileName: string): Promise<Outcome<null>>;
  /** Agrees to the text of a version. */
  agree(version: number): Promise<Outcome<null>>;
  submit(kind: string, files: readonly UploadedFile[]): Promise<Outcome<null>>;
  /** Where a file can be looked at. */
  fileUrl(file: UploadedFile): string;
}

/** An upload on its way. */
export interface Transfer {
  outcome: Promise<Outcome<UploadedFile>>;
  cancel: () => void;
}

/** The server behind a link. @param language of the server's messages, asked for at each call */
export function createCandidateApi(token: string, language: () => Language): CandidateApi {
  const page = `/c/${encodeURIComponent(token)}`;
  const headers = () => ({
    'accept-language': language() === 'en' ? 'en' : 'zh-CN',
    [candidateTokenHeader]: token,
  });
  return {
    request: () => send<CandidateRequest>('GET', page, { headers: headers(), bare: true }).outcome,
    upload(file, name, slot, onProgress) {
      const form = new FormData();
      // Before the file, so that the server can refuse before it has read it.
      form.append('name', name);
      form.append('token', token);
      if (slot) form.append('slot', slot);
      form.append('file', file, name);
      return send('POST', candidatePaths.upload, { headers: headers(), body: form, onProgress });
    },
    remove: (dfsFileName) =>
      send<null>('DELETE', `${page}/files?dfs_file_name=${encodeURIComponent(dfsFileName)}`, {
        headers: headers(),
      }).outcome,
    agree: (version) =>
      send<null>('POST', `${page}/consent`, {
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify({ version, language: language() }),
      }).outcome,
    submit(kind, files) {
      const entry = certificateKinds.filter((candidate) => candidate.kind === kind)[0];
      const controller = (entry || certificateKinds[0]).controller;
      const attachments = files.map((file) => ({
        dfs_file_name: file.dfs_file_name,
        dfs_group_name: file.dfs_group_name,
        ext: file.ext,
        id: file.dfs_file_name,
        name: file.name,
        size: file.size,
      }));
      return send<null>('POST', `/atsng/${controller}/submitResult`, {
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify({ token, attachments }),
      }).outcome;
    },
    fileUrl(file) {
      const query = [
        ['dfs_group_name', file.dfs_group_name],
        ['dfs_file_name', file.dfs_file_name],
        ['name', file.name],
        ['token', token],
        ['inline', '1'],
      ];
      // A PDF has no picture; anything else is asked for as one that browsers show.
      if (file.ext !== 'pdf') query.push(['rendition', 'preview']);
      const text = query.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
      return `${candidatePaths.download}?${text.join('&')}`;
    },
  };
}
