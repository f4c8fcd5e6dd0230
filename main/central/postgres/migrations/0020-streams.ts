import type { CentralMigration } from '../migrate.ts';

/**
 * Streams of operations, the rows that they made, and what conflicts and decisions came of them.
 * Texts that are compared or paged over are in the C collation, whatever the database's is.
 */
export const streams: CentralMigration = {
  version: 20,
  name: 'streams',
  async up(sql) {
    await sql.unsafe(`
      -- uid null: the company's. The row is locked for as long as numbers are given out.
      CREATE TABLE stream (
        stream_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id integer NOT NULL REFERENCES company,
        uid integer REFERENCES account,
        epoch uuid NOT NULL,
        head bigint NOT NULL DEFAULT 0,
        floor bigint NOT NULL DEFAULT 0,
        chain_hash text NOT NULL,
        row_count bigint NOT NULL DEFAULT 0,
        UNIQUE NULLS NOT DISTINCT (company_id, uid)
      );

      -- No foreign keys from here on: whoever writes holds the stream's row, and each would cost a
      -- look-up for every operation.
      CREATE TABLE op (
        stream_id bigint NOT NULL,
        seq bigint NOT NULL,
        op_id text COLLATE "C" NOT NULL,
        tx_id text NOT NULL,
        -- Null: the centre.
        device_id uuid,
        incarnation uuid,
        client_seq bigint,
        uid integer NOT NULL,
        entity text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        outcome text NOT NULL,
        reason text,
        hash text NOT NULL,
        chain_hash text NOT NULL,
        -- The line that a pull sends (JSON); and the operation as it came, where it did not take
        -- effect as it came and nobody has erased it.
        line text NOT NULL,
        body text,
        PRIMARY KEY (stream_id, seq)
      );
      CREATE UNIQUE INDEX op_by_id ON op(stream_id, op_id);

      -- data, clocks and deleted are JSON (MergeRow of shared/sync). subject: the candidate's id.
      CREATE TABLE synced_row (
        stream_id bigint NOT NULL,
        entity text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        seq bigint NOT NULL,
        data text NOT NULL,
        clocks text NOT NULL,
        deleted text,
        erased boolean NOT NULL DEFAULT false,
        subject text COLLATE "C",
        PRIMARY KEY (stream_id, entity, id)
      ) WITH (fillfactor = 90);
      CREATE INDEX synced_row_by_subject ON synced_row(stream_id, subject)
        WHERE subject IS NOT NULL;

      -- body: conflictSchema of shared/sync, JSON.
      CREATE TABLE conflict (
        stream_id bigint NOT NULL,
        seq bigint NOT NULL,
        number integer NOT NULL,
        conflict_id text COLLATE "C" NOT NULL,
        entity text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        body text NOT NULL,
        open boolean NOT NULL,
        resolved_seq bigint,
        PRIMARY KEY (stream_id, seq, number)
      );
      CREATE UNIQUE INDEX conflict_by_id ON conflict(stream_id, conflict_id);

      -- Review decisions; late: of a submission that was not the current one any more.
      CREATE TABLE decision (
        stream_id bigint NOT NULL,
        review_id bigint NOT NULL,
        certificate_id bigint NOT NULL,
        submission_id bigint NOT NULL,
        verdict integer NOT NULL,
        uid integer NOT NULL,
        device_id uuid,
        seq bigint NOT NULL,
        late boolean NOT NULL,
        withdrawn_seq bigint,
        PRIMARY KEY (stream_id, review_id)
      );
      CREATE INDEX decision_by_certificate ON decision(stream_id, certificate_id);
      CREATE TABLE decision_citation (
        stream_id bigint NOT NULL,
        review_id bigint NOT NULL,
        cited_review_id bigint NOT NULL,
        PRIMARY KEY (stream_id, review_id, cited_review_id)
      );

      -- Files that are whole, verified and on disk.
      CREATE TABLE blob (
        company_id integer NOT NULL REFERENCES company,
        sha256 text COLLATE "C" NOT NULL,
        size bigint NOT NULL,
        created_at bigint NOT NULL,
        PRIMARY KEY (company_id, sha256)
      );
    `);
  },
};
