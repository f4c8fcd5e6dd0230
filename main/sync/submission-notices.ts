import type { LiveEvents } from '../backend/live/live-events.ts';
import type { Database } from '../database/database.ts';
import type { Membership } from './device-state.ts';

/**
 * Tells this recruiter's screens of a submission that came by sync, as one over the office network is
 * told: of requests of their own, and not of what this device has taken in itself.
 */
export function submissionNotices(
  { database, live }: { readonly database: Database; readonly live: LiveEvents },
  membership: () => Membership | undefined,
): (certificateId: number, deviceId: string | null) => void {
  const find = database.prepare<
    [number],
    { uid: number; application_id: number; resume_name: string }
  >('SELECT uid, application_id, resume_name FROM certificates WHERE certificate_id = ?');
  return (certificateId, deviceId) => {
    const own = membership();
    const certificate = find.get(certificateId);
    if (!certificate || certificate.uid !== own?.uid || deviceId === own.device_id) return;
    const { application_id, resume_name } = certificate;
    live.publish({
      type: 'certificate',
      certificate_id: certificateId,
      application_id,
      change: 'submitted',
      resume_name,
    });
  };
}
