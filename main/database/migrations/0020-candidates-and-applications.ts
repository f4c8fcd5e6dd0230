import type { Migration } from '../migrate.ts';

/** Candidates, positions, processes with stages and steps, applications and their events. */
export const candidatesAndApplications: Migration = {
  version: 20,
  name: 'candidates and applications',
  up(database) {
    database.exec(`
      CREATE TABLE candidates (
        tob_resume_id INTEGER PRIMARY KEY,
        resume_id INTEGER NOT NULL DEFAULT 0,
        name TEXT NOT NULL,
        -- Pinyin without tones, what sorting by name compares.
        name_sort TEXT NOT NULL,
        phone TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL DEFAULT '',
        id_number TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX candidates_by_phone ON candidates(phone) WHERE phone <> '';
      CREATE INDEX candidates_by_email ON candidates(email) WHERE email <> '';

      CREATE TABLE processes (
        process_id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL
      );
      CREATE TABLE stages (
        stage_id INTEGER PRIMARY KEY AUTOINCREMENT,
        process_id INTEGER NOT NULL REFERENCES processes,
        stage_type_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        position INTEGER NOT NULL
      );
      CREATE TABLE steps (
        step_id INTEGER PRIMARY KEY AUTOINCREMENT,
        stage_id INTEGER NOT NULL REFERENCES stages,
        name TEXT NOT NULL,
        position INTEGER NOT NULL
      );

      CREATE TABLE positions (
        tob_position_id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        department TEXT NOT NULL DEFAULT '',
        process_id INTEGER NOT NULL REFERENCES processes,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX positions_by_name ON positions(name);

      CREATE TABLE applications (
        application_id INTEGER PRIMARY KEY AUTOINCREMENT,
        tob_resume_id INTEGER NOT NULL REFERENCES candidates,
        tob_position_id INTEGER NOT NULL REFERENCES positions,
        process_id INTEGER NOT NULL,
        stage_type_id INTEGER NOT NULL,
        stage_id INTEGER NOT NULL,
        step_id INTEGER NOT NULL,
        -- 1 in progress, 2 eliminated or archived.
        list_state INTEGER NOT NULL DEFAULT 1,
        name_sort TEXT NOT NULL,
        review_status INTEGER NOT NULL DEFAULT 0,
        interview_time INTEGER,
        interview_status INTEGER NOT NULL DEFAULT 0,
        interview_time_match_status INTEGER NOT NULL DEFAULT 0,
        candidate_feedback INTEGER NOT NULL DEFAULT 0,
        estimate_type INTEGER NOT NULL DEFAULT 0,
        offer_status INTEGER NOT NULL DEFAULT 0,
        background_check_status INTEGER NOT NULL DEFAULT 0,
        hiring_status INTEGER NOT NULL DEFAULT 0,
        -- Of the newest certificate of each kind: see certificateFilterValue in shared/catalogue.
        income_status INTEGER NOT NULL DEFAULT 0,
        income_certificate_id INTEGER,
        degree_status INTEGER NOT NULL DEFAULT 0,
        degree_certificate_id INTEGER,
        -- YYYY-MM-DD
        entry_date TEXT,
        entry_status INTEGER NOT NULL DEFAULT 0,
        applied_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        -- Position in the order of changes, unique and rising; what "newest change first" sorts by.
        changed_sequence INTEGER NOT NULL,
        revision INTEGER NOT NULL DEFAULT 1,
        UNIQUE (tob_resume_id, tob_position_id)
      );

      CREATE UNIQUE INDEX applications_by_change ON applications(changed_sequence);

      CREATE TABLE application_events (
        application_event_id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES applications,
        event_id INTEGER NOT NULL,
        -- 0 is the candidate or the system.
        uid INTEGER NOT NULL,
        -- JSON
        detail TEXT NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX application_events_by_application
        ON application_events(application_id, application_event_id);
    `);
  },
};
