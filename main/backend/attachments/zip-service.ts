import { makeZip, predictLength } from 'client-zip';
import { certificateKind } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { SubmissionStore } from '../certificates/submission-store.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { BlobReader, VerifiedBlob } from './blob-reader.ts';
import { downloadHeaders } from './download-service.ts';
import { contentDisposition, safeFileName, uniqueFileName, withExtension } from './file-names.ts';

/** The files of a certificate's current submission as one ZIP, streamed. */
export class ZipService {
  readonly #access: CertificateAccess;
  readonly #submissions: SubmissionStore;
  readonly #store: AttachmentStore;
  readonly #reader: BlobReader;
  readonly #workspace: WorkspaceService;

  constructor(parts: {
    access: CertificateAccess;
    submissions: SubmissionStore;
    store: AttachmentStore;
    reader: BlobReader;
    workspace: WorkspaceService;
  }) {
    this.#access = parts.access;
    this.#submissions = parts.submissions;
    this.#store = parts.store;
    this.#reader = parts.reader;
    this.#workspace = parts.workspace;
  }

  /**
   * `姓名_证书_日期.zip`. Every file is checked before the first byte leaves.
   * @throws CredoError `certificateNotFound`, `certificateNotSubmitted`, `attachmentCorrupt`
   */
  async answer(certificateId: number): Promise<Response> {
    const certificate = this.#access.byId(certificateId);
    const files = this.#submissions.files(certificate.current_submission_id);
    if (files.length === 0) throw new CredoError('certificateNotSubmitted');
    const taken = new Set<string>();
    const entries: { name: string; size: number; lastModified: Date; blob: VerifiedBlob }[] = [];
    for (const { dfs_file_name, name, ext } of files) {
      const stored = this.#store.findByFileName(dfs_file_name);
      if (!stored) throw new CredoError('attachmentCorrupt');
      const wanted = withExtension(safeFileName(name, 'file'), ext);
      entries.push({
        name: uniqueFileName(wanted, taken),
        size: stored.size,
        lastModified: new Date(stored.created_at),
        blob: await this.#reader.verify(stored.sha256, stored.size),
      });
    }
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
async function* streamed(
  entries: readonly { name: string; size: number; lastModified: Date; blob: VerifiedBlob }[],
) {
  for (const { name, size, lastModified, blob } of entries) {
    const source = blob.stream();
    const chunks = source.getReader();
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
