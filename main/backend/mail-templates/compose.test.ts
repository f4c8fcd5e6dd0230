import { describe, expect, it } from 'vitest';
import type { TemplateValues } from '../../../shared/templates/render.ts';
import { composeDraft, composeForSending, sampleToken } from './compose.ts';

const link = 'http://192.168.1.20:7421/c/bk258ezRGWTnf1d6sfjr6l';
const values: TemplateValues = {
  candidate_name: '宋海洋',
  company_name: '上海逸橙信息科技有限公司',
  position_name: '保安队长sy',
  upload_link: link,
  expires_at: '2026-04-01 09:00:00',
};

it('renders subject, body and SMS, the body sanitised', () => {
  expect(
    composeForSending(
      {
        subject: '学历证明-{{company_name}}',
        content:
          '<p onclick="x()">{{candidate_name}}</p><script>1</script><a href="{{upload_link}}">传</a>',
        sms: ' 请上传 {{upload_link}} ',
      },
      values,
    ),
  ).toEqual({
    subject: '学历证明-上海逸橙信息科技有限公司',
    content: `<p>宋海洋</p><a href="${link}">传</a>`,
    sms: `请上传 ${link}`,
    unresolved: [],
  });
});

describe('the link', () => {
  it('is added where the draft holds none', () => {
    const { content, sms } = composeForSending(
      { subject: 's', content: '<p>请上传</p>', sms: '请上传' },
      values,
    );
    expect(content).toBe(`<p>请上传</p><p>上传链接：<a href="${link}">${link}</a></p>`);
    expect(sms).toBe(`请上传 ${link}`);
  });

  it('takes the place of a preview’s sample, in text and in addresses', () => {
    const sample = `http://10.0.0.9:7421/c/${sampleToken}`;
    const { content, sms } = composeForSending(
      { subject: 's', content: `<a href="${sample}">传</a> ${sample}`, sms: `传 ${sample}` },
      values,
    );
    expect(content).toBe(`<a href="${link}">传</a> <a href="${link}">${link}</a>`);
    expect(sms).toBe(`传 ${link}`);
  });

  it('is not added where there is none, nor to an SMS that is not sent', () => {
    const draft = { subject: 's', content: '<p>a</p>' };
    expect(composeDraft(draft, { candidate_name: 'x' }).content).toBe('<p>a</p>');
    expect(composeDraft(draft, values).sms).toBe('');
  });
});

it('keeps a header on one line', () => {
  const { subject } = composeDraft(
    { subject: 'a\r\nBcc: b@example.com\u2028{{candidate_name}}', content: '' },
    { candidate_name: 'x\r\ny' },
  );
  expect(subject).toBe('a Bcc: b@example.com x y');
});

it('refuses to send what holds an unknown or empty variable, and names each', () => {
  const draft = {
    subject: '{{company}}',
    content: '<p>{{candidate_name}} {{salary}} {{expires_at}}</p>',
    sms: '{{salary}} {{position_name',
  };
  expect(() => composeForSending(draft, { ...values, expires_at: '' })).toThrow(
    expect.objectContaining({
      code: 'variablesUnresolved',
      parameters: { variables: 'company, salary, expires_at, {{position_name' },
    }),
  );
});
