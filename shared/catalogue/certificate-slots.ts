import type { LocalizedText } from '../language.ts';
import type { CertificateKindKey } from './certificate-kinds.ts';
import { attachmentTypes } from './limits.ts';

/** What a slot takes: photos and scans as pictures, or PDF. */
export const slotAccepts = ['image', 'pdf'] as const;
export type SlotAccept = (typeof slotAccepts)[number];

/** A document that a certificate request can ask for by name. A new slot is one entry here. */
export interface CertificateSlotDefinition {
  readonly key: string;
  /** The kinds whose requests may ask for it. */
  readonly kinds: readonly CertificateKindKey[];
  readonly label: LocalizedText;
  /** What to photograph or to get, in the candidate's words. */
  readonly help: LocalizedText;
  readonly accepts: readonly SlotAccept[];
  /** Whether the candidate's page lets the request be answered without it. */
  readonly required: boolean;
  readonly maxFiles: number;
  /** A drawing of such a document, `shared/slot-samples/<sample>.svg`. */
  readonly sample: string;
  /** In a template that nobody changed. */
  readonly usedByDefault: boolean;
}

/** Takes what has no slot of its own. */
export const otherSlotKey = 'other';

const both = ['image', 'pdf'] as const;

export const certificateSlots: readonly CertificateSlotDefinition[] = [
  {
    key: 'diploma',
    kinds: ['degree'],
    label: { zh: '毕业证书', en: 'Graduation certificate' },
    help: {
      zh: '最高学历的毕业证书。拍摄印有姓名、照片、证书编号和学校印章的内页，四角完整。',
      en: 'Of your highest education. Photograph the inside page with your name, photo, certificate number and the school’s stamp, all four corners in view.',
    },
    accepts: both,
    required: true,
    maxFiles: 3,
    sample: 'diploma',
    usedByDefault: true,
  },
  {
    key: 'degree_certificate',
    kinds: ['degree'],
    label: { zh: '学位证书', en: 'Degree certificate' },
    help: {
      zh: '最高学位的学位证书；没有学位可以跳过。',
      en: 'Of your highest degree; skip it if you have none.',
    },
    accepts: both,
    required: false,
    maxFiles: 3,
    sample: 'degree-certificate',
    usedByDefault: true,
  },
  {
    key: 'chsi_report',
    kinds: ['degree'],
    label: { zh: '学信网备案表', en: 'CHSI online report' },
    help: {
      zh: '《教育部学历证书电子注册备案表》。登录学信网，在“学信档案—在线验证报告”里免费申请，下载 PDF 或截取整页，在线验证码要清楚。',
      en: 'The Ministry of Education’s online verification report, free from CHSI (chsi.com.cn). Send the PDF, or a picture of the whole page with the verification code legible.',
    },
    accepts: both,
    required: false,
    maxFiles: 3,
    sample: 'chsi-report',
    usedByDefault: true,
  },
  {
    key: 'foreign_recognition',
    kinds: ['degree'],
    label: { zh: '国（境）外学历学位认证书', en: 'Recognition of a foreign degree' },
    help: {
      zh: '在国（境）外取得学历的，请提供教育部留学服务中心出具的认证书。',
      en: 'For an education abroad: the recognition by the Chinese Service Center for Scholarly Exchange (CSCSE).',
    },
    accepts: both,
    required: false,
    maxFiles: 3,
    sample: 'foreign-recognition',
    usedByDefault: false,
  },
  {
    key: 'transcript',
    kinds: ['degree'],
    label: { zh: '成绩单', en: 'Transcript' },
    help: {
      zh: '学校盖章的成绩单，每一页都要。',
      en: 'Stamped by the school, every page of it.',
    },
    accepts: both,
    required: false,
    maxFiles: 6,
    sample: 'transcript',
    usedByDefault: false,
  },
  {
    key: 'bank_statement',
    kinds: ['income'],
    label: { zh: '工资银行流水', en: 'Bank statement of salary' },
    help: {
      zh: '最近 6 个月的工资流水，加盖银行印章或电子章。与薪酬无关的条目可以遮挡。',
      en: 'Of the last 6 months, stamped by the bank or with its electronic stamp. Items that are not salary may be covered.',
    },
    accepts: both,
    required: false,
    maxFiles: 6,
    sample: 'bank-statement',
    usedByDefault: true,
  },
  {
    key: 'payslip',
    kinds: ['income'],
    label: { zh: '工资条', en: 'Payslips' },
    help: {
      zh: '最近 6 个月的工资条，姓名、月份和实发金额要清楚。',
      en: 'Of the last 6 months; your name, the month and the amount paid must be legible.',
    },
    accepts: both,
    required: false,
    maxFiles: 6,
    sample: 'payslip',
    usedByDefault: true,
  },
  {
    key: 'income_letter',
    kinds: ['income'],
    label: { zh: '收入证明', en: 'Letter of income' },
    help: {
      zh: '现单位或上一家单位出具，加盖公章。',
      en: 'Issued and stamped by your present or last employer.',
    },
    accepts: both,
    required: false,
    maxFiles: 3,
    sample: 'income-letter',
    usedByDefault: true,
  },
  {
    key: 'tax_record',
    kinds: ['income'],
    label: { zh: '个税纳税记录', en: 'Income tax record' },
    help: {
      zh: '在“个人所得税”App 里开具的《纳税记录》PDF。',
      en: 'The PDF record from the tax authority’s app.',
    },
    accepts: both,
    required: false,
    maxFiles: 3,
    sample: 'tax-record',
    usedByDefault: true,
  },
  {
    key: otherSlotKey,
    kinds: ['degree', 'income'],
    label: { zh: '其他材料', en: 'Other documents' },
    help: {
      zh: '其他能说明情况的材料。',
      en: 'Anything else that helps.',
    },
    accepts: both,
    required: false,
    maxFiles: 6,
    sample: 'other',
    usedByDefault: false,
  },
];

/** The slots that requests of a kind may ask for, in the catalogue's order. */
export function slotsOfKind(kind: CertificateKindKey): readonly CertificateSlotDefinition[] {
  return certificateSlots.filter(({ kinds }) => kinds.includes(kind));
}

/** The catalogue's entry of a key; undefined for a slot that a template made up itself. */
export function slotDefinition(key: string): CertificateSlotDefinition | undefined {
  return certificateSlots.find((entry) => entry.key === key);
}

/** Keys of slots that a template makes up itself: `own_1` and so on. */
export const ownSlotKey = /^own_[1-9]\d{0,2}$/;

/** Which of what slots accept a stored file is, by its extension. */
export function acceptOf(ext: string): SlotAccept {
  const type = attachmentTypes.find((entry) => entry.ext === ext);
  return type?.mime === 'application/pdf' ? 'pdf' : 'image';
}
