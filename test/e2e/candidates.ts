import { expect } from '@playwright/test';
import { uploadWithToken } from '../../shared/api/attachments.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { listMessages, retryMessage } from '../../shared/api/outbox.ts';
import { type ApplicationRow, listApplications } from '../../shared/api/process.ts';
import type { RunningWorkstation } from './harness/workstation.ts';
import type { SampleFile } from './sample-files.ts';

/** The reference's candidate: in the offer stage, no certificate yet. */
export async function songHaiyang(workstation: RunningWorkstation): Promise<ApplicationRow> {
  const { results } = await workstation.call(listApplications, {
    stage_type_id: 3,
    keyword: '18799990000',
  });
  const row = results.dataList[0];
  if (!row) throw new Error('the demo has no 宋海洋');
  return row;
}

/** Requests a degree certificate. @returns the token */
export async function requestCertificate(
  workstation: RunningWorkstation,
  row: ApplicationRow,
): Promise<string> {
  const { err_msg, results } = await workstation.call(degreeCertificate.saveCertificate, {
    email_subject: '学历证明',
    email_content: '<p>{{upload_link}}</p>',
    resume_email: row.resume_email,
    select_template: '学历证明-系统模板',
    tob_position_id: row.tob_position_id,
    tob_resume_id: row.tob_resume_id,
  });
  expect(err_msg).toBe('');
  return results;
}

/** Uploads and submits files as a candidate's phone does. */
export async function submitFiles(
  workstation: RunningWorkstation,
  token: string,
  files: readonly SampleFile[],
): Promise<void> {
  const attachments = [];
  for (const file of files) {
    const form = new FormData();
    form.append('name', file.name);
    form.append('token', token);
    form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
    const url = workstation.candidatesUrl + uploadWithToken.path;
    const uploaded = await (await fetch(url, { method: 'POST', body: form })).json();
    expect(uploaded.err_msg).toBe('');
    attachments.push({ ...uploaded.results, id: file.name });
  }
  const answer = await fetch(workstation.candidatesUrl + degreeCertificate.submitResult.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, attachments }),
  });
  expect((await answer.json()).err_msg).toBe('');
}

/** Lets what is held back for an undo leave at once, as a click on "立即重试" does. */
export async function sendNow(workstation: RunningWorkstation): Promise<void> {
  const { results } = await workstation.call(listMessages, { state: 'queued', page: 1, size: 50 });
  const held = results.dataList.filter(({ waits_for }) => waits_for === 'undo');
  for (const { message_id } of held) await workstation.call(retryMessage, { message_id });
}
