/** `YYYY-MM-DD HH:mm` of the API's `YYYY-MM-DD HH:mm:ss`: seconds are noise to a reader. */
export function shortTime(time: string): string {
  return time.slice(0, 16);
}
