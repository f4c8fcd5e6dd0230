import { Readable } from 'node:stream';
import { ApplicationStore } from '../../../main/backend/applications/application-store.ts';
import { AttachmentStore } from '../../../main/backend/attachments/attachment-store.ts';
import type { BlobStore } from '../../../main/backend/attachments/blob-store.ts';
import { CertificateStore } from '../../../main/backend/certificates/certificate-store.ts';
import { SubmissionStore } from '../../../main/backend/certificates/submission-store.ts';
import type { Database } from '../../../main/database/database.ts';
import { type Platform, randomToken } from '../../../main/platform.ts';
import { DerivedValues } from '../../../main/sync/apply/derived-values.ts';
import { ConflictChooser } from '../../../main/sync/desk/conflict-chooser.ts';
import { DeviceState } from '../../../main/sync/device-state.ts';
import { CredoError } from '../../../shared/errors.ts';
import { schemaVersion } from '../../../shared/sync/operation.ts';
import { conflictSchema } from '../../../shared/sync/protocol.ts';

/** What users do in a world. `which` chooses among the rows there are; `value` is what is written. */
export const commandNames = [
  'candidate',
  'apply',
  'edit-candidate',
  'delete-candidate',
  'move',
  'close',
  'reopen',
  'request',
  'submit',
  'revoke',
  'review',
  'withdraw-review',
  'template',
  'edit-template',
  'drop-template',
  'setting',
  'drop-setting',
  'delete-position',
  'resolve',
  'newer-column',
  'newer-entity',
] as const;
export type CommandName = (typeof commandNames)[number];

export interface Command {
  readonly name: CommandName;
  readonly which: number;
  readonly value: number;
}

/** A user's commands, by the stores of the workstation; each in one transaction. */
export class Commands {
  readonly #database: Database;
  readonly #blobs: BlobStore;
  readonly #platform: Platform;
  readonly #applications: ApplicationStore;
  readonly #certificates: CertificateStore;
  readonly #submissions: SubmissionStore;
  readonly #attachments: AttachmentStore;
  readonly #derived: DerivedValues;
  readonly #state: DeviceState;
  readonly #chooser: ConflictChooser;

  constructor(database: Database, blobs: BlobStore, platform: Platform) {
    this.#database = database;
    this.#blobs = blobs;
    this.#platform = platform;
    this.#applications = new ApplicationStore(database, platform);
    this.#certificates = new CertificateStore(database, platform);
    this.#submissions = new SubmissionStore(database, platform);
    this.#attachments = new AttachmentStore(database, platform);
    this.#derived = new DerivedValues(database);
    this.#state = new DeviceState(database);
    this.#chooser = new ConflictChooser(database, () => platform.now());
  }

  /** @returns whether there was something to do it to */
  async run(command: Command): Promise<boolean> {
    if (command.name === 'submit') return this.#submit(command);
    try {
      return this.#database.transaction(() => this.#run(command))();
    } catch (error) {
      // The answer to a push may name a submission that the next pull brings: nothing is written before.
      const early = (error as { code?: string }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
      if (early || error instanceof CredoError) return false;
      throw error;
    }
  }

  #run({ name, which, value }: Command): boolean {
    const now = this.#platform.now();
    switch (name) {
      case 'candidate':
        return this.#candidate(value);
      case 'apply':
        return this.#apply(which, value);
      case 'edit-candidate': {
        const column = ['phone', 'email', 'id_number'][value % 3];
        return this.#change(
          `UPDATE candidates SET ${column} = ?, updated_at = ? WHERE tob_resume_id = ?`,
          [`v${value}`, now],
          this.#pick('candidates', 'tob_resume_id', which),
        );
      }
      case 'delete-candidate':
        return this.#change(
          'DELETE FROM candidates WHERE tob_resume_id = ?',
          [],
          this.#pick('candidates', 'tob_resume_id', which, unused('applications', 'tob_resume_id')),
        );
      case 'delete-position':
        return this.#change(
          'DELETE FROM positions WHERE tob_position_id = ?',
          [],
          this.#pick(
            'positions',
            'tob_position_id',
            which,
            unused('applications', 'tob_position_id'),
          ),
        );
      case 'move':
        return this.#place(which, value, 1);
      case 'close':
        return this.#place(which, value, 2);
      case 'reopen':
        return this.#change(
          'UPDATE applications SET list_state = 1, updated_at = ? WHERE application_id = ?',
          [now],
          this.#pick('applications', 'application_id', which, 'list_state = 2'),
        );
      case 'request':
        return this.#request(which);
      case 'revoke':
        return this.#change(
          'UPDATE certificates SET revoked_at = ?, updated_at = ? WHERE certificate_id = ?',
          [now, now],
          this.#pick('certificates', 'certificate_id', which, 'revoked_at IS NULL'),
        );
      case 'review':
        return this.#review(which, (value % 3) + 1);
      case 'withdraw-review':
        return this.#withdraw(which);
      case 'template':
        return this.#template(value);
      case 'edit-template':
        return this.#change(
          'UPDATE mail_templates SET title = ?, content = ?, updated_at = ? WHERE mail_tpl_id = ?',
          [`模板${value}`, `<p>${value}</p>`, now],
          this.#pick('mail_templates', 'mail_tpl_id', which, 'mail_tpl_id > 1000'),
        );
      case 'drop-template':
        return this.#change(
          'UPDATE mail_templates SET deleted_at = ?, updated_at = ? WHERE mail_tpl_id = ?',
          [now, now],
          this.#pick(
            'mail_templates',
            'mail_tpl_id',
            which,
            'mail_tpl_id > 1000 AND deleted_at IS NULL',
          ),
        );
      case 'setting':
        this.#database
          .prepare(
            `INSERT INTO settings(uid, key, value, updated_at)
             VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
          )
          .run(which % 2 === 0 ? 0 : this.#uid, `key${which % 4}`, JSON.stringify(value), now);
        return true;
      case 'drop-setting':
        return (
          this.#database
            .prepare('DELETE FROM settings WHERE uid = ? AND key = ?')
            .run(which % 2 === 0 ? 0 : this.#uid, `key${which % 4}`).changes > 0
        );
      case 'resolve':
        return this.#resolve(which, value);
      case 'newer-column':
        return this.#newer(which, value, 'candidates');
      case 'newer-entity':
        return this.#newer(which, value, 'interviews');
      case 'submit':
        return false;
    }
  }

  get #uid(): number {
    return (
      this.#state.membership?.uid ??
      this.#database.prepare<[], number>('SELECT MIN(uid) FROM users').pluck().get() ??
      0
    );
  }

  #pick(table: string, key: string, which: number, condition = '1'): bigint | undefined {
    const ids = this.#database
      .prepare<[], bigint>(`SELECT ${key} FROM ${table} WHERE ${condition} ORDER BY ${key}`)
      .safeIntegers()
      .pluck()
      .all();
    return ids[which % ids.length];
  }

  #change(sql: string, values: readonly (string | number)[], id: bigint | undefined): boolean {
    return id !== undefined && this.#database.prepare(sql).run(...values, id).changes > 0;
  }

  #candidate(value: number): boolean {
    const name = ['王芳', '李雷', '单田芳', '欧阳娜娜'][value % 4] as string;
    const id = this.#applications.createCandidate({ name, phone: `1${value}` });
    if (value % 3 === 0) return true;
    const position =
      this.#pick('positions', 'tob_position_id', value) ??
      this.#applications.createPosition({ name: '会计' });
    this.#applications.createApplication({
      tob_resume_id: id,
      tob_position_id: Number(position),
    });
    return true;
  }

  /** An application that another device may make too: the two are one then. */
  #apply(which: number, value: number): boolean {
    const candidate = this.#pick('candidates', 'tob_resume_id', which);
    const position = this.#pick('positions', 'tob_position_id', value % 2);
    if (candidate === undefined || position === undefined) return false;
    const there = this.#database
      .prepare('SELECT 1 FROM applications WHERE tob_resume_id = ? AND tob_position_id = ?')
      .get(candidate, position);
    if (there) return false;
    this.#applications.createApplication({
      tob_resume_id: String(candidate),
      tob_position_id: Number(position),
    });
    return true;
  }

  #place(which: number, value: number, listState: 1 | 2): boolean {
    const id = this.#pick('applications', 'application_id', which, 'list_state = 1');
    if (id === undefined) return false;
    const places = this.#database
      .prepare<[bigint], { stage_type_id: number; stage_id: number; step_id: number }>(
        `SELECT s.stage_type_id, s.stage_id, t.step_id FROM applications a
         JOIN stages s USING (process_id) JOIN steps t ON t.stage_id = s.stage_id
         WHERE a.application_id = ? ORDER BY s.position, t.position`,
      )
      .all(id);
    const place = places[value % places.length];
    if (!place) return false;
    this.#database
      .prepare(
        `UPDATE applications SET stage_type_id = ?, stage_id = ?, step_id = ?, list_state = ?,
           updated_at = ? WHERE application_id = ?`,
      )
      .run(place.stage_type_id, place.stage_id, place.step_id, listState, this.#platform.now(), id);
    return true;
  }

  #request(which: number): boolean {
    const application = this.#pick('applications', 'application_id', which);
    if (application === undefined) return false;
    this.#certificates.insert({
      kind: 'degree',
      application_id: Number(application),
      uid: this.#uid,
      token: randomToken(this.#platform),
      expires_at: this.#platform.now() + 1e9,
      mail_tpl_id: 1,
      resume_name: '王芳',
      resume_email: '',
      resume_phone: '',
      position_name: '会计',
      email_subject: '学历证明',
      stage_id: 8,
      step_id: 0,
    });
    return true;
  }

  async #submit({ which, value }: Command): Promise<boolean> {
    const picked = this.#pick('certificates', 'certificate_id', which, 'revoked_at IS NULL');
    if (picked === undefined) return false;
    const content = Buffer.from(`证书 ${value} `.repeat(40));
    const kept = await this.#blobs.keep(await this.#blobs.receive(Readable.from([content])));
    try {
      this.#database.transaction(() => {
        const certificate = this.#certificates.findById(Number(picked));
        if (!certificate) return;
        const { certificate_id } = certificate;
        const attachment_id = this.#attachments.insert({
          dfs_group_name: 'group1',
          dfs_file_name: `M00/${randomToken(this.#platform)}.jpg`,
          certificate_id,
          sha256: kept.sha256,
          name: 'photo.jpg',
          ext: 'jpg',
          mime: 'image/jpeg',
          size: kept.size,
          slot_key: null,
          purpose: 'submission',
        });
        const submission = this.#submissions.insert(certificate_id, [
          { attachment_id, id: 'o_0', name: 'photo.jpg' },
        ]);
        this.#certificates.update(certificate, {
          status: 2,
          review_status: 0,
          current_submission_id: submission,
        });
        this.#derived.refresh(certificate_id);
      })();
    } finally {
      kept.release();
    }
    return true;
  }

  #review(which: number, verdict: number): boolean {
    const submitted = 'current_submission_id IS NOT NULL';
    const picked = this.#pick('certificates', 'certificate_id', which, submitted);
    const certificate =
      picked === undefined ? undefined : this.#certificates.findById(Number(picked));
    if (!certificate?.current_submission_id) return false;
    this.#submissions.insertReview(certificate.certificate_id, {
      submission_id: certificate.current_submission_id,
      review_status: verdict,
      remark: '',
      candidate_remark: '',
      reasons: [],
      uid: this.#uid,
      ended_reopened_at: null,
      ended_reopened_remark: '',
    });
    this.#derived.refresh(certificate.certificate_id);
    return true;
  }

  #withdraw(which: number): boolean {
    const review = this.#pick(
      'reviews',
      'review_id',
      which,
      unused('review_withdrawals', 'review_id'),
    );
    if (review === undefined) return false;
    this.#submissions.withdrawReview(Number(review), this.#uid);
    const certificate = this.#database
      .prepare<[bigint], number>('SELECT certificate_id FROM reviews WHERE review_id = ?')
      .pluck()
      .get(review);
    this.#derived.refresh(Number(certificate));
    return true;
  }

  #template(value: number): boolean {
    const now = this.#platform.now();
    this.#database
      .prepare(
        `INSERT INTO mail_templates(mail_tpl_id, created_uid, title, description, tpl_group,
           subject, content, created_at, updated_at)
         VALUES (credo_next_id('mail_templates'), ?, ?, '',
           (SELECT key FROM mail_template_groups ORDER BY key LIMIT 1), ?, ?, ?, ?)`,
      )
      .run(this.#uid, `模板${value}`, '主题', '<p></p>', now, now);
    return true;
  }

  #resolve(which: number, value: number): boolean {
    const { membership } = this.#state;
    const open = this.#database
      .prepare<[], string>(
        `SELECT conflict FROM sync_conflicts WHERE open = 1
         ORDER BY created_at, entity, id, substr(conflict_id, instr(conflict_id, ':'))`,
      )
      .pluck()
      .all();
    const text = open[which % open.length];
    if (!membership || text === undefined) return false;
    const choice = (['mine', 'theirs'] as const)[value % 2] ?? 'mine';
    this.#chooser.choose(conflictSchema.parse(JSON.parse(text)), choice, membership, 'en');
    return true;
  }

  /** What a version of Credo that does not exist yet would send. */
  #newer(which: number, value: number, entity: string): boolean {
    if (!this.#state.membership) return false;
    const id =
      entity === 'candidates' ? this.#pick('candidates', 'tob_resume_id', which) : which % 3;
    if (id === undefined) return false;
    const creates = entity !== 'candidates';
    const patch = creates
      ? { interview_id: Number(id), room: `${value}` }
      : { nickname: `${value}` };
    this.#database
      .prepare(
        `INSERT INTO sync_outbox(op_id, tx_id, scope, entity, id, command, patch, base, base_seq, hlc,
           wall_ms, clock_epoch, schema_v)
         VALUES (credo_sync_operation(), credo_sync_transaction(), 'company', ?, ?, ?, ?, NULL,
           coalesce((SELECT seq FROM sync_rows WHERE entity = ? AND id = ?), 0),
           credo_sync_time(), credo_sync_wall(), credo_sync_clock_epoch(), ?)`,
      )
      .run(
        entity,
        String(id),
        creates ? 'create' : 'change',
        JSON.stringify(patch),
        entity,
        String(id),
        schemaVersion + 1,
      );
    return true;
  }
}

function unused(table: string, column: string): string {
  return `${column} NOT IN (SELECT ${column} FROM ${table})`;
}
