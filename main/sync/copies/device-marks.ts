import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const markSchema = z.object({
  device_id: z.string(),
  incarnation: z.string(),
  /** The greatest number that the outbox has given to a change. */
  number: z.number(),
  /** The workspace's folder without links, and its inode (digits). */
  path: z.string(),
  inode: z.string(),
  /** What the machine is known by: its name, and the addresses of its network adapters. */
  hosts: z.array(z.string()),
  /** Another incarnation goes on in its place. */
  retired: z.boolean(),
});

/** Where a workspace was last at work, and how far it was: kept where a copy of its folder does not get. */
export type DeviceMark = z.infer<typeof markSchema>;

/** Where a workspace is. */
export type Place = Pick<DeviceMark, 'path' | 'inode' | 'hosts'>;

/** The marks of this user's workspaces on this machine: one file for each incarnation. */
export class DeviceMarks {
  readonly #folder: string;

  /** @param folder outside every workspace; created where it is missing */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** An incarnation's mark; undefined where there is none or it cannot be read. */
  read(incarnation: string): DeviceMark | undefined {
    try {
      return markSchema.parse(JSON.parse(readFileSync(this.#file(incarnation), 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** Writes a mark, synced to disk. */
  write(mark: DeviceMark): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = this.#file(mark.incarnation);
    const temporary = temporaryOf(file);
    writeFileSync(temporary, JSON.stringify(mark), { mode: 0o600, flush: true });
    renameSync(temporary, file);
  }

  /** Writes a mark that a power cut may lose, and holds nobody up. */
  async writeSoon(mark: DeviceMark): Promise<void> {
    const file = this.#file(mark.incarnation);
    const temporary = temporaryOf(file);
    await writeFile(temporary, JSON.stringify(mark), { mode: 0o600 });
    await rename(temporary, file);
  }

  #file(incarnation: string): string {
    return join(this.#folder, `${incarnation}.json`);
  }
}

const temporaryOf = (file: string): string => `${file}.${randomBytes(6).toString('hex')}.tmp`;

/** Where a workspace's folder is now. */
export function placeOf(folder: string): Place {
  const adapters = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ internal }) => !internal).map(({ mac }) => mac),
  );
  return {
    path: realpathSync.native(folder),
    inode: statSync(folder, { bigint: true }).ino.toString(),
    hosts: [...new Set([hostname(), ...adapters.filter((mac) => !/^[0:]*$/.test(mac))])],
  };
}

/** Whether the workspace of a mark is still where it was. */
export function isStillThere({ path, inode }: Place): boolean {
  const there = existsSync(join(path, 'credo.db'));
  return there && statSync(path, { bigint: true }).ino.toString() === inode;
}
