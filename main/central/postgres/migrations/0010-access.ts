import type { CentralMigration } from '../migrate.ts';

/** Companies, their users, and the devices that these work on. Times are milliseconds. */
export const access: CentralMigration = {
  version: 10,
  name: 'companies, users and devices',
  async up(sql) {
    await sql.unsafe(`
      -- server_id, and the secret that tokens are signed with.
      CREATE TABLE central_meta (key text PRIMARY KEY, value text NOT NULL);

      CREATE TABLE company (
        company_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL,
        -- Of operations and files together.
        used_bytes bigint NOT NULL DEFAULT 0,
        limit_bytes bigint NOT NULL,
        -- Of ids.ts in shared/sync: the next device's space, and the last id of the centre's own.
        next_space integer NOT NULL DEFAULT 2,
        last_central_id bigint NOT NULL DEFAULT 0,
        created_at bigint NOT NULL
      );
      -- Numbers of users do not meet those of workspaces that have not joined.
      CREATE SEQUENCE account_uid START 10001;
      CREATE TABLE account (
        uid integer PRIMARY KEY DEFAULT nextval('account_uid'),
        company_id integer NOT NULL REFERENCES company,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('administrator', 'recruiter', 'reviewer')),
        created_at bigint NOT NULL,
        removed_at bigint
      );
      CREATE INDEX account_by_company ON account(company_id);

      CREATE TABLE device (
        device_id uuid PRIMARY KEY,
        company_id integer NOT NULL REFERENCES company,
        uid integer NOT NULL REFERENCES account,
        name text NOT NULL,
        -- Ed25519, raw, base64url.
        public_key text NOT NULL,
        app_version text NOT NULL,
        enrolled_at bigint NOT NULL,
        last_seen_at bigint,
        revoked_at bigint,
        -- Of the last hello.
        incarnation uuid
      );
      CREATE INDEX device_by_company ON device(company_id);
      -- One for each copy of a device's database: where its numbers stand.
      CREATE TABLE incarnation (
        device_id uuid NOT NULL REFERENCES device,
        incarnation uuid NOT NULL,
        company_id integer NOT NULL,
        space integer NOT NULL,
        accepted_client_seq bigint NOT NULL DEFAULT 0,
        -- The effective time of its last operation.
        last_ms bigint NOT NULL DEFAULT 0,
        last_counter integer NOT NULL DEFAULT 0,
        created_at bigint NOT NULL,
        PRIMARY KEY (device_id, incarnation),
        UNIQUE (company_id, space)
      );
      CREATE TABLE device_clock (
        device_id uuid NOT NULL REFERENCES device,
        clock_epoch bigint NOT NULL,
        -- Server minus device.
        offset_ms bigint NOT NULL,
        PRIMARY KEY (device_id, clock_epoch)
      );

      -- Codes are stored as SHA-256.
      CREATE TABLE invitation (
        code_hash text PRIMARY KEY,
        company_id integer NOT NULL REFERENCES company,
        -- For a user there is; else the name of the one to be made.
        uid integer REFERENCES account,
        user_name text,
        role text NOT NULL,
        -- The demo's: any number of devices.
        unlimited boolean NOT NULL DEFAULT false,
        expires_at bigint,
        used_at bigint,
        created_at bigint NOT NULL
      );
      CREATE TABLE challenge (
        challenge text PRIMARY KEY,
        device_id uuid NOT NULL,
        expires_at bigint NOT NULL
      );
    `);
  },
};
