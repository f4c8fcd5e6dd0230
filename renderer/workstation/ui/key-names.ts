const names: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
};

/** What is printed on the keys of a shortcut: `mod+k` → `['Ctrl', 'K']`, on a Mac `['⌘', 'K']`. */
export function keyNames(key: string, mac: boolean): string[] {
  if (key.startsWith('mod+')) return [mac ? '⌘' : 'Ctrl', ...keyNames(key.slice(4), mac)];
  return [names[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
}
