import { type Message, openMessageFile } from '../../../shared/api/outbox.ts';
import { openTplFile, type TemplateFile } from '../../../shared/api/template-files.ts';

/** A file that goes out, or went out, with a mail. */
export interface AttachedFile {
  readonly name: string;
  readonly ext: string;
  readonly size: number;
  /** Where it is saved from; `&inline=1` shows it. */
  readonly address: string;
}

/** The files of a template. */
export function filesOfTemplate(files: readonly TemplateFile[]): AttachedFile[] {
  return files.map(({ template_file_id, ...file }) => ({
    ...file,
    address: `${openTplFile.path}?template_file_id=${template_file_id}`,
  }));
}

/** The files of a message, as they went out. */
export function filesOfMessage({ message_id, files }: Message): AttachedFile[] {
  return files.map(({ position, name, size }) => ({
    ...{ name, size, ext: name.split('.').at(-1)?.toLowerCase() ?? '' },
    address: `${openMessageFile.path}?message_id=${message_id}&position=${position}`,
  }));
}

const shown: ReadonlySet<string> = new Set(['pdf', 'jpg', 'png', 'webp']);

/** Whether it can be looked at here; what cannot is saved. */
export function canShow({ ext }: AttachedFile): boolean {
  return shown.has(ext);
}
