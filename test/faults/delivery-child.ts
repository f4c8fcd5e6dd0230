import { createBackend } from '../../main/backend/backend.ts';
import { saveRequest, seedApplication } from '../../main/backend/certificates/test-certificates.ts';
import { silentLogger } from '../../main/logger.ts';
import { systemPlatform } from '../../main/platform.ts';
import { degreeCertificate } from '../../shared/api/certificates.ts';
import { saveWorkspace } from '../../shared/api/workspace.ts';

/**
 * Run as `node delivery-child.ts <data folder> <smtp url> <messages> [<days>]`: queues that many mails
 * where the outbox is empty, then delivers until it is killed. With `days` the mails are requests, its
 * clock is so many days ahead, and requests are reminded of.
 */
const [dataFolder = '', smtpUrl = '', messages = '0', days] = process.argv.slice(2);
const ahead = Number(days ?? 0) * 86_400_000;
const backend = createBackend({
  ...{ dataFolder, smtpUrl, logger: silentLogger },
  platform: { ...systemPlatform, now: () => Date.now() + ahead },
  candidateUrls: () => ['http://127.0.0.1:7421'],
});
const { total } = backend.outbox.list(
  { certificate_id: 0, application_id: 0, page: 1, size: 1 },
  'en',
).pagination;
if (total === 0 && days === undefined) queueMails(Number(messages));
if (total === 0 && days !== undefined) await ask(Number(messages));
backend.delivery.start();
if (days !== undefined) backend.reminders.start();
process.stdout.write('started\n');
// The worker's timers don't keep a process alive; its host does.
setInterval(() => {}, 60_000);

function queueMails(count: number): void {
  backend.database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
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

/** Asks one candidate so many times, each time under another address. */
async function ask(count: number): Promise<void> {
  seedApplication(backend);
  await post(saveWorkspace.path, { company_name: '逸橙' });
  for (let index = 0; index < count; index += 1) {
    await post(degreeCertificate.saveCertificate.path, {
      ...saveRequest,
      resume_email: `candidate${index}@example.com`,
    });
  }
}

async function post(path: string, body: object): Promise<void> {
  const answer = await backend.recruiterApp.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { err_msg } = (await answer.json()) as { err_msg: string };
  if (err_msg) throw new Error(err_msg);
}
