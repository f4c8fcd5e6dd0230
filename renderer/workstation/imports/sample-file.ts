/**
 * Saves a CSV with the headers that an import knows, to be filled in a spreadsheet.
 * It starts with a byte order mark: without one, Excel reads Chinese as nonsense.
 */
export function downloadSample(headers: string, name: string): void {
  const url = URL.createObjectURL(
    new Blob([`\uFEFF${headers}\r\n`], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
