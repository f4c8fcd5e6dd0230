import { askAgainGroup, remindGroup } from './mail-templates.ts';
import type { SystemMailTemplate } from './system-mail-templates.ts';

const link =
  '<p style="margin:24px 0"><a href="{{upload_link}}" style="background-color:#0b6e5f;color:#ffffff;padding:12px 28px;border-radius:6px;text-decoration:none;font-weight:600">上传材料</a></p>' +
  '<p style="color:#5c6670;font-size:13px">如果按钮无法打开，请将下面的链接复制到手机或电脑的浏览器中：<br />{{upload_link}}</p>';

const closing =
  '<p style="color:#5c6670;font-size:13px">此链接仅供您本人使用，请勿转发。若您并未应聘该职位，请忽略本邮件。</p>' +
  '<p>祝好<br />{{company_name}} 人力资源部</p>';

/** System templates of the groups that ask for a certificate. */
export const certificateTemplates: readonly SystemMailTemplate[] = [
  {
    mailTplId: 58,
    group: 'incoming_cert',
    title: '薪资证明-系统模板',
    description: '发起薪资证明时，候选人收到的通知邮件样式',
    subject: '薪资证明-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>感谢您应聘{{company_name}}的「{{position_name}}」一职。为完成薪酬核定，请您提供最近的收入材料，以下任意一项即可：</p>' +
      '<ul><li>最近 6 个月的工资银行流水（加盖银行印章或电子章）；</li><li>最近 6 个月的工资条；</li><li>现单位或上一家单位出具的收入证明（加盖公章）；</li><li>个人所得税纳税记录。</li></ul>' +
      '<p>可以直接拍照，也可以上传 PDF；请保证文字清晰、四角完整。与薪酬无关的信息可以遮挡。</p>' +
      link +
      '<p>请在 <strong>{{expires_at}}</strong> 前完成上传，逾期链接将失效。您提交的材料只用于本次录用的薪酬核定，我们会严格保密。</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，请于{{expires_at}}前上传应聘「{{position_name}}」所需的薪资证明：打开 {{upload_address}} 输入验证码 {{upload_code}} 和手机号后四位。如非本人应聘请忽略。',
  },
  {
    mailTplId: 59,
    group: 'degree_cert',
    title: '学历证明-系统模板',
    description: '发起学历证明时，候选人收到的通知邮件样式',
    subject: '学历证明-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>感谢您应聘{{company_name}}的「{{position_name}}」一职。为办理后续的录用手续，请您提供以下学历材料：</p>' +
      '<ul><li>最高学历的毕业证书；</li><li>最高学位的学位证书（如有）；</li><li>学信网《教育部学历证书电子注册备案表》，或国（境）外学历学位认证书。</li></ul>' +
      '<p>可以直接拍照，也可以上传 PDF；请保证文字清晰、四角完整、没有反光。</p>' +
      link +
      '<p>请在 <strong>{{expires_at}}</strong> 前完成上传，逾期链接将失效。您提交的材料只用于本次录用的学历核验，我们会严格保密。</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，请于{{expires_at}}前上传应聘「{{position_name}}」所需的学历证明：打开 {{upload_address}} 输入验证码 {{upload_code}} 和手机号后四位。如非本人应聘请忽略。',
  },
  {
    mailTplId: 62,
    group: askAgainGroup,
    title: '要求重交材料-系统模板',
    description: '提交的材料需要补充或更换时，候选人收到的通知邮件样式',
    subject: '请补充{{certificate_name}}材料-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>感谢您提交应聘{{company_name}}「{{position_name}}」一职的{{certificate_name}}材料。以下材料需要您重新提交：</p>' +
      '<p style="background-color:#fff4dd;padding:12px 16px;border-radius:6px">{{returned_reasons}}</p>' +
      '<p>其他材料我们已经收到，不需要再传。</p>' +
      link +
      '<p>请在 <strong>{{expires_at}}</strong> 前完成上传，逾期链接将失效。</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，您提交的{{returned_items}}需要重新上传，请于{{expires_at}}前打开 {{upload_address}} 输入验证码 {{upload_code}} 和手机号后四位查看原因并上传。',
  },
  {
    mailTplId: 63,
    group: remindGroup,
    title: '提醒候选人-系统模板',
    description: '候选人在期限内还没有提交时，自动收到的提醒邮件样式',
    subject: '提醒：请提交{{certificate_name}}-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>我们之前邀请您提交应聘{{company_name}}「{{position_name}}」一职的{{certificate_name}}材料，目前还没有收到。如果您正在准备，请放心，在期限之前提交即可。</p>' +
      link +
      '<p>请在 <strong>{{expires_at}}</strong> 前完成上传，逾期链接将失效。提交之后不会再收到提醒；如果遇到困难，请直接回复本邮件。</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，提醒您于{{expires_at}}前提交应聘「{{position_name}}」的{{certificate_name}}：打开 {{upload_address}} 输入验证码 {{upload_code}} 和手机号后四位。已提交请忽略。',
  },
];
