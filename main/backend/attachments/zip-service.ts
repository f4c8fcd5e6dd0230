import { makeZip, predictLength } from 'client-zip';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Platform } from '../../platform.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { SubmissionStore } from '../certificates/submission-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { BlobReader } from './blob-reader.ts';
import { downloadHeaders } from './download-service.ts';
import { contentDisposition, safeFileName, uniqueFileName, withExtension } from './file-names.ts';

/** A file of the ZIP. */
interface Entry {
  name: string;
  size: number;
  lastModified: Date;
  open(): ReadableStream<Uint8Array>;
}

/** The name of the list of SHA-256 sums, in the form that `sha256sum -c` reads. */
const manifestName = 'manifest.txt';

/** The files of a certificate's current submission as one ZIP with their SHA-256 sums, streamed. */
export class ZipService {
  readonly #access: CertificateAccess;
  readonly #submissions: SubmissionStore;
  readonly #store: AttachmentStore;
  readonly #reader: BlobReader;
  readonly #workspace: WorkspaceService;
  readonly #slots: CertificateSlots;
  readonly #platform: Platform;

  constructor(parts: {
    access: CertificateAccess;
    submissions: SubmissionStore;
    store: AttachmentStore;
    reader: BlobReader;
    workspace: WorkspaceService;
    slots: CertificateSlots;
    platform: Platform;
  }) {
    this.#access = parts.access;
    this.#submissions = parts.submissions;
    this.#store = parts.store;
    this.#reader = parts.reader;
    this.#workspace = parts.workspace;
    this.#slots = parts.slots;
    this.#platform = parts.platform;
  }

  /**
   * `姓名_证书_日期.zip`: the files, named by slot where they are in one, and `manifest.txt`. Every file
   * is checked before the first byte leaves. What was purged is left out.
   * @throws CredoError `certificateNotFound`, `certificateNotSubmitted`, `attachmentCorrupt`;
   * `attachmentPurged` where nothing is left
   */
  async answer(certificateId: number): Promise<Response> {
    const certificate = this.#access.byId(certificateId);
    const submitted = this.#submissions.files(certificate.current_submission_id);
    if (submitted.length === 0) throw new CredoError('certificateNotSubmitted');
    const files = submitted.filter(({ purged_at }) => purged_at === null);
    if (files.length === 0) {
      const date = this.#workspace.formatTime(submitted[0]?.purged_at ?? 0).slice(0, 10);
      throw new CredoError('attachmentPurged', { date });
    }
    const labels = new Map(
      this.#slots.of(certificate).map(({ slot_key, label }) => [slot_key, label.zh]),
    );
    const taken = new Set([manifestName]);
    const entries: Entry[] = [];
    const sums: string[] = [];
    for (const { dfs_file_name, name, ext, slot } of files) {
      const stored = this.#store.findByFileName(dfs_file_name);
      if (!stored) throw new CredoError('attachmentCorrupt');
      const label = labels.get(slot)?.replaceAll(/[/\\]/g, '_');
      const wanted = withExtension(safeFileName(label || name, 'file'), ext);
      const entryName = uniqueFileName(wanted, taken);
      const blob = await this.#reader.verify(stored.sha256, stored.size);
      entries.push({
        name: entryName,
        size: stored.size,
        lastModified: new Date(stored.created_at),
        open: () => blob.stream(),
      });
      sums.push(`${stored.sha256}  ${entryName}\n`);
    }
    entries.push(textEntry(manifestName, sums.join(''), this.#platform.now()));
    const label = certificateKind(certificate.kind).label.zh;
    const date = this.#workspace.formatTime(certificate.updated_at).slice(0, 10);
    const zipName = safeFileName(
      `${certificate.resume_name}_${label}_${date}.zip`.replaceAll(/[/\\]/g, '_'),
      'certificates.zip',
    );
    const headers = downloadHeaders('application/zip', contentDisposition('attachment', zipName));
    headers.set('content-length', String(predictLength(entries)));
    return new Response(makeZip(endingQuietly(streamed(entries))), { headers });
  }
}

function textEntry(name: string, text: string, now: number): Entry {
  const content = new TextEncoder().encode(text);
  return {
    name,
    size: content.byteLength,
    lastModified: new Date(now),
    open: () => new Blob([content]).stream(),
  };
}

/** A cancelled ZIP throws into its source; for the generator that is an end, not an error. */
function endingQuietly<Entry>(
  source: AsyncGenerator<Entry, void, undefined>,
): AsyncIterable<Entry> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => source.next(),
      throw: () => source.return(),
    }),
  };
}

/** Opens one file at a time; a cancelled download ends here, and closes the one that is open. */
async function* streamed(entries: readonly Entry[]) {
  for (const { name, size, lastModified, open } of entries) {
    const chunks = open().getReader();
    const input = (async function* () {
      for (;;) {
        const { done, value } = await chunks.read();
        if (done) return;
        yield value;
      }
    })();
    try {
      yield { name, size, lastModified, input };
    } finally {
      await chunks.cancel().catch(() => {});
    }
  }
}
