import type { Envelope } from '../../../shared/api/endpoint.ts';
import { createTpl } from '../../../shared/api/mail-templates.ts';
import { addTplFile, type TemplateFile } from '../../../shared/api/template-files.ts';
import type { TestBackend } from '../test-backend.ts';

/** A template of the user's own. @returns its id */
export async function createTemplate(
  backend: TestBackend,
  group = 'degree_cert',
  title = '带附件的模板',
): Promise<number> {
  const { results, err_msg } = await backend.call(createTpl, {
    tpl_group: group,
    title,
    email_subject: '请上传',
    email_content: '<p>{{candidate_name}}，您好</p>',
  });
  if (!results) throw new Error(err_msg);
  return results.mail_tpl_id;
}

/** Adds a file to a template as the editor does. */
export async function addFile(
  backend: TestBackend,
  mailTplId: number,
  content: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Envelope<TemplateFile | null>> {
  const form = new FormData();
  form.append('mail_tpl_id', String(mailTplId));
  form.append('file', new Blob([content]), name);
  const response = await backend.recruiterApp.request(addTplFile.path, {
    method: 'POST',
    body: form,
  });
  return (await response.json()) as Envelope<TemplateFile | null>;
}
