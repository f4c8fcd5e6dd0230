import type { Values } from '../../../shared/sync/ids.ts';
import type { OperationCommand, StreamScope } from '../../../shared/sync/operation.ts';
import type { WorldCentre } from './centre.ts';
import type { Device } from './device.ts';

/** An operation that a device has committed, and what its author could know then. */
export interface Entry {
  readonly op_id: string;
  readonly device: string;
  readonly scope: StreamScope;
  readonly entity: string;
  readonly id: string;
  readonly command: OperationCommand;
  readonly patch: Values;
  /** The values that it replaced at its device. */
  readonly base: Values;
  readonly base_seq: number;
  /** Of the history that `base_seq` counts in. */
  readonly epoch: string;
  /** The same device's operations on the row before it. */
  readonly made: ReadonlySet<string>;
}

type Row = Omit<Entry, 'device' | 'patch' | 'base' | 'epoch' | 'made'> & {
  patch: string;
  base: string | null;
};

/**
 * What the devices have committed, kept outside of all that can fail. What nobody has any more when a
 * device is put back to an older copy is taken out: no protocol brings that back.
 */
export class Ledger {
  readonly entries = new Map<string, Entry>();
  /** Files that broke where they were made, before anybody else had them. */
  readonly rotten = new Set<string>();
  /** By epoch: the numbers that operations had in it. */
  readonly numbers = new Map<string, Map<string, number>>();
  /** By device and row: the operations it made. */
  readonly #made = new Map<string, Map<string, string[]>>();
  readonly #copies = new Map<string, Map<string, string[]>>();

  /** Another one that knows the same. */
  copy(): Ledger {
    const copy = new Ledger();
    for (const [id, entry] of this.entries) copy.entries.set(id, entry);
    for (const [epoch, numbers] of this.numbers) copy.numbers.set(epoch, new Map(numbers));
    for (const [device, made] of this.#made) copy.#made.set(device, new Map(made));
    return copy;
  }

  /** Takes in what a device has committed since the last time. */
  note(device: Pick<Device, 'name' | 'database' | 'epoch'>): void {
    const rows = device.database
      .prepare<[], Row>(
        `SELECT op_id, scope, entity, id, command, patch, base, base_seq FROM sync_outbox
         ORDER BY client_seq < 0, client_seq`,
      )
      .all();
    const made = this.#of(device);
    const epochs = Object.fromEntries(
      (['company', 'user'] as const).map((scope) => [scope, device.epoch(scope)]),
    ) as Record<StreamScope, string>;
    for (const row of rows) {
      if (this.entries.has(row.op_id)) continue;
      const key = `${row.entity} ${row.id}`;
      const before = made.get(key) ?? [];
      this.entries.set(row.op_id, {
        ...row,
        device: device.name,
        patch: JSON.parse(row.patch) as Values,
        base: JSON.parse(row.base ?? '{}') as Values,
        epoch: epochs[row.scope],
        made: new Set(before),
      });
      made.set(key, [...before, row.op_id]);
    }
  }

  copied(device: Device): void {
    this.#copies.set(device.name, new Map(this.#of(device)));
  }

  /** A device was put back to its copy: what it had not sent since is gone. */
  restored(device: Device, stored: ReadonlySet<string>): void {
    this.#made.set(device.name, new Map(this.#copies.get(device.name)));
    const there = new Set(
      device.database.prepare<[], string>('SELECT op_id FROM sync_outbox').pluck().all(),
    );
    for (const entry of this.entries.values()) {
      if (entry.device !== device.name) continue;
      if (!there.has(entry.op_id) && !stored.has(entry.op_id)) this.entries.delete(entry.op_id);
    }
  }

  cloned(device: Device, clone: Device): void {
    this.#made.set(clone.name, new Map(this.#of(device)));
  }

  /** Keeps the numbers of this epoch. @returns what is stored */
  async keepNumbers(
    centre: Pick<WorldCentre, 'database' | 'company'>,
  ): Promise<ReadonlySet<string>> {
    const rows = await centre.database<{ epoch: string; op_id: string; seq: number }[]>`
      SELECT s.epoch, o.op_id, o.seq FROM op o JOIN stream s USING (stream_id)
      WHERE s.company_id = ${centre.company}`;
    for (const { epoch, op_id, seq } of rows) {
      const numbers = this.numbers.get(epoch) ?? new Map<string, number>();
      this.numbers.set(epoch, numbers);
      numbers.set(op_id, seq);
    }
    return new Set(rows.map(({ op_id }) => op_id));
  }

  /** Whether an operation's author had seen another, which was made before. */
  knows(entry: Entry, other: string): boolean {
    if (entry.made.has(other)) return true;
    const seq = this.numbers.get(entry.epoch)?.get(other);
    return seq !== undefined && seq <= entry.base_seq;
  }

  #of({ name }: { readonly name: string }): Map<string, string[]> {
    const made = this.#made.get(name) ?? new Map<string, string[]>();
    this.#made.set(name, made);
    return made;
  }
}
