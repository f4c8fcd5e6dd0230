import type { CentralMigration } from '../migrate.ts';

/** How candidates' links and codes are found, and what the centre keeps of them for itself. */
export const candidates: CentralMigration = {
  version: 40,
  name: 'candidates',
  async up(sql) {
    await sql.unsafe(`
      -- Rows have hashes alone (sha256:<hex>).
      CREATE INDEX synced_row_by_token ON synced_row((data::json->>'token'))
        WHERE entity = 'certificates';
      CREATE INDEX synced_row_by_code ON synced_row((data::json->>'code'))
        WHERE entity = 'upload_codes';
      CREATE INDEX synced_row_by_file ON synced_row(stream_id, (data::json->>'sha256'))
        WHERE entity IN ('attachments', 'template_files');
      CREATE INDEX synced_row_by_rendition ON synced_row(stream_id, (data::json->>'rendition_sha256'))
        WHERE entity = 'attachments';

      -- Tokens that were given for a code of an SMS, hashed: the centre does not know the link's own.
      CREATE TABLE candidate_key (
        token text COLLATE "C" PRIMARY KEY,
        stream_id bigint NOT NULL,
        certificate_id bigint NOT NULL,
        expires_at bigint NOT NULL,
        created_at bigint NOT NULL
      );
      CREATE INDEX candidate_key_by_certificate ON candidate_key(stream_id, certificate_id);
      -- Wrong tries of a code, hashed, since it was last opened here.
      CREATE TABLE candidate_code_try (
        stream_id bigint NOT NULL,
        certificate_id bigint NOT NULL,
        code text COLLATE "C" NOT NULL,
        wrong_tries integer NOT NULL,
        PRIMARY KEY (stream_id, certificate_id, code)
      );
    `);
  },
};
