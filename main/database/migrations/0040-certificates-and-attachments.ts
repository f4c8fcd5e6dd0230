import type { Migration } from '../migrate.ts';

/** Certificates with their submissions and reviews, and the files behind them. */
export const certificatesAndAttachments: Migration = {
  version: 40,
  name: 'certificates and attachments',
  up(database) {
    database.exec(`
      CREATE TABLE certificates (
        certificate_id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        application_id INTEGER NOT NULL REFERENCES applications,
        uid INTEGER NOT NULL,
        token TEXT NOT NULL UNIQUE,
        expires_at INTEGER NOT NULL,
        revoked_at INTEGER,
        mail_tpl_id INTEGER NOT NULL,
        resume_name TEXT NOT NULL,
        resume_email TEXT NOT NULL,
        resume_phone TEXT NOT NULL,
        position_name TEXT NOT NULL,
        email_subject TEXT NOT NULL,
        -- Where the application stood when the certificate was requested.
        stage_id INTEGER NOT NULL,
        step_id INTEGER NOT NULL,
        status INTEGER NOT NULL,
        review_status INTEGER NOT NULL,
        -- Set by requestNewUpload, cleared by the submission that answers it.
        reopened_at INTEGER,
        reopened_remark TEXT NOT NULL DEFAULT '',
        current_submission_id INTEGER,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX certificates_by_application ON certificates(application_id, certificate_id);

      -- Files by content address; a row exists only once the file is complete and synced to disk.
      CREATE TABLE blobs (
        sha256 TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      ) WITHOUT ROWID;

      CREATE TABLE attachments (
        attachment_id INTEGER PRIMARY KEY AUTOINCREMENT,
        dfs_group_name TEXT NOT NULL,
        dfs_file_name TEXT NOT NULL UNIQUE,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        sha256 TEXT NOT NULL REFERENCES blobs,
        -- A JPEG that browsers can show, where the original is one they cannot.
        rendition_sha256 TEXT REFERENCES blobs,
        name TEXT NOT NULL,
        ext TEXT NOT NULL,
        mime TEXT NOT NULL,
        size INTEGER NOT NULL,
        removed_at INTEGER,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX attachments_by_certificate ON attachments(certificate_id, attachment_id);
      CREATE INDEX attachments_by_blob ON attachments(sha256);
      CREATE INDEX attachments_by_rendition ON attachments(rendition_sha256)
        WHERE rendition_sha256 IS NOT NULL;

      CREATE TABLE submissions (
        submission_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX submissions_by_certificate ON submissions(certificate_id, submission_id);
      -- client_id and name are what the candidate's page sent with the submission.
      CREATE TABLE submission_attachments (
        submission_id INTEGER NOT NULL REFERENCES submissions,
        position INTEGER NOT NULL,
        attachment_id INTEGER NOT NULL REFERENCES attachments,
        client_id TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (submission_id, position)
      ) WITHOUT ROWID;
      CREATE INDEX submission_attachments_by_attachment ON submission_attachments(attachment_id);

      -- Append-only: the newest review of the current submission sets the certificate's status.
      CREATE TABLE reviews (
        review_id INTEGER PRIMARY KEY AUTOINCREMENT,
        certificate_id INTEGER NOT NULL REFERENCES certificates,
        submission_id INTEGER NOT NULL REFERENCES submissions,
        review_status INTEGER NOT NULL,
        remark TEXT NOT NULL,
        uid INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX reviews_by_certificate ON reviews(certificate_id, review_id);
    `);
  },
};
