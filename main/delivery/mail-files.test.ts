import { createHash } from 'node:crypto';
import { unlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askAgain } from '../../shared/api/certificate-slots.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { setDefaultTpl } from '../../shared/api/mail-templates.ts';
import { listMessages, retryMessage } from '../../shared/api/outbox.ts';
import { removeTplFile } from '../../shared/api/template-files.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { jpegOfSize, pdfFile } from '../backend/attachments/test-files.ts';
import {
  saveRequest,
  seedApplication,
  submit,
  upload,
} from '../backend/certificates/test-certificates.ts';
import { addFile, createTemplate } from '../backend/mail-templates/test-template-files.ts';
import { createTestDelivery, type TestDelivery } from './test-delivery.ts';
import { startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';

let server: TestSmtpServer;
let delivery: TestDelivery;
let template: number;
const large = jpegOfSize(900_000);
beforeEach(async () => {
  server = await startTestSmtpServer();
  delivery = createTestDelivery({ smtpUrl: server.url });
  seedApplication(delivery.backend);
  await delivery.backend.call(saveWorkspace, { company_name: '上海逸橙' });
  template = await createTemplate(delivery.backend);
});
afterEach(async () => {
  await delivery.dispose();
  await server.close();
});

const attach = async (mailTplId: number, content: Uint8Array<ArrayBuffer>, name: string) => {
  const { results, err_msg } = await addFile(delivery.backend, mailTplId, content, name);
  if (!results) throw new Error(err_msg);
  return results.template_file_id;
};
const request = async () => {
  const fields = { ...saveRequest, mail_tpl_id: template };
  const { results, err_msg } = await delivery.backend.call(
    degreeCertificate.saveCertificate,
    fields,
  );
  if (!results) throw new Error(err_msg);
  return results;
};
const filesOf = (index: number) =>
  server.accepted[index]?.attachments.map(({ filename, contentType, content }) => ({
    ...{ filename, contentType },
    bytes: new Uint8Array(content),
  }));
const blobPath = (content: Uint8Array) =>
  delivery.backend.blobs.folder.path(createHash('sha256').update(content).digest('hex'));
const message = async (language = 'zh') => {
  const { results } = await delivery.backend.call(
    listMessages,
    {},
    { 'accept-language': language },
  );
  return results.dataList[0];
};

it('carries the files as they were when it was queued, whole and in order', async () => {
  const pdf = await attach(template, pdfFile(), '报到须知（2026）.pdf');
  await attach(template, large, 'map.jpg');
  await request();
  await delivery.backend.call(removeTplFile, { template_file_id: pdf });
  await attach(template, pdfFile('later'), 'later.pdf');
  await delivery.settle();
  expect(filesOf(0)).toEqual([
    { filename: '报到须知（2026）.pdf', contentType: 'application/pdf', bytes: pdfFile() },
    { filename: 'map.jpg', contentType: 'image/jpeg', bytes: large },
  ]);
  expect(server.accepted[0]?.text).toContain('请上传');
});

it.each([
  ['missing', () => unlinkSync(blobPath(large))],
  ['damaged', () => writeFileSync(blobPath(large), Buffer.alloc(large.length))],
])('fails, and says why, where a file is %s; it is never sent without', async (_what, spoil) => {
  await attach(template, pdfFile(), 'a.pdf');
  await attach(template, large, 'map.jpg');
  await request();
  spoil();
  await delivery.settle();
  expect(server.connections).toBe(0);
  expect(await message()).toMatchObject({
    state: 'failed',
    last_error: '附件缺失或已损坏，未发送：map.jpg',
  });
  expect((await message('en'))?.last_error).toMatch(/^An attachment is missing.*: map\.jpg$/);

  // Once the file is there again, so is the mail.
  writeFileSync(blobPath(large), large);
  await delivery.backend.call(retryMessage, {
    message_id: (await message())?.message_id ?? 0,
  });
  await delivery.settle();
  expect(filesOf(0)?.map(({ filename }) => filename)).toEqual(['a.pdf', 'map.jpg']);
});

it('goes whole after the connection broke while it was sent', async () => {
  await attach(template, large, 'map.jpg');
  let cut = false;
  server.beforeAnswer = () => {
    if (!cut) server.hangUp();
    cut = true;
  };
  await request();
  await delivery.settle();
  expect(server.accepted.length).toBeLessThanOrEqual(1);
  await delivery.advance(60_000);
  expect(filesOf(server.accepted.length - 1)?.[0]?.bytes).toEqual(large);
  expect((await message())?.state).toBe('accepted');
});

it('is the same for reminders and for asking again: each carries its own template’s', async () => {
  const { backend } = delivery;
  const remind = await createTemplate(backend, 'cert_remind', '提醒');
  await backend.call(setDefaultTpl, { mail_tpl_id: remind });
  await attach(remind, pdfFile('remind'), 'remind.pdf');
  const again = await createTemplate(backend, 'cert_again', '重交');
  await attach(again, pdfFile('again'), 'again.pdf');
  const token = await request();
  await delivery.settle();
  for (let hours = 0; hours < 25; hours++) await delivery.advance(60 * 60_000);
  await submit(backend, token, [await upload(backend, token)]);
  const { certificate_id } = backend.database
    .prepare<[], { certificate_id: number }>('SELECT certificate_id FROM certificates')
    .get() as { certificate_id: number };
  const asked = await backend.call(askAgain, {
    ...{ certificate_id, mail_tpl_id: again, slots: [] },
    remark: '看不清',
  });
  expect(asked.err_msg).toBe('');
  await delivery.settle();
  const sent = server.accepted.map(({ attachments }) => attachments.map((file) => file.filename));
  expect(sent).toEqual([[], ['remind.pdf'], ['again.pdf']]);
});
