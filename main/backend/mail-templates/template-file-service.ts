import type { TemplateFile } from '../../../shared/api/template-files.ts';
import { templateFileLimits } from '../../../shared/catalogue/limits.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { BlobStore, ReceivedFile } from '../attachments/blob-store.ts';
import { defaultPatience, type UploadPatience } from '../attachments/candidate-uploads.ts';
import { judgeMailFile } from '../attachments/content/judge-mail-file.ts';
import {
  displayName,
  uniqueFileName,
  uploadedFileName,
  withExtension,
} from '../attachments/file-names.ts';
import { receiveUpload } from '../attachments/multipart-upload.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { TemplateEditing } from './template-editing.ts';
import {
  presentFile,
  type TemplateFileRow,
  type TemplateFileStore,
} from './template-file-store.ts';
import type { TemplateService } from './template-service.ts';

interface Parts {
  readonly database: Database;
  readonly store: TemplateFileStore;
  readonly templates: TemplateService;
  readonly editing: TemplateEditing;
  readonly blobs: BlobStore;
  readonly live: LiveEvents;
  readonly platform: Platform;
  readonly patience?: Partial<UploadPatience> | undefined;
}

/** The files of mail templates: whoever may change a template changes its files. */
export class TemplateFileService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws CredoError `templateNotFound` */
  list(mailTplId: number): TemplateFile[] {
    return this.#parts.templates.get(mailTplId).attachment;
  }

  /**
   * Adds a file. Once it answers, the file is on disk for good and a row names it; whatever is refused
   * or fails leaves nothing.
   * @throws CredoError what `receiveUpload` and `judgeMailFile` throw, `attachmentNameRefused`,
   * `templateNotFound`, `templateNotEditable`, `templateFilesTooMany`, `templateFilesTooLarge`
   */
  async add(request: Request): Promise<TemplateFile> {
    const { blobs, editing, database, store, live, platform, patience } = this.#parts;
    const { fields, fileName, file } = await receiveUpload(
      request,
      blobs,
      { fileBytes: templateFileLimits.totalBytes, ...defaultPatience, ...patience },
      (name, value) => {
        // Where the template comes first, a refusal need not wait for the file.
        if (name === 'mail_tpl_id') editing.own(toId(value));
      },
    );
    const mail_tpl_id = toId(fields.get('mail_tpl_id'));
    const { name, ext, mime } = await this.#judge(file, fileName, mail_tpl_id);
    const kept = await blobs.keep(file);
    try {
      return database.transaction(() => {
        editing.own(mail_tpl_id);
        const present = this.#roomFor(mail_tpl_id, kept.size);
        const taken = new Set(present.map((other) => other.name.toLowerCase()));
        const row = store.insert(
          {
            ...{ mail_tpl_id, sha256: kept.sha256, ext, mime, size: kept.size },
            name: uniqueFileName(name, taken),
          },
          platform.now(),
        );
        live.publish({ type: 'template', mail_tpl_id });
        return presentFile(row);
      })();
    } finally {
      kept.release();
    }
  }

  /** A file of a template that the caller sees. @throws CredoError `templateFileNotFound`, `templateNotFound` */
  find(templateFileId: number): TemplateFileRow {
    const file = this.#parts.store.find(templateFileId);
    if (!file || file.removed_at !== null) throw new CredoError('templateFileNotFound');
    this.#parts.templates.get(file.mail_tpl_id);
    return file;
  }

  /** @throws CredoError `templateFileNotFound`, `templateNotFound`, `templateNotEditable` */
  remove(templateFileId: number): true {
    const { database, store, live, platform } = this.#parts;
    database.transaction(() => {
      const { mail_tpl_id } = this.#own(templateFileId, false);
      store.setRemoved(templateFileId, platform.now());
      live.publish({ type: 'template', mail_tpl_id });
    })();
    return true;
  }

  /**
   * @throws CredoError `templateFileNotFound`, `templateNotFound`, `templateNotEditable`,
   * `templateFilesTooMany`, `templateFilesTooLarge`
   */
  restore(templateFileId: number): TemplateFile {
    const { database, store, live } = this.#parts;
    return database.transaction(() => {
      const file = this.#own(templateFileId, true);
      this.#roomFor(file.mail_tpl_id, file.size);
      store.setRemoved(templateFileId, null);
      live.publish({ type: 'template', mail_tpl_id: file.mail_tpl_id });
      return presentFile(file);
    })();
  }

  async #judge(file: ReceivedFile, sent: string, mailTplId: number) {
    const { editing, blobs } = this.#parts;
    try {
      editing.own(mailTplId);
      this.#roomFor(mailTplId, file.size);
      const name = uploadedFileName(sent);
      const { ext, mime } = await judgeMailFile(file.path, file.size);
      return { name: withExtension(displayName(name, `file.${ext}`), ext), ext, mime };
    } catch (error) {
      await blobs.discard(file);
      throw error;
    }
  }

  /** @returns the files that are there */
  #roomFor(mailTplId: number, size: number): TemplateFileRow[] {
    const { files, totalBytes } = templateFileLimits;
    const present = this.#parts.store.of(mailTplId);
    if (present.length >= files) throw new CredoError('templateFilesTooMany', { limit: files });
    const total = present.reduce((sum, other) => sum + other.size, size);
    if (total > totalBytes) {
      throw new CredoError('templateFilesTooLarge', { limit: `${totalBytes / 1024 ** 2} MB` });
    }
    return present;
  }

  #own(templateFileId: number, removed: boolean): TemplateFileRow {
    const file = this.#parts.store.find(templateFileId);
    if (!file || (file.removed_at !== null) !== removed) {
      throw new CredoError('templateFileNotFound');
    }
    this.#parts.editing.own(file.mail_tpl_id);
    return file;
  }
}

/** An id of a form field; 0, which nothing has, for anything else. */
function toId(text: string | undefined): number {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}
