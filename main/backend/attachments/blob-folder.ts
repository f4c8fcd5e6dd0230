import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A SHA-256 in lower-case hexadecimal: the name of a file by its content. */
export type Sha256 = string;

const address = /^[0-9a-f]{64}$/;

/**
 * Where a workspace's files are: `<folder>/blobs/<2 hex>/<sha256>`, and `<folder>/incoming/` before.
 * Small pictures, which can be made again, are in `<folder>/thumbnails/` by the file they show.
 */
export class BlobFolder {
  readonly blobs: string;
  readonly incoming: string;
  readonly thumbnails: string;

  /** Creates the folders, for this user alone. */
  constructor(folder: string) {
    this.blobs = join(folder, 'blobs');
    this.incoming = join(folder, 'incoming');
    this.thumbnails = join(folder, 'thumbnails');
    for (const path of [this.blobs, this.incoming, this.thumbnails]) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
    }
  }

  /** @throws RangeError where it is not a SHA-256, so that no path is ever built from anything else */
  path(sha256: Sha256): string {
    if (!address.test(sha256)) throw new RangeError('not a SHA-256');
    return join(this.blobs, sha256.slice(0, 2), sha256);
  }

  /** Of the small picture of a file. @throws RangeError as `path` */
  thumbnail(sha256: Sha256): string {
    if (!address.test(sha256)) throw new RangeError('not a SHA-256');
    return join(this.thumbnails, sha256);
  }

  /** Removes every temporary file. */
  clearIncoming(): void {
    for (const name of readdirSync(this.incoming)) {
      rmSync(join(this.incoming, name), { recursive: true, force: true });
    }
  }

  /** Moves a synced file to its content address and syncs the folders that name it. */
  async adopt(file: string, sha256: Sha256): Promise<void> {
    const target = this.path(sha256);
    const folder = dirname(target);
    if (mkdirSync(folder, { recursive: true, mode: 0o700 })) await syncFolder(this.blobs);
    try {
      await rename(file, target);
    } catch (error) {
      // Windows refuses to replace a file that is being read. It has the same content already.
      if (!(await hasFile(target))) throw error;
      await unlink(file);
    }
    await syncFolder(folder);
  }
}

async function hasFile(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch {
    return false;
  }
}

/** Makes a rename durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
