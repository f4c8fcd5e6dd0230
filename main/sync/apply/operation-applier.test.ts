import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyApplicationValues } from '../../backend/applications/application-columns.ts';
import { ApplicationStore } from '../../backend/applications/application-store.ts';
import { captureOf } from '../capture/change-capture.ts';
import { ToyDevice } from '../testing/toy-device.ts';
import { OperationApplier } from './operation-applier.ts';

let device: ToyDevice;
let applier: OperationApplier;
beforeEach(() => {
  device = new ToyDevice(2);
  const { database, platform } = device.backend;
  applier = new OperationApplier(database, device.outbox, platform);
});
afterEach(() => device.backend.dispose());

const id = '7';
const read = (columns: string) =>
  device.backend.database.prepare(`SELECT ${columns} FROM candidates`).get();

/** A candidate that the centre has, and an edit of it here. */
function candidateWithEdit(): void {
  const { database, platform } = device.backend;
  captureOf(database).applying(() =>
    new ApplicationStore(database, platform).createCandidate({ tob_resume_id: id, name: '王芳' }),
  );
  database.exec(`UPDATE candidates SET phone = '1', updated_at = 5`);
}

function row(seq: number, phone: string, updated_at: number) {
  const data = { tob_resume_id: id, resume_id: 0, name: '王芳', name_sort: 'wang fang', phone };
  const rest = { email: 'a@example.com', id_number: '', created_at: 1, updated_at };
  return { entity: 'candidates', id, seq, data: { ...data, ...rest } };
}

it('keeps the columns of an edit that is not sent, and takes the rest of the row', () => {
  candidateWithEdit();
  captureOf(device.backend.database).applying(() => applier.applyRow('company', row(3, '2', 9)));
  expect(read('phone, email, updated_at')).toEqual({
    phone: '1',
    email: 'a@example.com',
    updated_at: 5,
  });
});

it('takes the whole row of the centre, which has what it has answered', () => {
  candidateWithEdit();
  // Applied, but for the column where the greater number stands: the row kept its number.
  device.outbox.answer({ client_seq: 1, seq: 4, outcome: 'applied' }, 10);
  captureOf(device.backend.database).applying(() => applier.applyRow('company', row(3, '1', 9)));
  expect(read('phone, updated_at')).toEqual({ phone: '1', updated_at: 9 });
});

it('forgets what numbers of a history that has ended said, but for settled conflicts', () => {
  candidateWithEdit();
  const { database } = device.backend;
  applier.applyRow('company', row(3, '2', 9));
  const entry = { entity: 'candidates', id, kind: 'concurrent', group: 'phone' } as const;
  const clock: [number, number, number, number] = [5, 1, 0, 2];
  const clocks = { incoming: clock, standing: clock };
  const people = { incoming_uid: 1, incoming_device: null, standing_uid: 1, standing_device: null };
  const values = { kept: { phone: '1' }, lost: { phone: '2' }, loser: 'standing' as const };
  const conflict = { ...entry, ...clocks, ...people, ...values };
  applier.keepConflict({ ...conflict, conflict_id: '1:5:0', open: true }, 1);
  applier.keepConflict({ ...conflict, conflict_id: '1:6:0', open: false }, 1);
  applier.applyRow('company', { ...row(8, '', 1), entity: 'interviews' });
  applier.forgetEntries('company', 'before');
  const ids = database.prepare('SELECT conflict_id FROM sync_conflicts').pluck().all();
  expect(ids).toEqual(['before:1:6:0']);
  expect(database.prepare('SELECT * FROM sync_parked').all()).toEqual([]);
});

it('forgets that it could not take a row that came before what it names, once it has it', () => {
  const { database } = device.backend;
  const take = (work: () => void) => captureOf(database).applying(work);
  const data = {
    ...{ application_id: 8, tob_resume_id: id, tob_position_id: 9, applied_at: 1, updated_at: 1 },
    ...{ process_id: 1, stage_type_id: 3, stage_id: 8, step_id: 3313, list_state: 1 },
    ...{ name_sort: 'wang fang', ...emptyApplicationValues },
  };
  const application = { entity: 'applications', id: '8', seq: 7, data };
  const parked = () => database.prepare('SELECT reason FROM sync_parked').pluck().all();
  take(() => applier.applyRow('company', application));
  expect(parked()).toEqual(['FOREIGN KEY constraint failed']);
  const position = { tob_position_id: 9, name: '会计', department: '', process_id: 1 };
  take(() => {
    applier.applyRow('company', row(5, '', 1));
    const times = { created_at: 1, updated_at: 1 };
    applier.applyRow('company', {
      ...{ entity: 'positions', id: '9', seq: 6, data: { ...position, ...times } },
    });
    applier.applyRow('company', application);
  });
  expect(parked()).toEqual([]);
});

it('does not take a full disk for a refusal', () => {
  const { database } = device.backend;
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  const large = row(3, 'x'.repeat(200_000), 9);
  expect(() => database.transaction(() => applier.applyRow('company', large))()).toThrow(/full/);
  database.pragma(`max_page_count = ${pages + 1_000}`);
  expect(database.prepare('SELECT * FROM sync_parked').all()).toEqual([]);
});
