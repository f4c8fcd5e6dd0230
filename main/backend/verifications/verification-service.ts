import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import type { saveVerification, Verification } from '../../../shared/api/verifications.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import type { Platform } from '../../platform.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { CertificateAccess } from '../certificates/certificate-access.ts';
import type { CertificateChanges } from '../certificates/certificate-changes.ts';
import type { CertificateNumbers } from '../certificates/certificate-numbers.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { VerificationRow, VerificationStore } from './verification-store.ts';

/** Sources whose own name has to be given: which school, which agency. */
const namedSources: readonly string[] = ['school', 'employer', 'agency', 'other'];

const dayMilliseconds = 86_400_000;

interface Parts {
  readonly database: Database;
  readonly platform: Platform;
  readonly store: VerificationStore;
  readonly access: CertificateAccess;
  readonly changes: CertificateChanges;
  readonly attachments: AttachmentStore;
  readonly numbers: CertificateNumbers;
  readonly workspace: WorkspaceService;
}

/**
 * 核验: the fact that a certificate was checked, beside the verdict that its file was accepted.
 * Nothing is changed or removed: a mistake is withdrawn, and stays with its withdrawal.
 */
export class VerificationService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Newest first. @throws CredoError `certificateNotFound` */
  list(certificateId: number): Verification[] {
    this.#parts.access.byId(certificateId);
    return this.#parts.store.ofCertificate(certificateId).map((row) => this.#answer(row));
  }

  /**
   * Notes a verification with its evidence, and the certificate's number for the search.
   * @throws CredoError `certificateNotFound`, `verificationSourceMissing`, `verificationInFuture`,
   * `attachmentNotFound`
   */
  save({ evidence, ...fields }: ParsedRequestOf<typeof saveVerification>): Verification {
    const { database, access, store, workspace, changes, numbers } = this.#parts;
    return database.transaction(() => {
      const certificate = access.byId(fields.certificate_id);
      if (namedSources.includes(fields.source) && fields.source_text === '') {
        throw new CredoError('verificationSourceMissing');
      }
      if (fields.checked_on > this.today()) {
        throw new CredoError('verificationInFuture');
      }
      const { uid } = workspace.user;
      const files = [...new Set(evidence)].map((name) =>
        this.#evidence(name, fields.certificate_id),
      );
      const verificationId = store.insert({ ...fields, uid }, files);
      if (fields.certificate_number) {
        numbers.set(fields.certificate_id, fields.certificate_number);
      }
      const { result, source } = fields;
      changes.record(certificate, {
        event: 'certificateVerified',
        change: 'verified',
        uid,
        detail: { verification_id: verificationId, result, source },
      });
      return this.#find(verificationId);
    })();
  }

  /** @throws CredoError `verificationNotFound`, `verificationWithdrawn` */
  withdraw(verificationId: number, remark: string): Verification {
    const { database, access, store, workspace, changes } = this.#parts;
    return database.transaction(() => {
      const verification = store.find(verificationId);
      if (!verification) throw new CredoError('verificationNotFound');
      if (verification.withdrawn_at !== null) throw new CredoError('verificationWithdrawn');
      const { uid } = workspace.user;
      store.withdraw(verificationId, uid, remark);
      changes.record(access.byId(verification.certificate_id), {
        event: 'verificationWithdrawn',
        change: 'verified',
        uid,
        detail: { verification_id: verificationId, result: verification.result, remark },
      });
      return this.#find(verificationId);
    })();
  }

  /**
   * Removes evidence that was uploaded more than a day ago and that no verification took up: a form
   * that was left.
   * @param drop removes a file on disk that nothing names any more
   */
  dropUnclaimedEvidence(drop: (sha256: string) => void): void {
    const { database, platform, store, attachments } = this.#parts;
    const unused = database.transaction(() =>
      store.unclaimedEvidence(platform.now() - dayMilliseconds).flatMap((name) => {
        const attachment = attachments.findByFileName(name);
        return attachment ? attachments.remove(attachment) : [];
      }),
    )();
    for (const sha256 of unused) drop(sha256);
  }

  /** `YYYY-MM-DD` in the workspace's time zone: the latest day that a check can be of. */
  today(): string {
    const { workspace, platform } = this.#parts;
    return workspace.formatTime(platform.now()).slice(0, 10);
  }

  #evidence(dfsFileName: string, certificateId: number): number {
    const file = this.#parts.attachments.findByFileName(dfsFileName);
    const own =
      file?.certificate_id === certificateId &&
      file.purpose === 'evidence' &&
      file.removed_at === null;
    if (!file || !own) throw new CredoError('attachmentNotFound');
    return file.attachment_id;
  }

  #find(verificationId: number): Verification {
    return this.#answer(this.#parts.store.find(verificationId) as VerificationRow);
  }

  #answer(row: VerificationRow): Verification {
    const { store, workspace } = this.#parts;
    const time = (milliseconds: number) => workspace.formatTime(milliseconds);
    return {
      ...row,
      evidence: store.evidence(row.verification_id),
      created_at: time(row.created_at),
      withdrawn_at: row.withdrawn_at === null ? null : time(row.withdrawn_at),
    };
  }
}
