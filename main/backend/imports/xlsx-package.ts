import type { Readable } from 'node:stream';
import { Parser } from 'htmlparser2';
import { type Entry, open, type ZipFile } from 'yauzl';
import { CredoError } from '../../../shared/errors.ts';

const mostParts = 10_000;

/** The parts of an XLSX file, a ZIP; each is read as a stream and never unpacked to disk. */
export class XlsxPackage {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws CredoError `importFileBroken`, `importFileLegacy` where it is encrypted */
  static async open(path: string): Promise<XlsxPackage> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      // Sizes are checked while unpacking: a part that claims less than it holds ends in an error.
      const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
      open(path, options, (error, opened) => (error ? reject(broken(error)) : resolve(opened)));
    });
    try {
      return new XlsxPackage(zip, await readEntries(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * Unpacks a part into an XML parser, chunk by chunk.
   * @param limit bytes of the part unpacked
   * @yields after every chunk, when the handlers have heard all that it held
   * @throws CredoError `importFileInflated`, `importFileBroken`
   */
  async *parse(
    name: string,
    limit: number,
    handlers: ConstructorParameters<typeof Parser>[0],
  ): AsyncGenerator<void> {
    const entry = this.#entries.get(name);
    if (!entry) throw new CredoError('importFileBroken');
    if (entry.uncompressedSize > limit) throw new CredoError('importFileInflated');
    if (entry.isEncrypted()) throw new CredoError('importFileLegacy');
    let depth = 0;
    const parser = new Parser(
      {
        ...handlers,
        onopentag(...tag) {
          depth++;
          handlers?.onopentag?.(...tag);
        },
        onclosetag(...tag) {
          depth--;
          handlers?.onclosetag?.(...tag);
        },
      },
      { xmlMode: true, decodeEntities: true },
    );
    const decoder = new TextDecoder('utf-8');
    try {
      for await (const chunk of await this.#stream(entry)) {
        parser.write(decoder.decode(chunk, { stream: true }));
        yield;
      }
    } catch (error) {
      throw error instanceof CredoError ? error : broken(error);
    }
    // The parser would close by itself what is open: a part that was cut off would look whole.
    if (depth !== 0) throw new CredoError('importFileBroken');
    parser.end();
    yield;
  }

  /** Reads a whole part; for the small ones. */
  async parseAll(
    name: string,
    limit: number,
    handlers: ConstructorParameters<typeof Parser>[0],
  ): Promise<void> {
    for await (const _ of this.parse(name, limit, handlers)) {
      // The handlers do the work.
    }
  }

  close(): void {
    this.#zip.close();
  }

  #stream(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, stream) =>
        error ? reject(broken(error)) : resolve(stream),
      );
    });
  }
}

function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', (error: Error) => reject(broken(error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > mostParts) reject(new CredoError('importFileBroken'));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function broken(cause: unknown): CredoError {
  return new CredoError('importFileBroken', {}, { cause });
}
