import type { ShortcutKey } from '../../ui/shortcut-registry.ts';

/** What the toolbar and the keys of a preview can ask for. */
export type ViewerAction =
  | 'zoomIn'
  | 'zoomOut'
  | 'actualSize'
  | 'fitPage'
  | 'fitWidth'
  | 'fitHeight'
  | 'rotate'
  | 'previousFile'
  | 'nextFile';

const actions = {
  '+': 'zoomIn',
  // The plus key without Shift on most keyboards.
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'fitPage',
  w: 'fitWidth',
  h: 'fitHeight',
  r: 'rotate',
  '[': 'previousFile',
  ']': 'nextFile',
} as const satisfies Partial<Record<ShortcutKey, ViewerAction>>;

/** Each action that has keys, with all of them. */
export const viewerShortcuts: ReadonlyMap<ViewerAction, readonly ShortcutKey[]> = Map.groupBy(
  Object.keys(actions) as (keyof typeof actions)[],
  (key): ViewerAction => actions[key],
);

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>;

/** Whether a key press goes into a text the user is writing. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return Boolean(
    target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])'),
  );
}

/** What a key press asks of the preview, or null. Ctrl with +, − and 0 zooms the file, not the app. */
export function viewerAction(event: KeyPress): ViewerAction | null {
  if (isTyping(event.target) || event.altKey) return null;
  const action = (actions as Readonly<Record<string, ViewerAction>>)[event.key.toLowerCase()];
  if (!action) return null;
  const isZoom = action === 'zoomIn' || action === 'zoomOut' || action === 'fitPage';
  return (event.ctrlKey || event.metaKey) && !isZoom ? null : action;
}
