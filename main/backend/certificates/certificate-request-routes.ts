import type { Hono } from 'hono';
import { type CertificateRequest, certificateEndpoints } from '../../../shared/api/certificates.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Platform } from '../../platform.ts';
import type { CertificateSlots } from '../certificate-slots/certificate-slots.ts';
import { bind } from '../http/route.ts';
import type { CandidateConsents } from '../privacy/candidate-consent.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { CertificateAccess } from './certificate-access.ts';
import type { CertificateLinks } from './certificate-links.ts';
import type {
  CertificateRequestStore,
  StoredCertificateRequest,
} from './certificate-request-store.ts';

/**
 * `getCertificateRequest` under every kind's path; like `getCertificateById`, each answers for
 * certificates of any kind. Refuses with `certificateNotFound`.
 */
export function registerCertificateRequestRoutes(
  app: Hono,
  parts: {
    requests: CertificateRequestStore;
    access: CertificateAccess;
    slots: CertificateSlots;
    consents: CandidateConsents;
    workspace: WorkspaceService;
    platform: Platform;
    links: CertificateLinks;
  },
): void {
  const { requests, access, slots, consents, workspace, platform, links } = parts;
  for (const { controller } of certificateKinds) {
    bind(app, certificateEndpoints(controller).getCertificateRequest, ({ certificate_id }) => {
      const stored = requests.find(certificate_id);
      if (!stored) throw new CredoError('certificateNotFound');
      return {
        ...toRequest(stored, workspace, platform.now()),
        token: links.known(stored) ?? '',
        slots: slots.of(access.byId(certificate_id)),
        consents: consents
          .given(certificate_id)
          .map(({ version, created_at, language, zh, en }) => ({
            ...{ version, language, text: { zh, en } },
            agreed_at: workspace.formatTime(created_at),
          })),
      };
    });
  }
}

function toRequest(
  stored: StoredCertificateRequest,
  workspace: WorkspaceService,
  now: number,
): Omit<CertificateRequest, 'slots' | 'consents'> {
  const { created_at, updated_at, expires_at, revoked_at, reopened_at, uname, ...rest } = stored;
  const timeOrNull = (time: number | null) => (time === null ? null : workspace.formatTime(time));
  return {
    ...rest,
    uname: uname ?? '',
    created_at: workspace.formatTime(created_at),
    updated_at: workspace.formatTime(updated_at),
    expires_at: workspace.formatTime(expires_at),
    expired: expires_at <= now,
    revoked: revoked_at !== null,
    reopened: reopened_at !== null,
    opened_at: timeOrNull(stored.opened_at),
    withdrawn_at: timeOrNull(stored.withdrawn_at),
    disputed: stored.disputed === 1,
  };
}
