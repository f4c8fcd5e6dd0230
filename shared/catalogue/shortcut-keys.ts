import type { LocalizedText } from '../language.ts';

interface ShortcutKey {
  /** Everything that the key does, wherever it does something. */
  readonly label: LocalizedText;
}

function key(zh: string, en: string): ShortcutKey {
  return { label: { zh, en } };
}

/**
 * The keys that do something without Ctrl or ⌘, as they are until a user changes them. A shortcut on
 * another single key is an entry here first.
 */
export const shortcutKeys = {
  '?': key('快捷键一览', 'The sheet of keys'),
  '/': key('搜索', 'Search'),
  j: key('下一位候选人、下一份材料', 'Next candidate or submission'),
  k: key('上一位候选人、上一份材料', 'Previous candidate or submission'),
  v: key('选择视图', 'Choose a view'),
  f: key('筛选器；评审时全屏', 'Conditions; full screen in the review'),
  z: key('撤销刚发出的请求', 'Take back a request just sent'),
  '1': key('评审：通过', 'Verdict: pass'),
  '2': key('评审：待定', 'Verdict: undecided'),
  '3': key('评审：不通过', 'Verdict: fail'),
  u: key('撤销刚才的结论', 'Take back the last verdict'),
  e: key('选择评审原因', 'Choose reasons of a verdict'),
  a: key('要求重新上传', 'Ask for files again'),
  '+': key('预览：放大', 'Preview: zoom in'),
  '-': key('预览：缩小', 'Preview: zoom out'),
  '0': key('预览：显示全部', 'Preview: fit the page'),
  w: key('预览：适合宽度', 'Preview: fit the width'),
  h: key('预览：适合高度', 'Preview: fit the height'),
  r: key('预览：旋转', 'Preview: rotate'),
  '[': key('预览：上一个文件', 'Preview: previous file'),
  ']': key('预览：下一个文件', 'Preview: next file'),
} as const satisfies Record<string, ShortcutKey>;

/** A key by what it is until a user changes it. */
export type ShortcutKeyName = keyof typeof shortcutKeys;

/** In the order that settings list them; an object's own order has digits first. */
export const shortcutKeyNames = [...'?/jkvfz123uea+-0whr[]'] as ShortcutKeyName[];

/** A user's own keys by the ones of the catalogue; those that are not there are unchanged. */
export type OwnKeys = Readonly<Partial<Record<ShortcutKeyName, string>>>;

/** The key that a user has for one of the catalogue. */
export function ownKey(own: OwnKeys, name: ShortcutKeyName): string {
  return own[name] ?? name;
}

/** Whether a text is one visible character, lower case: what a single key can be. */
export function isSingleKey(text: string): boolean {
  return [...text].length === 1 && text === text.toLowerCase() && /^[^\s\p{C}]$/u.test(text);
}

/** The key of the catalogue that does something already where a user presses `text`. */
export function keyInUse(
  own: OwnKeys,
  text: string,
  except?: ShortcutKeyName,
): ShortcutKeyName | undefined {
  return shortcutKeyNames.find((name) => name !== except && ownKey(own, name) === text);
}
