import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BackendOptions } from '../backend/backend.ts';
import { createTestBackend, type TestBackend, testPlatform } from '../backend/test-backend.ts';
import type { NewMessage } from './outbox-service.ts';
import type { StoredMessage } from './outbox-store.ts';
import { createTestScheduler, type TestScheduler } from './test-scheduler.ts';

/** A backend whose delivery runs, on a clock that the test moves. */
export interface TestDelivery {
  readonly backend: TestBackend;
  readonly scheduler: TestScheduler;
  /** Queues a mail as a command would, and answers its id. */
  queue(message?: Partial<NewMessage>): number;
  /** The row of a message. */
  row(messageId: number): StoredMessage;
  /** Waits until nothing is on the wire and nothing is due. */
  settle(): Promise<void>;
  /** Moves the clock, then settles. */
  advance(milliseconds: number): Promise<void>;
  dispose(): Promise<void>;
}

export function createTestDelivery(options: Partial<BackendOptions> = {}): TestDelivery {
  const scheduler = createTestScheduler();
  const platform = testPlatform(scheduler.clock);
  const backend = createTestBackend({ scheduler, platform, ...options });
  backend.delivery.start();
  backend.reminders.start();
  const settle = async () => {
    await backend.reminders.settled();
    await nextTurn();
    await backend.delivery.settled();
  };
  return {
    backend,
    scheduler,
    queue: (message = {}) =>
      backend.database.transaction(() =>
        backend.outbox.enqueue({
          kind: 'mail',
          certificate_id: null,
          application_id: null,
          recipient: 'candidate@example.com',
          subject: '学历证明-上海逸橙信息科技有限公司-保安队长sy',
          content: '<p>您好</p><p><a href="http://192.168.1.20:7421/c/abc">上传材料</a></p>',
          ...message,
        }),
      )(),
    row: (messageId) =>
      backend.database
        .prepare<[number], StoredMessage>('SELECT * FROM outbox WHERE message_id = ?')
        .get(messageId) as StoredMessage,
    settle,
    async advance(milliseconds) {
      scheduler.advance(milliseconds);
      await settle();
    },
    async dispose() {
      await backend.reminders.stop();
      await backend.delivery.stop();
      backend.dispose();
    },
  };
}
