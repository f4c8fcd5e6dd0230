import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { uploadWithToken } from '../../../shared/api/attachments.ts';
import { degreeCertificate } from '../../../shared/api/certificates.ts';
import type { Envelope } from '../../../shared/api/endpoint.ts';
import { jpegFile } from '../../backend/attachments/test-files.ts';
import {
  asAttachments,
  requestCertificate,
  seedApplication,
  type UploadResults,
  uploadForm,
} from '../../backend/certificates/test-certificates.ts';
import { createTestBackend, type TestBackend, testPlatform } from '../../backend/test-backend.ts';
import { createTestCentre, type TestCentre } from '../testing/test-centre.ts';

/** A centre that listens, workstations that have joined it, and candidates. */
export interface CandidateWorld {
  readonly centre: TestCentre;
  readonly url: string;
  /** A workstation of a company, synced; unless it is empty, with an application from before it joined. */
  workstation(company: number, options?: { empty?: boolean }): Promise<TestBackend>;
  /** Asks for a certificate and tells the centre. */
  requested(
    backend: TestBackend,
    change?: Parameters<typeof requestCertificate>[1],
  ): Promise<{ token: string; certificateId: number }>;
  /** Fetches at the centre, as an API client unless headers say otherwise. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  upload(
    token: string,
    content?: Uint8Array<ArrayBuffer>,
    fileName?: string,
  ): Promise<Envelope<UploadResults | null>>;
  /** @returns err_no */
  submit(token: string, files: readonly (UploadResults | null)[]): Promise<number>;
  dispose(): Promise<void>;
}

export async function createCandidateWorld(
  options: Parameters<typeof createTestCentre>[0] = {},
): Promise<CandidateWorld> {
  const centre = await createTestCentre(options);
  const server: ServerType = createAdaptorServer({ fetch: centre.app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const backends: TestBackend[] = [];
  let seed = 70;
  const world: CandidateWorld = {
    centre,
    url,
    async workstation(company, { empty = false } = {}) {
      seed += 1;
      const backend = createTestBackend({ platform: testPlatform(centre.clock, seed) });
      backends.push(backend);
      if (!empty) fill(backend);
      const code = await centre.invite(company);
      const request = { url, code, deviceName: '工作站', userName: '周敏' };
      await backend.sync.join(request, backend.workspace.user.uid);
      await backend.sync.syncNow();
      return backend;
    },
    async requested(backend, change = {}) {
      // Joining has renumbered it.
      const position = backend.database.prepare('SELECT tob_position_id FROM positions').pluck();
      const made = await requestCertificate(backend, {
        tob_position_id: Number(position.get()),
        ...change,
      });
      await backend.sync.syncNow();
      return made;
    },
    fetch: (path, init) => fetch(url + path, { ...init, keepalive: false }),
    async upload(token, content = jpegFile(), fileName = '毕业证.jpg') {
      const body = uploadForm(token, content, fileName);
      const response = await world.fetch(uploadWithToken.path, { method: 'POST', body });
      return (await response.json()) as Envelope<UploadResults | null>;
    },
    async submit(token, files) {
      const attachments = asAttachments(files.filter((file) => file !== null));
      const response = await world.fetch(degreeCertificate.submitResult.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, attachments }),
      });
      return ((await response.json()) as Envelope<null>).err_no;
    },
    async dispose() {
      for (const backend of backends) {
        await backend.sync.stop();
        backend.dispose();
      }
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        (server as { closeAllConnections?: () => void }).closeAllConnections?.();
      });
      await centre.dispose();
    },
  };
  return world;
}

function fill(backend: TestBackend): void {
  seedApplication(backend);
  backend.database
    .prepare(`INSERT INTO settings(uid, key, value, updated_at) VALUES (0, 'companyName', ?, 1)`)
    .run(JSON.stringify('甲公司'));
}
