import type { Migration } from '../migrate.ts';

/**
 * The number of applications of each position, kept by triggers so that a list of positions need not
 * count among a million, and the index that recognises a candidate by ID number.
 */
export const positionCounts: Migration = {
  version: 70,
  name: 'position counts',
  up(database) {
    database.exec(`
      ALTER TABLE positions ADD COLUMN application_count INTEGER NOT NULL DEFAULT 0;
      UPDATE positions SET application_count = (
        SELECT COUNT(*) FROM applications a WHERE a.tob_position_id = positions.tob_position_id);

      CREATE TRIGGER position_count_after_insert AFTER INSERT ON applications BEGIN
        UPDATE positions SET application_count = application_count + 1
          WHERE tob_position_id = NEW.tob_position_id;
      END;
      CREATE TRIGGER position_count_after_delete AFTER DELETE ON applications BEGIN
        UPDATE positions SET application_count = application_count - 1
          WHERE tob_position_id = OLD.tob_position_id;
      END;
      CREATE TRIGGER position_count_after_move AFTER UPDATE OF tob_position_id ON applications
      WHEN OLD.tob_position_id <> NEW.tob_position_id BEGIN
        UPDATE positions SET application_count = application_count - 1
          WHERE tob_position_id = OLD.tob_position_id;
        UPDATE positions SET application_count = application_count + 1
          WHERE tob_position_id = NEW.tob_position_id;
      END;

      CREATE INDEX candidates_by_id_number ON candidates(id_number) WHERE id_number <> '';
    `);
  },
};
