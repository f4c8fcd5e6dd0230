import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { CredoError } from '../../../shared/errors.ts';
import type { BlobStore, ReceivedFile } from './blob-store.ts';
import { type BodyPatience, BodyReader } from './body-reader.ts';

/** What an upload may be. */
export interface UploadLimits extends BodyPatience {
  /** Bytes of the file. */
  fileBytes: number;
}

/** Where a file is received to. */
type Incoming = Pick<BlobStore, 'receive' | 'discard'>;

/** A multipart upload, its file on disk and its fields in memory. */
export interface Upload {
  /** The last value of each field, cut at 4 KiB. */
  readonly fields: ReadonlyMap<string, string>;
  /** The name the file part gives itself, as sent. */
  readonly fileName: string;
  readonly file: ReceivedFile;
}

/** Bytes of a body beside its file: fields, headers of parts, boundaries. */
const overheadBytes = 256 * 1024;

/**
 * Receives `multipart/form-data` with one file part named `file`, fields in any order. The file goes
 * to disk chunk by chunk, no faster than the disk takes it; whatever fails leaves nothing behind.
 * @param onField called with each field as it arrives; what it throws, now or later, refuses the upload
 * @throws CredoError `unsupportedMediaType`, `malformedRequest`, `uploadInterrupted`,
 * `attachmentMissing`, `attachmentTooLarge`, `storageFull`, and what `onField` throws
 */
export async function receiveUpload(
  request: Request,
  blobs: Incoming,
  limits: UploadLimits,
  onField: (name: string, value: string) => unknown,
): Promise<Upload> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new CredoError('unsupportedMediaType', { expected: 'multipart/form-data' });
  }
  if (!request.body) throw new CredoError('malformedRequest', { reason: 'no body' });
  const body = new BodyReader(request.body, limits);
  const parts = new Parts(body, openParser(contentType, limits), blobs, limits, onField);
  try {
    return await parts.pump();
  } catch (error) {
    await parts.abandon(error as Error);
    await body.drain();
    throw error;
  }
}

function openParser(contentType: string, limits: UploadLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      limits: {
        fileSize: limits.fileBytes,
        files: 1,
        fields: 20,
        fieldSize: 4 * 1024,
        parts: 25,
        headerPairs: 50,
        headerSize: 64 * 1024,
      },
    });
  } catch (error) {
    throw new CredoError('malformedRequest', { reason: (error as Error).message });
  }
}

/** The parts of one body, as the parser hands them over. */
class Parts {
  readonly #body: BodyReader;
  readonly #parser: BusboyInstance;
  readonly #blobs: Incoming;
  readonly #limits: UploadLimits;
  readonly #fields = new Map<string, string>();
  #failure: { error: unknown } | undefined;
  #finished = false;
  #wake: () => void = () => {};
  #stream: BusboyFileStream | undefined;
  #fileName = '';
  #file: Promise<ReceivedFile> | undefined;

  constructor(
    body: BodyReader,
    parser: BusboyInstance,
    blobs: Incoming,
    limits: UploadLimits,
    onField: (name: string, value: string) => unknown,
  ) {
    this.#body = body;
    this.#parser = parser;
    this.#blobs = blobs;
    this.#limits = limits;
    parser.on('drain', () => this.#wake());
    parser.on('finish', () => {
      this.#finished = true;
      this.#wake();
    });
    parser.on('error', (error) => this.#fail(asRefusal(error)));
    parser.on('partsLimit', () => this.#fail(tooManyParts()));
    parser.on('fieldsLimit', () => this.#fail(tooManyParts()));
    parser.on('filesLimit', () => this.#fail(new CredoError('attachmentMissing')));
    parser.on('file', (name, stream, fileName) => this.#onFile(name, stream, fileName));
    parser.on('field', (name, value) => {
      this.#fields.set(name, value);
      try {
        const answer = onField(name, value);
        if (answer instanceof Promise) answer.catch((error: unknown) => this.#fail(error));
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  /** Feeds the body to the parser, no faster than it takes it, until the end or a failure. */
  async pump(): Promise<Upload> {
    for (;;) {
      const chunk = await this.#body.next();
      if (!chunk) break;
      if (this.#body.bytes > this.#limits.fileBytes + overheadBytes) throw this.#tooLarge();
      const woken = this.#nextWake();
      if (!this.#parser.write(chunk) && !this.#failure) await woken;
      this.#throwFailure();
    }
    const woken = this.#nextWake();
    this.#parser.end();
    if (!this.#finished && !this.#failure) await woken;
    this.#throwFailure();
    if (!this.#file) throw new CredoError('attachmentMissing');
    const file = await this.#file;
    this.#throwFailure();
    return { fields: this.#fields, fileName: this.#fileName, file };
  }

  /** Lets go of everything, and returns once nothing is left on disk. */
  async abandon(error: Error): Promise<void> {
    this.#fail(error);
    this.#parser.destroy();
    this.#stream?.destroy(error);
    const file = await this.#file?.catch(() => undefined);
    if (file) await this.#blobs.discard(file);
  }

  /** Settles when the parser takes more, has finished, or something has failed. */
  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#body.interrupt(error);
    this.#wake();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }

  #onFile(name: string, stream: BusboyFileStream, fileName: string): void {
    this.#stream = stream;
    stream.on('error', (error) => this.#fail(asRefusal(error)));
    if (name !== 'file') {
      this.#fail(new CredoError('attachmentMissing'));
      stream.resume();
      return;
    }
    stream.on('limit', () => this.#fail(this.#tooLarge()));
    this.#fileName = fileName ?? '';
    this.#file = this.#blobs.receive(stream);
    this.#file.catch((error) => this.#fail(asRefusal(error)));
  }

  #tooLarge(): CredoError {
    return tooLarge(this.#limits.fileBytes);
  }
}

/** The refusal of a file of more bytes than may be. */
export function tooLarge(fileBytes: number): CredoError {
  return new CredoError('attachmentTooLarge', { limit: formatBytes(fileBytes) });
}

function tooManyParts(): CredoError {
  return new CredoError('malformedRequest', { reason: 'too many parts' });
}

/** What the parser or the body's stream says, as a refusal the candidate understands. */
function asRefusal(error: unknown): unknown {
  if (error instanceof CredoError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return error;
  return /unexpected end|terminated early/i.test(message)
    ? new CredoError('uploadInterrupted', {}, { cause: error })
    : new CredoError('malformedRequest', { reason: message }, { cause: error });
}

function formatBytes(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Math.round(mebibytes * 10) / 10} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
