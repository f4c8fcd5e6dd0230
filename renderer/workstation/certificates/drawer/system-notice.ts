import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';
import { usePreferences } from '../../app/preferences.ts';
import { useUi } from '../../app/ui-store.ts';

/**
 * Shows a notification of the system for a submission while the window is not looked at; a click opens
 * the certificate. The desktop shows its own, from the main process; this is the browser's.
 */
export function showSystemNotice(
  text: string,
  certificate: { certificateId: number; kind: CertificateKindKey },
): void {
  if (window.credo || document.hasFocus() || !usePreferences.getState().submissionNotices) return;
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const notification = new Notification('Credo', {
    body: text,
    tag: `submitted-${certificate.certificateId}`,
  });
  notification.onclick = () => {
    window.focus();
    useUi.getState().openCertificate(certificate.certificateId, certificate.kind);
    notification.close();
  };
}
