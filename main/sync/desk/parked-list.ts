import type { ParkedOperationAnswer } from '../../../shared/api/sync.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { syncedEntity } from '../../../shared/sync/entities.ts';
import type { Values } from '../../../shared/sync/ids.ts';
import type { OperationCommand } from '../../../shared/sync/operation.ts';
import { commandLabels } from '../../../shared/sync/sync-labels.ts';
import { rejectionText, unappliedText } from '../../../shared/sync/sync-words.ts';
import type { Database } from '../../database/database.ts';
import type { ParkedOperation, SyncOutbox } from '../outbox/sync-outbox.ts';
import type { RowWords } from './row-words.ts';

/** Entries shown at most. */
const shown = 200;

interface Received {
  stream: string;
  seq: number;
  raw: string;
  reason: string;
  created_at: number;
}

interface RawOperation {
  readonly entity?: string;
  readonly id?: string;
  readonly command?: string;
  readonly changes?: Values | null;
  readonly data?: Values;
}

/** Changes that were refused, in words: ours by the centre, others' by the database here. */
export class ParkedList {
  readonly #outbox: SyncOutbox;
  readonly #words: RowWords;
  readonly #formatTime: (milliseconds: number) => string;
  readonly #received;

  constructor(
    database: Database,
    outbox: SyncOutbox,
    words: RowWords,
    formatTime: (milliseconds: number) => string,
  ) {
    this.#outbox = outbox;
    this.#words = words;
    this.#formatTime = formatTime;
    this.#received = database.prepare<[number], Received>(
      `SELECT stream, seq, raw, reason, created_at FROM sync_parked
       ORDER BY created_at DESC, seq DESC LIMIT ?`,
    );
  }

  list(language: Language): ParkedOperationAnswer[] {
    const sent = this.#outbox.parked(shown).map((operation) => this.#sent(operation, language));
    const received = this.#received.all(shown).map((entry) => this.#receivedEntry(entry, language));
    return [...sent, ...received]
      .sort((left, right) => right.at.localeCompare(left.at))
      .slice(0, shown);
  }

  /** Takes a refused change off the list. @throws CredoError `syncEntryNotFound` */
  dismiss(parkedId: string): void {
    const clientSeq = /^sent:(-?\d{1,15})$/.exec(parkedId)?.[1];
    if (clientSeq === undefined || !this.#outbox.dismiss(Number(clientSeq))) {
      throw new CredoError('syncEntryNotFound');
    }
  }

  #sent(operation: ParkedOperation, language: Language): ParkedOperationAnswer {
    const { client_seq, entity, id, command, patch, reason, wall_ms } = operation;
    return {
      parked_id: `sent:${client_seq}`,
      direction: 'sent',
      ...this.#described({ entity, id, command, values: patch }, language),
      reason,
      reason_text: rejectionText(reason)[language],
      at: this.#formatTime(wall_ms),
    };
  }

  #receivedEntry(entry: Received, language: Language): ParkedOperationAnswer {
    const { stream, seq, raw, reason, created_at } = entry;
    const { entity = '', id = '', command, changes, data } = JSON.parse(raw) as RawOperation;
    const values = changes ?? data ?? {};
    const isSchema = reason === 'schema';
    return {
      parked_id: `received:${stream}:${seq}`,
      direction: 'received',
      ...this.#described({ entity, id, command: command ?? 'create', values }, language),
      reason: isSchema ? 'schema' : 'database',
      reason_text: unappliedText(reason)[language],
      at: this.#formatTime(created_at),
    };
  }

  #described(
    operation: { entity: string; id: string; command: string; values: Readonly<Values> },
    language: Language,
  ) {
    const { entity, id, command, values } = operation;
    const words = this.#words;
    const known = syncedEntity(entity) !== undefined;
    return {
      entity_text: words.entity(entity, language),
      command_text: commandLabels[command as OperationCommand]?.[language] ?? command,
      subject: known ? words.subject(entity, id, values) : '',
      values: words
        .columns(values)
        .map((name) => ({
          label: words.label(name, language),
          value: words.value(name, values[name], language),
        }))
        .filter(({ value }) => value !== '')
        .slice(0, 12),
    };
  }
}
