/** Whether the keyboard is a Mac's, with ⌘ where others have Ctrl. */
export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
