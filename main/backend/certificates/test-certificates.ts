import type { Hono } from 'hono';
import { uploadWithToken } from '../../../shared/api/attachments.ts';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import type { Envelope, RequestOf } from '../../../shared/api/endpoint.ts';
import { ApplicationStore } from '../applications/application-store.ts';
import { jpegFile } from '../attachments/test-files.ts';
import type { TestBackend } from '../test-backend.ts';

/** The candidate and the position of the reference's `saveCertificate` example. */
export const resumeId = '1511732484135936027';
export const positionId = 3285;

/** What `uploadWithToken` answers with. */
export interface UploadResults {
  name: string;
  ext: string;
  dfs_file_name: string;
  dfs_group_name: string;
  size: number;
}

/** Writes the candidate, the position and the application of the example. @returns application_id */
export function seedApplication(backend: Pick<TestBackend, 'database' | 'platform'>): number {
  const store = new ApplicationStore(backend.database, backend.platform);
  store.createCandidate({
    tob_resume_id: resumeId,
    name: '宋海洋',
    phone: '18799990000',
    email: 'song.haiyang@example.com',
  });
  store.createPosition({ tob_position_id: positionId, name: '保安队长sy' });
  return store.createApplication({
    tob_resume_id: resumeId,
    tob_position_id: positionId,
    stage_id: 8,
    step_id: 3313,
  });
}

/** A request as the reference's example has it. */
export const saveRequest = {
  email_content: '<p>请上传学历证明：{{upload_link}}</p>',
  email_subject: '学历证明-保安队长sy',
  position_name: '保安队长sy',
  resume_email: 'song.haiyang@example.com',
  resume_phone: 18799990000,
  resume_name: '宋海洋',
  select_template: '学历证明-系统模板',
  tob_position_id: positionId,
  tob_resume_id: resumeId,
  sms_to_candidate: 0 as const,
  sms_to_candidate_content: '短信内容',
};

/** Asks for a degree certificate. @returns its token and id */
export async function requestCertificate(
  backend: TestBackend,
  change: Partial<RequestOf<typeof degreeCertificate.saveCertificate>> = {},
): Promise<{ token: string; certificateId: number }> {
  const { err_msg, results } = await backend.call(degreeCertificate.saveCertificate, {
    ...saveRequest,
    ...change,
  });
  if (!results) throw new Error(err_msg);
  const row = backend.database
    .prepare<[string], { id: number }>(
      'SELECT certificate_id AS id FROM certificates WHERE token = ?',
    )
    .get(results);
  return { token: results, certificateId: row?.id ?? 0 };
}

/** A multipart body as a browser makes it, its parts in the order given. */
export function uploadForm(
  token: string,
  content: Uint8Array<ArrayBuffer> = jpegFile(),
  fileName = 't01f6af2d343502f1e0.jpg',
  order: readonly ('name' | 'token' | 'file')[] = ['name', 'token', 'file'],
): FormData {
  const form = new FormData();
  for (const part of order) {
    if (part === 'file') form.append('file', new Blob([content]), fileName);
    else form.append(part, part === 'token' ? token : 'cfe10cd6c9303989fab098745222f1dc.jpg');
  }
  return form;
}

/** Sends a body to `uploadWithToken`. */
export async function send(
  app: Hono,
  body: FormData | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<Envelope<UploadResults | null> & { status: number }> {
  const response = await app.request(uploadWithToken.path, {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);
  return {
    status: response.status,
    ...((await response.json()) as Envelope<UploadResults | null>),
  };
}

/** Uploads a file as the candidate. @throws where it is refused */
export async function upload(
  backend: TestBackend,
  token: string,
  content: Uint8Array<ArrayBuffer> = jpegFile(),
  fileName = 'photo.jpg',
): Promise<UploadResults> {
  const answer = await send(backend.candidateApp, uploadForm(token, content, fileName));
  if (!answer.results) throw new Error(answer.err_msg);
  return answer.results;
}

/** Files as the candidate's page sends them with `submitResult`. */
export function asAttachments(files: readonly UploadResults[]) {
  return files.map((file, index) => ({ ...file, id: `o_${index}` }));
}

/** Posts JSON to the candidate's app. */
export async function candidatePost<Results>(
  backend: TestBackend,
  path: string,
  body: unknown,
): Promise<Envelope<Results>> {
  const response = await backend.candidateApp.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Envelope<Results>;
}

/** Submits files as the candidate. @returns err_no */
export async function submit(
  backend: TestBackend,
  token: string,
  files: readonly UploadResults[],
): Promise<number> {
  const body = { token, attachments: asAttachments(files) };
  return (await candidatePost(backend, degreeCertificate.submitResult.path, body)).err_no;
}
