/** The part of libheif's JavaScript API that renditions use; the package has no types for it. */
declare module 'libheif-js/wasm-bundle.js' {
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Calls back with the target filled with RGBA, turned and mirrored as the file says; null on failure. */
    display(
      target: { data: Uint8ClampedArray; width: number; height: number },
      callback: (filled: { data: Uint8ClampedArray } | null) => void,
    ): void;
    free(): void;
  }
  interface Libheif {
    ready: Promise<unknown>;
    HeifDecoder: new () => { decode(content: Uint8Array): HeifImage[] };
  }
  const libheif: Libheif;
  export default libheif;
}
