import { createBackend } from '../../main/backend/backend.ts';
import { silentLogger } from '../../main/logger.ts';

/**
 * Run as `node delivery-child.ts <data folder> <smtp url> <messages>`: queues that many mails where
 * the outbox is empty, then delivers until it is killed.
 */
const [dataFolder = '', smtpUrl = '', messages = '0'] = process.argv.slice(2);
const backend = createBackend({ dataFolder, smtpUrl, logger: silentLogger });
const { total } = backend.outbox.list(
  { certificate_id: 0, application_id: 0, page: 1, size: 1 },
  'en',
).pagination;
if (total === 0) {
  backend.database.transaction(() => {
    for (let index = 0; index < Number(messages); index += 1) {
      backend.outbox.enqueue({
        kind: 'mail',
        certificate_id: null,
        application_id: null,
        recipient: `candidate${index}@example.com`,
        subject: `学历证明 ${index}`,
        content: '<p>您好</p>',
      });
    }
  })();
}
backend.delivery.start();
process.stdout.write('started\n');
// The worker's timers don't keep a process alive; its host does.
setInterval(() => {}, 60_000);
