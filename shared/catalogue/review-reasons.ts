import type { LocalizedText } from '../language.ts';

/** Why a document is not accepted as it is. A new reason is one entry here. */
export interface ReviewReason {
  readonly code: string;
  /** The recruiter's short name for it. */
  readonly label: LocalizedText;
  /** What the candidate reads, in the mail and on the page. */
  readonly text: LocalizedText;
  /** The old file is of no use, so that the candidate's page leaves it out of the new submission. */
  readonly replaces: boolean;
}

/** Order is that of the picker, whose first nine have a digit as their key. */
export const reviewReasons = [
  {
    code: 'blurred',
    label: { zh: '模糊', en: 'Blurred' },
    text: {
      zh: '照片模糊，文字看不清，请在光线充足处重拍',
      en: 'The picture is blurred: please take it again in good light',
    },
    replaces: true,
  },
  {
    code: 'cut_off',
    label: { zh: '没有拍全', en: 'Cut off' },
    text: {
      zh: '没有拍全，请把四角都拍进来',
      en: 'Part of it is cut off: please get all four corners into the picture',
    },
    replaces: true,
  },
  {
    code: 'glare',
    label: { zh: '反光遮挡', en: 'Glare' },
    text: {
      zh: '有反光或遮挡，请换个角度重拍',
      en: 'Glare or something else covers it: please take it from another angle',
    },
    replaces: true,
  },
  {
    code: 'wrong_document',
    label: { zh: '材料不符', en: 'Wrong document' },
    text: {
      zh: '不是所要求的材料，请核对名称后重新上传',
      en: 'This is not the document asked for: please check its name and send that one',
    },
    replaces: true,
  },
  {
    code: 'expired',
    label: { zh: '已过期', en: 'Expired' },
    text: {
      zh: '材料或验证码已过期，请提供有效期内的',
      en: 'The document or its verification code has expired: please send a valid one',
    },
    replaces: true,
  },
  {
    code: 'name_mismatch',
    label: { zh: '姓名不一致', en: 'Name mismatch' },
    text: {
      zh: '姓名与应聘信息不一致，请提供本人的材料，改过名的请附证明',
      en: 'The name differs from your application: please send your own, with proof if you changed your name',
    },
    replaces: true,
  },
  {
    code: 'incomplete',
    label: { zh: '缺页缺项', en: 'Incomplete' },
    text: {
      zh: '材料不齐，请补充缺少的页或内容',
      en: 'Something is missing: please add the missing pages',
    },
    replaces: false,
  },
  {
    code: 'stamp_illegible',
    label: { zh: '印章不清', en: 'Stamp not legible' },
    text: {
      zh: '印章看不清或没有盖章，请提供印章清晰的材料',
      en: 'The stamp is missing or not legible: please send one with a clear stamp',
    },
    replaces: true,
  },
  {
    code: 'other',
    label: { zh: '其他', en: 'Other' },
    text: { zh: '请按说明重新提供', en: 'Please send it again as described' },
    replaces: false,
  },
] as const satisfies readonly ReviewReason[];

export type ReviewReasonCode = (typeof reviewReasons)[number]['code'];

/** Every code, as a schema takes them. */
export const reviewReasonCodes = reviewReasons.map(({ code }) => code);

/** The catalogue's entry of a code; undefined for one that is no longer in the catalogue. */
export function reviewReason(code: string): ReviewReason | undefined {
  return reviewReasons.find((entry) => entry.code === code);
}
