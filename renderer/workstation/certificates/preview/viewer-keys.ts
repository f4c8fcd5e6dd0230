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

const actions: Readonly<Record<string, ViewerAction>> = {
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
};

/** Each action that has keys, with all of them. */
export const viewerShortcuts: ReadonlyMap<ViewerAction, readonly string[]> = Map.groupBy(
  Object.keys(actions),
  (key) => actions[key] as ViewerAction,
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
  const action = actions[event.key.toLowerCase()];
  if (!action) return null;
  const isZoom = action === 'zoomIn' || action === 'zoomOut' || action === 'fitPage';
  return (event.ctrlKey || event.metaKey) && !isZoom ? null : action;
}
