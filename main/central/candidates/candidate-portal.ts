import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import {
  registerCandidateDownload,
  registerUploadRoute,
} from '../../backend/attachments/attachment-routes.ts';
import { CandidateUploads, defaultPatience } from '../../backend/attachments/candidate-uploads.ts';
import { registerSubmissionRoutes } from '../../backend/certificates/certificate-routes.ts';
import { createApp } from '../../backend/http/create-app.ts';
import type { LanContext } from '../../lan/lan-address.ts';
import { type CandidateBackend, createLanApp } from '../../lan/lan-app.ts';
import { loadPageAssets } from '../../lan/page-assets.ts';
import { type Allowances, RequestLimits } from '../../lan/request-limits.ts';
import type { BlobService } from '../blobs/blob-service.ts';
import type { Centre } from '../centre.ts';
import { CandidateCodes } from './candidate-codes.ts';
import { CandidateDesk } from './candidate-desk.ts';
import { CandidateFiles } from './candidate-files.ts';
import { CandidateStore } from './candidate-store.ts';

/** No company may let its candidates send more in one file. */
const largestFile = 100 * 1024 ** 2;

export interface PortalOptions {
  readonly centre: Centre;
  readonly blobs: BlobService;
  /** The built candidate page, `out/candidate`. */
  readonly pageFolder: string;
  readonly allowances?: Allowances | undefined;
  /** The address that a request is counted under. */
  addressOf(context: LanContext): string;
}

/** The candidates' page and endpoints at the centre: the workstation's, over every company's rows. */
export interface CandidatePortal {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  close(): void;
}

/** @throws Error where the page was not built */
export function createPortal({
  centre,
  blobs,
  pageFolder,
  allowances,
  addressOf,
}: PortalOptions): CandidatePortal {
  const assets = loadPageAssets(pageFolder);
  const desk = new CandidateDesk(centre.platform);
  const store = new CandidateStore(centre, blobs, desk);
  const codes = new CandidateCodes(centre);
  const files = new CandidateFiles(centre, store, blobs);

  const candidateApp = createApp(centre.logger);
  registerCandidateDownload(candidateApp, files);
  registerSubmissionRoutes(candidateApp, {
    submit: (fields) => store.write(fields.token, ({ submissions }) => submissions.submit(fields)),
    status: (token) => store.read(token, ({ submissions }) => submissions.status(token)),
  });
  registerUploadRoute(
    candidateApp,
    new CandidateUploads({
      platform: centre.platform,
      blobs: files.incoming,
      patience: defaultPatience,
      desk: files,
    }),
  );
  const backend: CandidateBackend = {
    candidateApp,
    candidateView: {
      candidateRequest: (token) => store.read(token, ({ view }) => view.candidateRequest(token)),
      async noteOpened(token) {
        // Most openings are not the first, and need nobody to wait.
        const opened = await store.read(token, ({ access }) => access.byToken(token).opened_at);
        if (opened === null) await store.write(token, ({ view }) => view.noteOpened(token));
      },
      openCode: (code, phoneDigits) => codes.open(code, phoneDigits),
      removeUpload: (token, name) =>
        store.write(token, ({ view }) => view.removeUpload(token, name)),
      agree: (token, version, language) =>
        store.write(token, ({ view }) => view.agree(token, version, language)),
    },
    workspace: { limits: { fileBytes: largestFile } },
  };
  const app = createLanApp(backend, assets, new RequestLimits(allowances), centre.logger, {
    addressOf,
    publicOrigin: () => centre.candidateUrl()?.replace(/^(https?:\/\/[^/]+).*$/, '$1'),
  });
  return {
    app,
    close() {
      files.close();
      desk.close();
    },
  };
}
