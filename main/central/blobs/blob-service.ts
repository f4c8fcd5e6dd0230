import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { type FileHandle, open, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { SyncError } from '../../../shared/sync/sync-errors.ts';
import { BlobFolder } from '../../backend/attachments/blob-folder.ts';
import type { Centre } from '../centre.ts';
import type { Transaction } from '../postgres/database.ts';

/** How far a file is uploaded; `length` is -1 where it is not known yet. */
export interface UploadState {
  readonly offset: number;
  readonly length: number;
}

export interface Upload {
  /** Where the body's first byte belongs. */
  readonly offset: number;
  /** Of the whole file. */
  readonly length: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** No attachment is larger than this. */
const largestFile = 100 * 1024 ** 2;

/**
 * Files by content address, each company's apart: what one has is neither told nor given to another.
 * A file is verified, synced to disk and renamed before anybody hears of it; what was uploaded of it
 * before that waits in `incoming/`.
 */
export class BlobService {
  readonly #centre: Centre;
  readonly #folders = new Map<number, BlobFolder>();
  readonly #uploading = new Set<string>();

  constructor(centre: Centre) {
    this.#centre = centre;
  }

  /** Which of these files are not whole, and where each upload goes on. */
  async missing(
    companyId: number,
    files: readonly { sha256: string; size: number }[],
  ): Promise<{ sha256: string; offset: number }[]> {
    if (files.length === 0) return [];
    const rows = await this.#centre.database<{ sha256: string }[]>`
      SELECT sha256 FROM blob WHERE company_id = ${companyId}
        AND sha256 IN ${this.#centre.database(files.map(({ sha256 }) => sha256))}`;
    const whole = new Set(rows.map(({ sha256 }) => sha256));
    return files
      .filter(({ sha256 }) => !whole.has(sha256))
      .map(({ sha256 }) => ({ sha256, offset: this.#received(companyId, sha256) }));
  }

  /** How far a file is; undefined where nothing of it came. */
  async state(companyId: number, sha256: string): Promise<UploadState | undefined> {
    const size = await this.#size(companyId, sha256);
    if (size !== undefined) return { offset: size, length: size };
    const offset = this.#received(companyId, sha256);
    return offset > 0 ? { offset, length: -1 } : undefined;
  }

  /**
   * Takes in what follows of a file. What came before a connection broke is kept.
   * @throws SyncError `locked`, `offset`, `too_large`, `quota`, `content_mismatch`
   */
  async receive(companyId: number, sha256: string, upload: Upload): Promise<UploadState> {
    const size = await this.#size(companyId, sha256);
    if (size !== undefined) return { offset: size, length: size };
    if (upload.length > largestFile || upload.length === 0) throw new SyncError('too_large');
    const key = `${companyId}/${sha256}`;
    if (this.#uploading.has(key)) throw new SyncError('locked');
    this.#uploading.add(key);
    try {
      await this.#checkQuota(companyId, upload.length);
      const offset = this.#received(companyId, sha256);
      if (offset !== upload.offset) throw new SyncError('offset', { offset });
      const received = await this.#append(companyId, sha256, upload);
      if (received === upload.length) await this.#complete(companyId, sha256, received);
      return { offset: received, length: upload.length };
    } finally {
      this.#uploading.delete(key);
    }
  }

  /** A whole file from `start` on; undefined where it is not whole. */
  async read(
    companyId: number,
    sha256: string,
    start: number,
  ): Promise<{ size: number; stream: Readable } | undefined> {
    const size = await this.#size(companyId, sha256);
    if (size === undefined || start >= size) return undefined;
    this.#centre.metrics.blobBytes.inc({ direction: 'sent' }, size - start);
    return { size, stream: createReadStream(this.#folder(companyId).path(sha256), { start }) };
  }

  /**
   * Takes in a whole file that came another way, hashed and synced to disk already, within the
   * transaction that writes the row which names it: the file first.
   * @throws SyncError `quota`
   */
  async take(
    sql: Transaction,
    companyId: number,
    { path, sha256, size }: { path: string; sha256: string; size: number },
  ): Promise<void> {
    const [known] = await sql`SELECT 1 FROM blob
      WHERE company_id = ${companyId} AND sha256 = ${sha256}`;
    if (!known) await this.#checkQuota(companyId, size);
    await this.#folder(companyId).adopt(path, sha256);
    await this.#record(sql, companyId, sha256, size);
  }

  /** Where a company's files are, for who reads them by content address. */
  folder(companyId: number): BlobFolder {
    return this.#folder(companyId);
  }

  /** Deletes a file that no row names any more, and what was uploaded of it. */
  async remove(companyId: number, sha256: string): Promise<void> {
    const [named] = await this.#centre.database`SELECT 1 FROM blob
      WHERE company_id = ${companyId} AND sha256 = ${sha256}`;
    if (named) return;
    await rm(this.#folder(companyId).path(sha256), { force: true });
    await rm(this.#incoming(companyId, sha256), { force: true });
  }

  async #size(companyId: number, sha256: string): Promise<number | undefined> {
    const [row] = await this.#centre.database<{ size: number }[]>`
      SELECT size FROM blob WHERE company_id = ${companyId} AND sha256 = ${sha256}`;
    return row?.size;
  }

  async #checkQuota(companyId: number, bytes: number): Promise<void> {
    const [company] = await this.#centre.database<{ free: number }[]>`
      SELECT limit_bytes - used_bytes AS free FROM company WHERE company_id = ${companyId}`;
    if ((company?.free ?? 0) < bytes) throw new SyncError('quota');
  }

  async #append(companyId: number, sha256: string, upload: Upload): Promise<number> {
    const handle = await open(this.#incoming(companyId, sha256), 'a', 0o600);
    let received = upload.offset;
    try {
      received = await this.#write(handle, upload);
    } finally {
      await handle.sync();
      await handle.close();
      this.#centre.metrics.blobBytes.inc({ direction: 'received' }, received - upload.offset);
    }
    return received;
  }

  async #write(handle: FileHandle, { offset, length, body }: Upload): Promise<number> {
    let received = offset;
    for await (const chunk of body) {
      if (received + chunk.length > length) throw new SyncError('too_large');
      await handle.write(chunk);
      received += chunk.length;
    }
    return received;
  }

  async #complete(companyId: number, sha256: string, size: number): Promise<void> {
    const file = this.#incoming(companyId, sha256);
    if ((await digest(file)) !== sha256) {
      await unlink(file);
      throw new SyncError('content_mismatch');
    }
    await this.#folder(companyId).adopt(file, sha256);
    await this.#centre.database.begin((sql) => this.#record(sql, companyId, sha256, size));
  }

  async #record(sql: Transaction, companyId: number, sha256: string, size: number): Promise<void> {
    const added = await sql`
      INSERT INTO blob(company_id, sha256, size, created_at)
      VALUES (${companyId}, ${sha256}, ${size}, ${this.#centre.platform.now()})
      ON CONFLICT DO NOTHING`;
    if (added.count === 0) return;
    await sql`UPDATE company SET used_bytes = used_bytes + ${size} WHERE company_id = ${companyId}`;
    await sql`SELECT pg_notify('credo_blob', ${JSON.stringify([companyId, sha256])})`;
  }

  #received(companyId: number, sha256: string): number {
    const file = this.#incoming(companyId, sha256);
    return existsSync(file) ? statSync(file).size : 0;
  }

  #incoming(companyId: number, sha256: string): string {
    const folder = this.#folder(companyId);
    folder.path(sha256);
    return join(folder.incoming, sha256);
  }

  #folder(companyId: number): BlobFolder {
    const known = this.#folders.get(companyId);
    if (known) return known;
    const path = join(this.#centre.blobFolder, String(companyId));
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const folder = new BlobFolder(path);
    this.#folders.set(companyId, folder);
    return folder;
  }

  /** Drops uploads that nobody went on with for `age` milliseconds. */
  async sweep(age: number): Promise<void> {
    const root = this.#centre.blobFolder;
    const before = this.#centre.platform.now() - age;
    for (const company of existsSync(root) ? readdirSync(root) : []) {
      const incoming = join(root, company, 'incoming');
      for (const name of existsSync(incoming) ? readdirSync(incoming) : []) {
        const file = join(incoming, name);
        if ((await stat(file)).mtimeMs < before) await rm(file, { force: true });
      }
    }
  }
}

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 ** 2 }))
    hash.update(chunk);
  return hash.digest('hex');
}
