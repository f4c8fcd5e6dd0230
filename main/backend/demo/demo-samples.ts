import { readFile } from 'node:fs/promises';
import type { Platform } from '../../platform.ts';
import type { AttachmentStore, NewAttachment } from '../attachments/attachment-store.ts';
import type { BlobStore, KeptFile } from '../attachments/blob-store.ts';
import { type AttachmentType, judgeContent } from '../attachments/content/judge-content.ts';
import { newDfsFileName } from '../attachments/file-names.ts';
import { attachmentGroup } from '../attachments/inspected-file.ts';

/** Files drawn by `test/tools/draw-samples.ts`. */
const sampleNames = [
  'graduation-photo.jpg',
  'degree-photo.jpg',
  'degree-scan.png',
  'certificates-scan.pdf',
  'iphone-photo.heic',
  'blurred-photo.jpg',
  'income-letter.pdf',
  'payslip-screen.png',
] as const;
export type SampleName = (typeof sampleNames)[number];

/** What is asked for that each sample is. */
const slotOfSample: Readonly<Record<SampleName, string>> = {
  'graduation-photo.jpg': 'diploma',
  'degree-photo.jpg': 'degree_certificate',
  'degree-scan.png': 'degree_certificate',
  'certificates-scan.pdf': 'diploma',
  'iphone-photo.heic': 'diploma',
  'blurred-photo.jpg': 'diploma',
  'income-letter.pdf': 'income_letter',
  'payslip-screen.png': 'payslip',
};

/** The sample files on disk, each once, however many attachments name it. */
export class DemoSamples {
  readonly #files: ReadonlyMap<SampleName, KeptFile & { type: AttachmentType }>;

  private constructor(files: ReadonlyMap<SampleName, KeptFile & { type: AttachmentType }>) {
    this.#files = files;
  }

  /** Stores the files, which stay as long as a row names them once `release` was called. */
  static async keep(blobs: BlobStore): Promise<DemoSamples> {
    const files = new Map<SampleName, KeptFile & { type: AttachmentType }>();
    for (const name of sampleNames) {
      const content = await readFile(new URL(`./samples/${name}`, import.meta.url));
      const received = await blobs.receive(once(content));
      const type = await judgeContent(received.path, received.size);
      const kept = await blobs.keep(received);
      files.set(name, { ...kept, type });
    }
    return new DemoSamples(files);
  }

  release(): void {
    for (const file of this.#files.values()) file.release();
  }

  /** Names a sample as an upload of a certificate. @returns its `dfs_file_name` */
  attach(
    store: AttachmentStore,
    platform: Platform,
    certificateId: number,
    sample: SampleName,
    name: string,
  ): string {
    const { sha256, size, type } = this.#files.get(sample) as KeptFile & { type: AttachmentType };
    const attachment: NewAttachment = {
      dfs_group_name: attachmentGroup,
      dfs_file_name: newDfsFileName(platform, type.ext),
      certificate_id: certificateId,
      sha256,
      name,
      ext: type.ext,
      mime: type.mime,
      size,
      slot_key: slotOfSample[sample],
      purpose: 'submission',
    };
    store.insert(attachment);
    return attachment.dfs_file_name;
  }
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
