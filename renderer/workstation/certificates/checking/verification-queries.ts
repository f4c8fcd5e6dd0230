import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../../../../shared/api/endpoint.ts';
import {
  type Evidence,
  listVerifications,
  saveVerification,
  uploadEvidence,
  withdrawVerification,
} from '../../../../shared/api/verifications.ts';
import { call, upload } from '../../api/client.ts';
import { certificateKeys } from '../drawer/certificate-queries.ts';

/** Every verification of a certificate, newest first. */
export function useVerifications(certificateId: number) {
  return useQuery({
    queryKey: [...certificateKeys.all(certificateId), 'verifications'],
    queryFn: ({ signal }) => call(listVerifications, { certificate_id: certificateId }, { signal }),
    staleTime: 0,
  });
}

/** Notes a verification; `onSaved` runs once it is stored. */
export function useSaveVerification(certificateId: number, onSaved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: RequestOf<typeof saveVerification>) => call(saveVerification, request),
    onSuccess: onSaved,
    onSettled: () => client.invalidateQueries({ queryKey: certificateKeys.all(certificateId) }),
  });
}

/** Withdraws a verification, with the reason. */
export function useWithdrawVerification(certificateId: number, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: RequestOf<typeof withdrawVerification>) =>
      call(withdrawVerification, request),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: certificateKeys.all(certificateId) }),
  });
}

/** Uploads one file as evidence. */
export function sendEvidence(certificateId: number, file: File): Promise<Evidence> {
  const form = new FormData();
  form.append('certificate_id', String(certificateId));
  form.append('file', file);
  return upload(uploadEvidence, form);
}
