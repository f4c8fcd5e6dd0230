import type { Migration } from '../migrate.ts';

/**
 * What becomes of a request after it is sent: the link opened, the message bounced, or all of it taken
 * back while it was held. On tables that workstations share (certificates) and on the outbox, which is
 * of the device that sends.
 *
 * `outbox.stage` is what a recruiter calls the state, derived here so that lists can filter by an index:
 * beyond `state`, an accepted message was opened or answered, and a failed one may have bounced.
 */
export const messageTrail: Migration = {
  version: 180,
  name: 'message trail',
  up(database) {
    database.exec(`
      -- When a person first opened the candidate's page.
      ALTER TABLE certificates ADD COLUMN opened_at INTEGER;
      -- The request was taken back before anything of it had left; revoked_at is set as well.
      ALTER TABLE certificates ADD COLUMN withdrawn_at INTEGER;

      -- Until then a new message is held back, so that it can be taken back; null where it is not.
      ALTER TABLE outbox ADD COLUMN hold_until INTEGER;
      -- 1: not held up by quiet hours.
      ALTER TABLE outbox ADD COLUMN send_now INTEGER NOT NULL DEFAULT 0;
      -- The account it was last put on the wire for, and when: what limits by account count.
      ALTER TABLE outbox ADD COLUMN account TEXT NOT NULL DEFAULT '';
      ALTER TABLE outbox ADD COLUMN wire_at INTEGER;
      ALTER TABLE outbox ADD COLUMN accepted_at INTEGER;
      -- A delivery report came: state is 'failed' then, and last_error the report's words.
      ALTER TABLE outbox ADD COLUMN bounced_at INTEGER;
      ALTER TABLE outbox ADD COLUMN bounce_kind TEXT CHECK (bounce_kind IN ('hard', 'soft'));
      -- Since it was accepted: the candidate opened the link, submitted files.
      ALTER TABLE outbox ADD COLUMN opened_at INTEGER;
      ALTER TABLE outbox ADD COLUMN submitted_at INTEGER;
      ALTER TABLE outbox ADD COLUMN stage TEXT GENERATED ALWAYS AS (
        CASE WHEN state = 'failed' AND bounced_at IS NOT NULL THEN 'bounced'
          WHEN state = 'accepted' AND submitted_at IS NOT NULL THEN 'submitted'
          WHEN state = 'accepted' AND opened_at IS NOT NULL THEN 'opened'
          ELSE state END) VIRTUAL;
      UPDATE outbox SET accepted_at = updated_at WHERE state = 'accepted';
      UPDATE outbox SET submitted_at =
          (SELECT MIN(s.created_at) FROM submissions s
           WHERE s.certificate_id = outbox.certificate_id AND s.created_at >= outbox.accepted_at)
        WHERE state = 'accepted' AND certificate_id IS NOT NULL;
      -- Lists by stage are in the order of message_id, which every index ends with.
      CREATE INDEX outbox_by_stage ON outbox(stage);
      CREATE INDEX outbox_by_wire ON outbox(account, wire_at) WHERE wire_at IS NOT NULL;

      CREATE TRIGGER outbox_submitted AFTER INSERT ON submissions BEGIN
        UPDATE outbox SET submitted_at = NEW.created_at
          WHERE certificate_id = NEW.certificate_id AND state = 'accepted' AND submitted_at IS NULL;
      END;
    `);
  },
};
