import { open as openFile } from 'node:fs/promises';
import { type Entry, open, type ZipFile } from 'yauzl';
import { officeTypes } from '../../../../shared/catalogue/limits.ts';
import { CredoError } from '../../../../shared/errors.ts';
import { judgeContent } from './judge-content.ts';

/** Entries that an Office document stays far below. */
const mostEntries = 10_000;

/**
 * What a file that is to go out with mails is, by its content: what candidates may upload, and Office
 * documents of today. Macros are refused, and so is the old binary format, which hides them (and which
 * an encrypted document is).
 * @throws CredoError `attachmentEmpty`, `attachmentDamaged`, `templateFileTypeRefused`
 */
export async function judgeMailFile(
  path: string,
  size: number,
): Promise<{ readonly ext: string; readonly mime: string }> {
  if (await startsAsZip(path)) return judgeOffice(await zipNames(path));
  try {
    return await judgeContent(path, size);
  } catch (error) {
    if (error instanceof CredoError && error.code === 'attachmentTypeRefused') {
      throw new CredoError('templateFileTypeRefused', {}, { cause: error });
    }
    throw error;
  }
}

async function startsAsZip(path: string): Promise<boolean> {
  const handle = await openFile(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE(0) === 0x504b0304;
  } finally {
    await handle.close();
  }
}

function judgeOffice(names: ReadonlySet<string>): { ext: string; mime: string } {
  const type = officeTypes.find(({ part }) => names.has(part));
  const macros = [...names].some((name) => /vba(project|data)|macrosheets/i.test(name));
  if (!type || macros || !names.has('[Content_Types].xml')) {
    throw new CredoError('templateFileTypeRefused');
  }
  return { ext: type.ext, mime: type.mime };
}

/** Names in a ZIP's directory, which is at its end: of a file that was cut short there is none. */
async function zipNames(path: string): Promise<Set<string>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(damaged(error)) : resolve(opened),
    );
  });
  try {
    return await new Promise((resolve, reject) => {
      const names = new Set<string>();
      zip.on('error', (error: Error) => reject(damaged(error)));
      zip.on('end', () => resolve(names));
      zip.on('entry', ({ fileName }: Entry) => {
        names.add(fileName);
        if (names.size > mostEntries) reject(new CredoError('templateFileTypeRefused'));
        else zip.readEntry();
      });
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
}

function damaged(cause: unknown): CredoError {
  return new CredoError('attachmentDamaged', {}, { cause });
}
