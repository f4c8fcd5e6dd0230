import type { SystemMailTemplate } from './system-mail-templates.ts';

const closing = '<p>祝好<br />{{company_name}} 人力资源部</p>';
const internalClosing = '<p>谢谢！<br />{{company_name}} 人力资源部</p>';

/** System templates of the steps of a process, in the order of the groups. */
export const processTemplates: readonly SystemMailTemplate[] = [
  {
    mailTplId: 51,
    group: 'review',
    title: '发起评审-系统模板',
    description: '发起评审时，评审人收到的通知邮件样式',
    subject: '简历评审-{{position_name}}-{{candidate_name}}',
    content:
      '<p>您好：</p>' +
      '<p>候选人 <strong>{{candidate_name}}</strong> 应聘「{{position_name}}」的简历已通过初步筛选，请您评审是否进入面试，并写明理由。</p>' +
      '<p>如果需要候选人补充信息，请直接回复本邮件，我们会尽快与候选人确认。</p>' +
      internalClosing,
    sms: '',
  },
  {
    mailTplId: 52,
    group: 'interview',
    title: '邀请面试-系统模板',
    description: '邀请面试时，候选人收到的通知邮件样式',
    subject: '面试邀请-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>感谢您应聘{{company_name}}的「{{position_name}}」一职。我们认真阅读了您的简历，诚邀您参加面试。</p>' +
      '<p>招聘负责人会与您确认面试的时间、形式和地点。请您留意电话和邮件；如果您有方便的时间段，也可以直接回复本邮件告诉我们。</p>' +
      '<p>面试时请携带身份证件和一份最新的简历。期待与您见面！</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，诚邀您参加「{{position_name}}」一职的面试，时间和地点将由招聘负责人与您确认，请留意电话和邮件。',
  },
  {
    mailTplId: 53,
    group: 'cancel_interview',
    title: '取消面试-系统模板',
    description: '取消面试时，候选人收到的通知邮件样式',
    subject: '面试取消通知-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>很抱歉地通知您，由于面试安排有变，原定的「{{position_name}}」一职的面试已取消，请您不必按原定时间前来。</p>' +
      '<p>如果需要另约时间，招聘负责人会再与您联系。给您带来不便，我们深表歉意，也感谢您的理解。</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，很抱歉，原定的「{{position_name}}」面试已取消，请不必前来。如需另约，招聘负责人会与您联系。',
  },
  {
    mailTplId: 54,
    group: 'hiring',
    title: '录用审批-系统模板',
    description: '发起录用审批时，审批人收到的通知邮件样式',
    subject: '录用审批-{{position_name}}-{{candidate_name}}',
    content:
      '<p>您好：</p>' +
      '<p>候选人 <strong>{{candidate_name}}</strong> 已完成「{{position_name}}」一职的面试，现提请录用，请您审批。</p>' +
      '<p>如对定岗、定薪或入职时间有不同意见，请在审批时注明，或直接回复本邮件。</p>' +
      internalClosing,
    sms: '',
  },
  {
    mailTplId: 55,
    group: 'offer_refuse',
    title: '淘汰-系统模板',
    description: '淘汰候选人时，候选人收到的通知邮件样式',
    subject: '应聘结果通知-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>感谢您对{{company_name}}的关注，以及在应聘「{{position_name}}」一职的过程中付出的时间。</p>' +
      '<p>经过慎重考虑，我们很遗憾未能在这次招聘中与您继续合作。这个决定只针对本次的岗位需求，并不否定您的能力；您的简历将保留在我们的人才库中，今后有合适的机会时，我们会再与您联系。</p>' +
      '<p>祝您早日找到理想的工作！</p>' +
      closing,
    sms: '',
  },
  {
    mailTplId: 56,
    group: 'background_check',
    title: '背景调查-系统模板',
    description: '发起背景调查时，候选人收到的通知邮件样式',
    subject: '背景调查通知-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>您应聘的「{{position_name}}」一职已进入背景调查阶段。调查内容包括教育经历、工作履历和任职表现，只在您授权的范围内进行，结果只用于本次录用。</p>' +
      '<p>请您回复本邮件，确认同意进行背景调查，并提供两位证明人（如前直属上级、人力资源同事）的姓名、职务和联系方式。如果您希望我们在联系现单位前先征求您的意见，也请一并说明。</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，您应聘的「{{position_name}}」已进入背景调查阶段，授权说明已发送至您的邮箱，请查收并回复。',
  },
  {
    mailTplId: 60,
    group: 'offer_send',
    title: '发送Offer-系统模板',
    description: '发送Offer时，候选人收到的通知邮件样式',
    subject: '录用通知-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>恭喜您！我们很高兴地通知您，您已通过「{{position_name}}」一职的全部考核，{{company_name}}诚邀您加入。</p>' +
      '<p>薪酬福利、入职时间和入职所需的材料，招聘负责人会与您逐项确认。请您收到后尽快回复本邮件，告诉我们您是否接受，以及方便入职的日期。</p>' +
      '<p>期待与您共事！</p>' +
      closing,
    sms: '【{{company_name}}】{{candidate_name}}您好，恭喜您通过「{{position_name}}」的全部考核，录用通知已发送至您的邮箱，请查收并回复。',
  },
  {
    mailTplId: 61,
    group: 'archives',
    title: '通知候选人-系统模板',
    description: '通知候选人时，候选人收到的通知邮件样式',
    subject: '应聘进展通知-{{company_name}}-{{position_name}}',
    content:
      '<p>{{candidate_name}}，您好：</p>' +
      '<p>感谢您应聘{{company_name}}的「{{position_name}}」一职。您的应聘资料已归入我们的人才库，我们会妥善保管，并在有合适的机会时第一时间与您联系。</p>' +
      '<p>如果您的联系方式或求职意向有变化，欢迎随时回复本邮件告诉我们。</p>' +
      closing,
    sms: '',
  },
];
