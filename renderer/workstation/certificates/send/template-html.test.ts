import { expect, it } from 'vitest';
import { editorToTemplate, templateToEditor } from './template-html.ts';

const template =
  '<p>{{candidate_name}}，您好：</p><p style="margin:24px 0"><a href="{{upload_link}}">上传材料</a></p><p>{{ upload_link }} 于 <strong>{{expires_at}}</strong></p>';

it('marks variables in text and leaves those in attributes', () => {
  const html = templateToEditor(template);
  expect(html).toContain('<span data-variable="candidate_name">{{candidate_name}}</span>，您好');
  expect(html).toContain('<a href="{{upload_link}}">上传材料</a>');
  expect(html).toContain('<span data-variable="upload_link">');
});

it('comes back as the template it was', () => {
  expect(editorToTemplate(templateToEditor(template))).toBe(
    template.replace('{{ upload_link }}', '{{upload_link}}'),
  );
});

it('drops the paragraphs an editor puts into list items, but not several in one', () => {
  expect(editorToTemplate('<ul><li><p>一 <b>二</b></p></li></ul>')).toBe(
    '<ul><li>一 <b>二</b></li></ul>',
  );
  expect(editorToTemplate('<ul><li><p>一</p><p>二</p></li></ul>')).toBe(
    '<ul><li><p>一</p><p>二</p></li></ul>',
  );
});
