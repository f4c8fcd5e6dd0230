import { pinyin } from 'pinyin-pro';

/**
 * What sorting by name compares: pinyin without tones, surnames read as surnames (单 is shan, 区 ou),
 * other scripts as they are, in lower case.
 */
export function nameSortKey(name: string): string {
  return pinyin(name, { toneType: 'none', surname: 'head', nonZh: 'consecutive' })
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
