import { useQuery, useQueryClient } from '@tanstack/react-query';
import { certificateEndpoints } from '../../../../shared/api/certificates.ts';
import { listMessages } from '../../../../shared/api/outbox.ts';
import {
  type CertificateKindKey,
  certificateKind,
} from '../../../../shared/catalogue/certificate-kinds.ts';
import { call } from '../../api/client.ts';
import { useLiveEvents } from '../../api/live-events.ts';

/** The endpoints of a kind. */
export function endpointsOf(kind: CertificateKindKey) {
  return certificateEndpoints(certificateKind(kind).controller);
}

/** Keys of the queries about certificates, for invalidating. */
export const certificateKeys = {
  all: (certificateId: number) => ['certificate', certificateId] as const,
  detail: (certificateId: number) => ['certificate', certificateId, 'detail'] as const,
  request: (certificateId: number) => ['certificate', certificateId, 'request'] as const,
  history: (certificateId: number) => ['certificate', certificateId, 'history'] as const,
  messages: (certificateId: number) => ['certificate', certificateId, 'messages'] as const,
  ofApplication: (applicationId: number) => ['certificates', applicationId] as const,
};

/**
 * Live events reach a certificate only while its drawer is open, so what is cached may be old by the
 * next time: it is shown at once and fetched again.
 */
const freshOnOpening = { staleTime: 0 } as const;

/** The current submission and verdict of a certificate. */
export function useCertificateDetail(certificateId: number, kind: CertificateKindKey) {
  return useQuery({
    ...freshOnOpening,
    queryKey: certificateKeys.detail(certificateId),
    queryFn: ({ signal }) =>
      call(endpointsOf(kind).getCertificateById, { certificate_id: certificateId }, { signal }),
  });
}

/** Who was asked, by whom, until when, and the link. */
export function useCertificateRequest(certificateId: number, kind: CertificateKindKey) {
  return useQuery({
    ...freshOnOpening,
    queryKey: certificateKeys.request(certificateId),
    queryFn: ({ signal }) =>
      call(endpointsOf(kind).getCertificateRequest, { certificate_id: certificateId }, { signal }),
  });
}

/** Every submission and verdict. */
export function useCertificateHistory(certificateId: number, kind: CertificateKindKey) {
  return useQuery({
    ...freshOnOpening,
    queryKey: certificateKeys.history(certificateId),
    queryFn: ({ signal }) =>
      call(endpointsOf(kind).getCertificateHistory, { certificate_id: certificateId }, { signal }),
  });
}

/** The messages that went out, or wait to go out, for a certificate. */
export function useCertificateMessages(certificateId: number) {
  return useQuery({
    ...freshOnOpening,
    queryKey: certificateKeys.messages(certificateId),
    queryFn: async ({ signal }) => {
      const request = { certificate_id: certificateId, page: 1, size: 50 };
      return (await call(listMessages, request, { signal })).dataList;
    },
  });
}

/**
 * Every certificate of an application, of all kinds, newest first; fetched again when one changes.
 * Waits for the id.
 */
export function useCertificatesOfApplication(
  applicationId: number | undefined,
  kind: CertificateKindKey,
) {
  const client = useQueryClient();
  useLiveEvents((notice) => {
    const concerns = notice.type === 'certificate' && notice.application_id === applicationId;
    if (!concerns && notice.type !== 'reconnected') return;
    void client.invalidateQueries({ queryKey: certificateKeys.ofApplication(applicationId ?? 0) });
  });
  return useQuery({
    ...freshOnOpening,
    queryKey: certificateKeys.ofApplication(applicationId ?? 0),
    queryFn: ({ signal }) =>
      call(endpointsOf(kind).listCertificates, { application_id: applicationId ?? 0 }, { signal }),
    enabled: applicationId !== undefined,
  });
}

/** Fetches again what is shown of a certificate whenever somebody changed it. */
export function useCertificateLiveUpdates(certificateId: number): void {
  const client = useQueryClient();
  useLiveEvents((notice) => {
    const concerns = notice.type === 'certificate' && notice.certificate_id === certificateId;
    // What others did elsewhere comes as a change of any applications.
    if (concerns || notice.type === 'applications' || notice.type === 'reconnected') {
      void client.invalidateQueries({ queryKey: certificateKeys.all(certificateId) });
    }
    if (notice.type === 'message' && notice.certificate_id === certificateId) {
      void client.invalidateQueries({ queryKey: certificateKeys.messages(certificateId) });
    }
  });
}
