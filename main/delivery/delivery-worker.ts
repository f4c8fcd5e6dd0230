import { storedReason } from '../../shared/delivery-reasons.ts';
import { Lane, type LaneParts } from './lane.ts';
import { type OutboxService, publishMessage } from './outbox-service.ts';
import type { MessageKind } from './transport.ts';
import type { Transports } from './transports.ts';

/** How long `stop` lets a message on the wire finish, in milliseconds. */
const stopDeadline = 3_000;

/** Sends what the outbox holds, each kind of message in a lane of its own. */
export class DeliveryWorker {
  readonly #outbox: OutboxService;
  readonly #transports: Transports;
  readonly #parts: LaneParts;
  /** One for each kind while it is started. */
  #lanes: ReadonlyMap<MessageKind, Lane> = new Map();
  #unsubscribe: (() => void) | undefined;

  constructor(outbox: OutboxService, transports: Transports, parts: LaneParts) {
    this.#outbox = outbox;
    this.#transports = transports;
    this.#parts = parts;
  }

  /**
   * Starts sending. What was on the wire when the program last ended is sent again, under the same
   * Message-ID: whether the server took it cannot be known any more.
   */
  start(): void {
    if (this.#unsubscribe) return;
    this.#lanes = new Map(
      Object.entries(this.#transports).map(([kind, transport]) => [
        kind as MessageKind,
        new Lane(kind as MessageKind, transport, this.#parts),
      ]),
    );
    this.#unsubscribe = this.#outbox.onWake((kind, now) => this.#lanes.get(kind)?.wake(now));
    const { store, live, platform } = this.#parts;
    for (const message of store.recover(storedReason('interrupted'), platform.now())) {
      publishMessage(live, message);
    }
    this.wake();
  }

  /** Tries everything at once: the network is back, or the machine has woken up. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake(true);
  }

  /** Stops; what is on the wire may finish within the deadline, in milliseconds. */
  async stop(deadline = stopDeadline): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop(deadline)));
  }

  /** Resolves once nothing is on the wire and nothing more is due now. */
  async settled(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.settled()));
  }
}
