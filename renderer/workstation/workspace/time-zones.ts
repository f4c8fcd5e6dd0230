/**
 * Time zones to choose from, with their present offset: `Asia/Shanghai (UTC+08:00)`.
 * @param current the workspace's, kept in the list even where this browser does not list it
 */
export function timeZones(current: string): { value: string; label: string }[] {
  const names = new Set([current, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
  return [...names].sort().map((value) => ({ value, label: `${value} (${offset(value)})` }));
}

function offset(timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = parts.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name === 'GMT' ? 'UTC' : name.replace('GMT', 'UTC');
  } catch {
    return '?';
  }
}
