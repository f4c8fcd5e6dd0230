/**
 * What PDF.js loads by name, as bundled files: character maps and fonts for Chinese documents that
 * do not embed theirs, and decoders for scans (JBIG2, JPEG 2000). Nothing comes from the network.
 */
const urls: Record<string, string> = {
  ...import.meta.glob<string>('../../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
    exhaustive: true,
  }),
  ...import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
    exhaustive: true,
  }),
  ...import.meta.glob<string>(
    '../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm',
    { query: '?url&no-inline', import: 'default', eager: true, exhaustive: true },
  ),
};

const urlByName = new Map(
  Object.entries(urls).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
);

/** Answers what PDF.js' worker asks for; its `BinaryDataFactory`. */
export class BundledAssets {
  /**
   * @param request `filename` as in the pdfjs-dist package
   * @throws Error where the package has no such file, or it cannot be read
   */
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = urlByName.get(filename);
    if (!url) throw new Error(`PDF.js asked for a file that is not bundled: ${filename}`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename}: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
