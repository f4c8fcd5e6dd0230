import type { Language } from './language.ts';

/** The words of the page that takes a code, which server and page both write. */
export const landingTexts = {
  zh: {
    title: '上传应聘材料',
    text: '请输入短信里的验证码和您手机号的后四位。',
    code: '验证码（6 位）',
    phone: '手机号后四位',
    open: '打开上传页面',
    hint: '没有收到短信？请打开邮件里的链接，或联系招聘人员。',
  },
  en: {
    title: 'Upload your documents',
    text: 'Enter the code from the text message and the last four digits of your phone number.',
    code: 'Code (6 characters)',
    phone: 'Last four digits of your phone',
    open: 'Open the upload page',
    hint: 'No text message? Open the link in the mail, or contact the recruiter.',
  },
} as const satisfies Record<Language, Record<string, string>>;
