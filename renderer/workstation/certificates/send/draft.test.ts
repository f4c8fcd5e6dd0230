import { expect, it } from 'vitest';
import { fillDraft, formProblems, type SendForm } from './draft.ts';

const draft = {
  subject: '学历证明-{{company_name}}-{{position_name}}',
  content:
    '<p>{{candidate_name}}：<a href="{{upload_link}}">上传</a>，{{upload_link}}，{{expires_at}} 前</p>',
  sms: '{{candidate_name}}您好，请打开 {{upload_link}}',
};

it('puts in what is known and leaves link and expiry to the server', () => {
  const filled = fillDraft(draft, {
    candidate_name: '宋海洋',
    position_name: '保安队长sy',
    company_name: '上海逸橙信息科技有限公司',
  });
  expect(filled.subject).toBe('学历证明-上海逸橙信息科技有限公司-保安队长sy');
  expect(filled.content).toBe(
    '<p>宋海洋：<a href="{{upload_link}}">上传</a>，{{upload_link}}，{{expires_at}} 前</p>',
  );
  expect(filled.sms).toBe('宋海洋您好，请打开 {{upload_link}}');
});

it('escapes a name for the mail but not for the text message', () => {
  const filled = fillDraft(draft, { candidate_name: 'A <b>&' });
  expect(filled.content).toContain('<p>A &#60;b&#62;&#38;：');
  expect(filled.sms).toContain('A <b>&您好');
});

it('leaves a variable without a value in place, for the server to name', () => {
  expect(fillDraft(draft, { candidate_name: ' ' }).sms).toContain('{{candidate_name}}');
});

const form: SendForm = {
  templateId: 59,
  name: '宋海洋',
  email: 'song@example.com',
  phone: '',
  smsOn: false,
  expiry: { type: 'default' },
  reminders: undefined,
  draft,
  edited: false,
};

it('finds what cannot be sent', () => {
  expect(formProblems(form)).toEqual({});
  expect(formProblems({ ...form, name: ' ' })).toEqual({ name: true });
  for (const email of ['', 'song', 'song@', 'a@b', 'a@b.c, d@e.f', 'Song <a@b.cn>']) {
    expect(formProblems({ ...form, email })).toEqual({ email: true });
  }
  expect(formProblems({ ...form, draft: { ...draft, subject: '' } })).toEqual({ subject: true });
});

it('needs a phone number only for a text message, but never takes a wrong one', () => {
  expect(formProblems({ ...form, smsOn: true })).toEqual({ phone: true });
  expect(formProblems({ ...form, smsOn: true, phone: '187 9999 0000' })).toEqual({});
  expect(formProblems({ ...form, phone: '12' })).toEqual({ phone: true });
});
