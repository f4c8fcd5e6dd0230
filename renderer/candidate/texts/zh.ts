import type { Deadline } from '../friendly-time.ts';

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** The page in Chinese; its shape is every language's. */
export const chinese = {
  otherLanguage: 'English',
  title: (kind: string) => `请提交${kind}`,
  documentTitle: (kind: string, company: string) => `${kind} · ${company}`,
  greeting: (name: string) => (name ? `${name}，您好` : '您好'),
  intro: (company: string, position: string) =>
    `${company}需要核实您的材料${position ? `，用于“${position}”职位的录用` : ''}。拍照或选择文件上传，一两分钟就能完成。`,
  company: '公司',
  position: '应聘职位',
  contact: '招聘人员',
  deadline: '截止时间',
  date: ({ month, day, weekday, time, year }: Deadline) =>
    `${year ? `${year}年` : ''}${month}月${day}日（${weekdays[weekday]}）${time}`,
  remaining: (days: number) =>
    days <= 0 ? '今天截止' : days === 1 ? '明天截止' : `还有 ${days} 天`,
  remarkTitle: '请重新提交',
  remarkText: (recruiter: string) => `${recruiter || '招聘人员'}请您补充或更换材料：`,
  remarkEmpty: (recruiter: string) =>
    `${recruiter || '招聘人员'}请您补充或更换材料。有疑问可以直接联系对方。`,
  uploadTitle: '上传材料',
  accepted: (size: string, files: number) =>
    `照片（JPG、PNG、WebP、HEIC）或 PDF，每个不超过 ${size}，最多 ${files} 个`,
  tip: '四角拍全、文字清晰、没有反光，审核更快',
  takePhoto: '拍照或相册',
  takePhotoHint: '现在拍，或选已有照片',
  chooseFile: '选择文件',
  chooseFileHint: 'PDF、扫描件',
  filesTitle: (count: number, limit: number) => `已添加 ${count} / ${limit}`,
  noFiles: '还没有添加文件',
  state: {
    waiting: '等待上传',
    sending: (percent: number) => `正在上传 ${percent}%`,
    finishing: '正在保存…',
    done: '已上传',
    submittedBefore: '上次已提交',
    paused: '网络中断，恢复后自动继续',
    busy: '稍后自动重试',
    removing: '正在移除…',
    shrinking: '正在压缩…',
    lost: '没有传完，请重新选择这个文件',
    unreadable: '手机无法读取这个文件，请重新选择',
  },
  refused: {
    type: (ext: string) => `不支持${ext ? ` ${ext.toUpperCase()} ` : '这种'}文件，请拍照或换成 PDF`,
    document: '请先另存为 PDF，或拍照上传',
    empty: '文件是空的，请换一个',
    tooLarge: (size: string) => `超过 ${size} 上限，请换一个小一些的文件`,
    shrinkable: (size: string) => `照片超过 ${size} 上限，压缩后可以上传`,
    shrinkFailed: '照片无法压缩，请用相机重新拍一张',
  },
  shrink: '压缩并上传',
  retry: '重试',
  remove: '移除',
  removeNamed: (name: string) => `移除 ${name}`,
  retryNamed: (name: string) => `重试 ${name}`,
  previewNamed: (name: string) => `查看 ${name}`,
  close: '关闭',
  tooManyFiles: (limit: number, left: number) =>
    `最多 ${limit} 个文件，有 ${left} 个没有添加。可以先移除不需要的`,
  duplicates: (count: number) => `${count} 个文件已经添加过，没有重复添加`,
  removeFailed: '没有移除成功，请检查网络后再试',
  offline: '网络断开了。恢复后会自动继续，传好的文件不会丢。',
  submit: (count: number) => (count > 0 ? `提交 ${count} 个文件` : '提交'),
  submitting: '正在提交…',
  submitEmpty: '请先添加至少一个文件',
  submitBusy: (count: number) => `还有 ${count} 个文件正在上传，传完就能提交`,
  submitBroken: (count: number) => `有 ${count} 个文件没有传成功，请重试或移除后再提交`,
  confirmTitle: (count: number) => `提交这 ${count} 个文件？`,
  confirmText: (recruiter: string) =>
    `提交后${recruiter || '招聘人员'}会收到通知。审核之前，您还可以打开本链接更换。`,
  confirm: '确认提交',
  cancel: '再看看',
  submitFailed: '没有提交成功，请检查网络后再点一次。文件都还在，不用重新上传。',
  keepSubmission: '不换了，保持原来的提交',
  replaceTitle: '更换材料',
  replaceText: '移除不需要的，添加新的，然后再提交一次。提交之前，原来的材料继续有效。',
  receiptTitle: '提交成功',
  receiptText: (recruiter: string) =>
    `材料已交给${recruiter || '招聘人员'}，审核结果会另行通知您，现在可以关闭本页。`,
  receiptClosedTitle: '材料已审核',
  receiptClosedText: (recruiter: string) =>
    `不需要您再做什么。如要更换材料，请联系${recruiter || '招聘人员'}。`,
  submittedAt: '提交时间',
  submittedFiles: (count: number) => `提交的文件（${count}）`,
  replace: '更换材料',
  replaceHint: '审核之前可以更换',
  closedTitle: '这个链接已不能上传',
  closedText: (recruiter: string) => `如仍需提交材料，请联系${recruiter || '招聘人员'}。`,
  privacy: (company: string) =>
    `文件直接传到${company}的招聘工作站，只有招聘人员能看到，仅用于本次录用核实。请不要把本链接转发给别人。`,
  invalidTitle: '链接无效或已过期',
  invalidText: '请核对邮件或短信里的链接是否完整；如果已经过期，请联系招聘人员重新发送。',
  busyTitle: '访问太频繁了',
  busyText: (seconds: number) =>
    seconds > 0 ? `请 ${seconds} 秒后再试，到时会自动打开` : '正在重新打开…',
  faultTitle: '出了点问题',
  faultText: '招聘方的系统暂时没有响应。请稍后刷新，仍不行请联系招聘人员。',
  homeTitle: '候选人材料上传',
  notFoundTitle: '没有这个页面',
  notFoundText: '请核对邮件或短信里的链接是否完整。',
  reload: '重新打开',
};

/** Every text of the page. */
export type Texts = typeof chinese;
