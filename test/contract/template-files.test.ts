import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpegFile, jpegOfSize, pdfFile } from '../../main/backend/attachments/test-files.ts';
import {
  requestCertificate,
  seedApplication,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { makeZip } from '../../main/backend/imports/test-sheets.ts';
import { addFile, createTemplate } from '../../main/backend/mail-templates/test-template-files.ts';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { copyTpl, deleteTpl, getTpl, listTpl } from '../../shared/api/mail-templates.ts';
import { listMessages, openMessageFile } from '../../shared/api/outbox.ts';
import { eraseCandidate } from '../../shared/api/privacy.ts';
import {
  listTplFiles,
  openTplFile,
  removeTplFile,
  restoreTplFile,
} from '../../shared/api/template-files.ts';
import { type ErrorName, errors } from '../../shared/errors.ts';

let backend: TestBackend;
let template: number;
beforeEach(async () => {
  backend = createTestBackend();
  template = await createTemplate(backend);
});
afterEach(() => backend.dispose());

const number = (name: ErrorName) => errors[name].number;
const names = async (mail_tpl_id = template) =>
  (await backend.call(listTplFiles, { mail_tpl_id })).results.map(({ name }) => name);
const add = (content = pdfFile(), name = '说明.pdf') => addFile(backend, template, content, name);

/** An Office document, as far as its parts tell; `macros` puts some in. */
const office = (part: string, macros = false) =>
  new Uint8Array(
    makeZip(
      ['[Content_Types].xml', part, ...(macros ? ['word/vbaProject.bin'] : [])].map((name) => ({
        name,
        content: '<x/>',
      })),
    ),
  );
const docx = office('word/document.xml');

/** Files on disk, kept and received. */
const stored = () =>
  ['blobs', 'incoming'].flatMap((folder) =>
    readdirSync(join(backend.dataFolder, 'attachments', folder), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile()),
  );

describe('the files of a template', () => {
  it('are listed in order, also by listTpl and getTpl, and copied with the template', async () => {
    const first = (await add()).results;
    const second = (await add(docx, '../说明.doc')).results;
    expect(second).toBeNull();
    const third = (await add(docx, '登记表.doc')).results;
    expect(first).toEqual({
      ...{ name: '说明.pdf', ext: 'pdf', size: pdfFile().length },
      template_file_id: expect.any(Number),
    });
    expect(third).toMatchObject({ name: '登记表.doc.docx', ext: 'docx' });
    const { results } = await backend.call(listTpl, { tpl_group: 'degree_cert' });
    expect(results.data.find(({ mail_tpl_id }) => mail_tpl_id === template)).toMatchObject({
      attachment_ids: `${first?.template_file_id},${third?.template_file_id}`,
      attachment: [first, third],
    });
    expect(results.data.find(({ mail_tpl_id }) => mail_tpl_id === 59)).toMatchObject({
      ...{ attachment_ids: '0', attachment: [] },
    });

    const { results: copy } = await backend.call(copyTpl, { mail_tpl_id: template });
    await backend.call(removeTplFile, { template_file_id: first?.template_file_id ?? 0 });
    expect(copy.attachment.map(({ name }) => name)).toEqual(['说明.pdf', '登记表.doc.docx']);
    expect(await names(copy.mail_tpl_id)).toEqual(['说明.pdf', '登记表.doc.docx']);
    expect(await names()).toEqual(['登记表.doc.docx']);
    const { results: detail } = await backend.call(getTpl, { mail_tpl_id: template });
    expect(detail.attachment_ids).toBe(String(third?.template_file_id));
  });

  it('come back to their place when a removal is taken back, once', async () => {
    const id = (await add(pdfFile(), 'a.pdf')).results?.template_file_id ?? 0;
    await add(jpegFile(), 'b.jpg');
    expect((await backend.call(removeTplFile, { template_file_id: id })).results).toBe(true);
    expect(await names()).toEqual(['b.jpg']);
    expect((await backend.call(removeTplFile, { template_file_id: id })).err_no).toBe(
      number('templateFileNotFound'),
    );
    expect((await backend.call(restoreTplFile, { template_file_id: id })).results.name).toBe(
      'a.pdf',
    );
    expect(await names()).toEqual(['a.pdf', 'b.jpg']);
    expect((await backend.call(restoreTplFile, { template_file_id: id })).err_no).toBe(
      number('templateFileNotFound'),
    );
  });

  it('of the same name get numbers', async () => {
    await add();
    await add(jpegFile(), '说明.JPG');
    await add();
    expect(await names()).toEqual(['说明.pdf', '说明.JPG', '说明-2.pdf']);
  });

  it('are ten at most, and ten mebibytes together; a refused one leaves nothing', async () => {
    const half = 5 * 1024 * 1024;
    await add(jpegOfSize(half, 1), '1.jpg');
    await add(jpegOfSize(half - 9_000, 2), '2.jpg');
    const before = stored().length;
    const large = await add(jpegOfSize(20_000, 3), '3.jpg');
    expect(large.err_no).toBe(number('templateFilesTooLarge'));
    expect(large.err_msg).toContain('10 MB');
    expect((await add(jpegOfSize(11 * 1024 * 1024), '4.jpg')).err_no).toBe(
      number('attachmentTooLarge'),
    );
    expect(stored()).toHaveLength(before);
    for (let count = 2; count < 10; count++) await add(jpegFile(), `${count}.jpg`);
    expect((await add(jpegFile(), '11.jpg')).err_no).toBe(number('templateFilesTooMany'));
    expect(await names()).toHaveLength(10);
  });

  it.each([
    ['a program', new Uint8Array(Buffer.from('MZ\x90\0 program')), 'templateFileTypeRefused'],
    ['a page', new Uint8Array(Buffer.from('<html></html>')), 'templateFileTypeRefused'],
    ['a ZIP', new Uint8Array(makeZip([{ name: 'a', content: 'a' }])), 'templateFileTypeRefused'],
    ['a document with macros', office('word/document.xml', true), 'templateFileTypeRefused'],
    [
      'a document of the old format',
      new Uint8Array(Buffer.from('d0cf11e0a1b11ae1', 'hex')),
      'templateFileTypeRefused',
    ],
    ['a document cut short', docx.slice(0, -30), 'attachmentDamaged'],
    ['nothing', new Uint8Array(), 'attachmentEmpty'],
  ] as const)('are not %s, whatever its name says', async (_what, content, error) => {
    expect((await add(content, '说明.pdf')).err_no).toBe(number(error));
    expect(await names()).toEqual([]);
    expect(stored()).toEqual([]);
  });

  it.each(['word/document.xml', 'xl/workbook.xml', 'ppt/presentation.xml'])(
    'may be a document with %s',
    async (part) => {
      expect((await add(office(part), 'x')).err_no).toBe(0);
    },
  );

  it('are changed by the author of the template alone', async () => {
    const id = (await add()).results?.template_file_id ?? 0;
    expect((await addFile(backend, 59, pdfFile(), 'a.pdf')).err_no).toBe(
      number('templateNotEditable'),
    );
    expect((await addFile(backend, 0, pdfFile(), 'a.pdf')).err_no).toBe(number('templateNotFound'));
    backend.database.exec(`INSERT INTO users(uid, top_id, parent_id, name, created_at)
        VALUES (777, 0, 0, '李四', 0);
      UPDATE mail_templates SET created_uid = 777, is_share = 1 WHERE mail_tpl_id = ${template}`);
    expect(await names()).toEqual(['说明.pdf']);
    for (const endpoint of [removeTplFile, restoreTplFile]) {
      const { err_no } = await backend.call(endpoint, { template_file_id: id });
      expect(err_no).toBe(
        number(endpoint === removeTplFile ? 'templateNotEditable' : 'templateFileNotFound'),
      );
    }
    backend.database.exec('UPDATE mail_templates SET is_share = 0');
    expect((await backend.call(listTplFiles, { mail_tpl_id: template })).err_no).toBe(
      number('templateNotFound'),
    );
    await backend.call(deleteTpl, { mail_tpl_id: template });
    expect((await add()).err_no).toBe(number('templateNotFound'));
  });
});

it('are opened as they go out, and as they went out after they were taken from the template', async () => {
  seedApplication(backend);
  const id = (await add()).results?.template_file_id ?? 0;
  const get = (path: string) => backend.recruiterApp.request(path);
  const shown = await get(`${openTplFile.path}?template_file_id=${id}&inline=1`);
  expect(shown.headers.get('content-disposition')).toMatch(/^inline; /);
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(pdfFile());
  await requestCertificate(backend, { mail_tpl_id: template });
  await backend.call(removeTplFile, { template_file_id: id });
  const gone = await get(`${openTplFile.path}?template_file_id=${id}`);
  expect(((await gone.json()) as { err_no: number }).err_no).toBe(number('templateFileNotFound'));

  const [message] = (await backend.call(listMessages, {})).results.dataList;
  expect(message?.files).toEqual([{ position: 0, name: '说明.pdf', size: pdfFile().length }]);
  const path = `${openMessageFile.path}?message_id=${message?.message_id}`;
  const sent = await get(`${path}&position=0`);
  expect(sent.headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(new Uint8Array(await sent.arrayBuffer())).toEqual(pdfFile());
  const none = await get(`${path}&position=1`);
  expect(((await none.json()) as { err_no: number }).err_no).toBe(number('messageNotFound'));
});

it('keeps the content of a template’s file when a candidate with the same one is erased', async () => {
  seedApplication(backend);
  const { token } = await requestCertificate(backend);
  await upload(backend, token, pdfFile(), 'own.pdf');
  await upload(backend, token, jpegFile(), 'own.jpg');
  await add(pdfFile());
  const erased = await backend.call(eraseCandidate, {
    tob_resume_id: '1511732484135936027',
    confirm_name: '宋海洋',
  });
  expect(erased.err_no).toBe(0);
  expect(stored()).toHaveLength(1);
  expect(await names()).toEqual(['说明.pdf']);
});
