import { define } from './error-definition.ts';

/**
 * The errors that the candidate's page tells apart: entries of the table in `errors.ts`, in a file of
 * their own because the page, which must stay small, does not carry the whole table.
 */
export const candidateErrors = {
  tooManyRequests: define(
    1007,
    429,
    '操作过于频繁，请 {seconds} 秒后再试',
    'Too many requests; try again in {seconds} s',
  ),
  tokenInvalid: define(3002, 200, '链接无效或已过期', 'This link is invalid or has expired'),
  certificateAlreadyReviewed: define(
    3004,
    200,
    '材料已评审，如需更改请联系招聘人员',
    'The material has been reviewed; contact the recruiter to change it',
  ),
  codeRefused: define(
    3009,
    200,
    '验证码或手机号后四位不对，或验证码已过期。请核对短信后再试',
    'The code or the last four digits are wrong, or the code has expired. Check the text message and try again',
  ),
  codeLocked: define(
    3010,
    200,
    '输错次数过多，这个验证码已锁定。请联系招聘人员重新发送短信',
    'Too many wrong tries: this code is locked. Ask the recruiter to send a new message',
  ),
  attachmentNotFound: define(4001, 200, '文件不存在', 'No such file'),
  uploadInterrupted: define(4011, 400, '上传中断，请重试', 'The upload broke off; try again'),
} as const;
