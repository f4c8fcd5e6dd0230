import { AttachmentStore } from '../../main/backend/attachments/attachment-store.ts';
import { BlobFolder } from '../../main/backend/attachments/blob-folder.ts';
import { BlobStore } from '../../main/backend/attachments/blob-store.ts';
import { RenditionService } from '../../main/backend/attachments/rendition-service.ts';
import { jpegFile, jpegOfSize } from '../../main/backend/attachments/test-files.ts';
import { CertificateChanges } from '../../main/backend/certificates/certificate-changes.ts';
import { SubmissionStore } from '../../main/backend/certificates/submission-store.ts';
import {
  requestCertificate,
  seedApplication,
  send,
  submit,
  type UploadResults,
  upload,
} from '../../main/backend/certificates/test-certificates.ts';
import { createTestBackend } from '../../main/backend/test-backend.ts';

/**
 * `attachments-child.ts <data folder> <point>`: uploads two files, submits them, uploads a third,
 * submits all, and kills itself with SIGKILL at the point named. What was answered goes to standard
 * output, a line of JSON each, before anything else is done.
 */

const [, , dataFolder = '', point = ''] = process.argv;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const die = () => process.kill(process.pid, 'SIGKILL');

/** Wraps a method of a class so that the process dies before or after it, once it counts. */
let armed = false;
function dieAt<Class extends { prototype: object }>(
  { prototype }: Class,
  method: string,
  when: 'before' | 'after',
): void {
  const methods = prototype as Record<string, (...parameters: unknown[]) => unknown>;
  const original = methods[method] as (...parameters: unknown[]) => unknown;
  methods[method] = function (this: unknown, ...parameters: unknown[]) {
    if (armed && when === 'before') die();
    const result = original.apply(this, parameters);
    if (!armed || when === 'before') return result;
    if (result instanceof Promise) return result.finally(die);
    die();
    return result;
  };
}

const points: Record<string, () => void> = {
  'file received': () => dieAt(BlobStore, 'receive', 'after'),
  'before the rename': () => dieAt(BlobFolder, 'adopt', 'before'),
  'after the rename': () => dieAt(BlobFolder, 'adopt', 'after'),
  'row written, not committed': () => dieAt(AttachmentStore, 'insert', 'after'),
  'row committed, not answered': () => dieAt(RenditionService, 'prepare', 'before'),
  'submission written, not committed': () => dieAt(SubmissionStore, 'insert', 'after'),
  'submission recorded, not committed': () => dieAt(CertificateChanges, 'record', 'after'),
};
points[point]?.();

const backend = createTestBackend({ dataFolder });
seedApplication(backend);
const { token } = await requestCertificate(backend);
say({ token });
const files: UploadResults[] = [];
for (const shade of [10, 200]) {
  files.push(await upload(backend, token, jpegFile(shade)));
  say({ uploaded: files.at(-1)?.dfs_file_name });
}
await submit(backend, token, files);
say({ submitted: files.map(({ dfs_file_name }) => dfs_file_name) });

armed = true;
if (point === 'in the middle of a body') {
  const boundary = 'b';
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ === 40) die();
      controller.enqueue(sent === 1 ? new TextEncoder().encode(head) : new Uint8Array(65_536));
    },
  });
  await send(backend.candidateApp, body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
}
files.push(await upload(backend, token, jpegOfSize(500_000, 7)));
say({ uploaded: files.at(-1)?.dfs_file_name });
await submit(backend, token, files);
say({ submitted: files.map(({ dfs_file_name }) => dfs_file_name) });
die();
