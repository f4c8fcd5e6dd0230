import { nameSyllables } from '../applications/name-sort.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A candidate of the demo workspace. */
export interface DemoPerson {
  tobResumeId: string;
  name: string;
  phone: string;
  email: string;
}

/** The candidate of the reference's `saveCertificate` example. */
export const songHaiyang = {
  tobResumeId: '1511732484135936027',
  name: '宋海洋',
  phone: '18799990000',
  tobPositionId: 3285,
} as const;

/** The application behind certificate 3 of the reference's `getCertificateById` example. */
export const referenceApplicant = {
  tobResumeId: '1225069313917132820',
  name: '陆思齐',
  tobPositionId: 5297,
} as const;

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单区仇解盖',
  '欧阳',
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '尉迟',
  '令狐',
  '慕容',
];

const givenNames = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚琳欣悦宁翔昊哲瑶蕾颖岚珂',
  ...['子涵', '雨欣', '浩然', '梓萱', '思远', '嘉怡', '俊杰', '晓峰', '文博', '雅婷', '建国'],
  ...['志强', '秀英', '桂兰', '海燕', '春梅', '立新', '国庆', '晨曦', '一诺', '若曦', '奕辰'],
  ...['书瑶', '景行', '知远', '慕白', '清扬', '望舒', '鹏飞', '天佑', '永康', '美玲', '佳琪'],
];

/** Names that a table, a mail and a sort have to cope with: rare characters, long, other scripts. */
const unusualNames = [
  '王芳',
  '王芳',
  '尹赟祎',
  '吉田昇',
  '牛犇',
  '马骉',
  '陶喆',
  '万俟卨',
  '欧阳震华',
  '上官婉儿',
  '阿卜杜热西提·买买提依明·阿布都热合曼',
  '古丽娜扎尔·拜合提亚尔',
  '迪丽热巴·迪力木拉提',
  'Maximilian Alexander von Hohenberg-Löwenstein',
  'Nguyễn Thị Minh Khai',
  "Siobhán O'Connor",
  'Li Wei (李薇)',
  '佐々木 さくら',
  'Kim Min-jun (金敏俊)',
  'Иван Петров',
];

/**
 * The people of the demo workspace, the two of the reference's examples first. Every one has a phone
 * number of the series 1879999xxxx that the reference uses and an address under example.com.
 */
export function makePeople(random: SeededRandom, count: number): DemoPerson[] {
  const names: string[] = [songHaiyang.name, referenceApplicant.name, ...unusualNames];
  const taken = new Set(names);
  while (names.length < count) {
    const name = random.pick(surnames) + random.pick(givenNames);
    if (taken.has(name)) continue;
    taken.add(name);
    names.push(name);
  }
  const endings = random.shuffled(Array.from({ length: 9_999 }, (_, index) => index + 1));
  const addresses = new Set<string>();
  return names.slice(0, count).map((name, index) => {
    const known = [songHaiyang, referenceApplicant][index];
    const ending = String(endings[index]).padStart(4, '0');
    return {
      tobResumeId: known?.tobResumeId ?? resumeId(random),
      name,
      phone: name === songHaiyang.name ? songHaiyang.phone : `1879999${ending}`,
      email: mailAddress(name, addresses),
    };
  });
}

/** 19 digits between the ids of the reference's examples. */
function resumeId(random: SeededRandom): string {
  const digits = Array.from({ length: 16 }, () => random.integer(0, 9)).join('');
  return `1${random.integer(23, 50)}${digits}`;
}

function mailAddress(name: string, taken: Set<string>): string {
  const letters = nameSyllables(name)
    .join('')
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/[^a-z]/g, '')
    .slice(0, 30);
  const local = letters === '' ? 'candidate' : letters;
  let address = `${local}@example.com`;
  for (let number = 2; taken.has(address); number++) address = `${local}${number}@example.com`;
  taken.add(address);
  return address;
}
