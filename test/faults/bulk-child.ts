import { createBackend } from '../../main/backend/backend.ts';
import { silentLogger } from '../../main/logger.ts';
import { listBulkJobs, preflight, resumeBulkJob, startBulkJob } from '../../shared/api/bulk.ts';
import type { Endpoint, RequestOf, ResultsOf } from '../../shared/api/endpoint.ts';

/**
 * Run as `node bulk-child.ts <data folder>`: asks everybody of the offer stage for a degree
 * certificate, or goes on where an earlier run was killed, and prints `finished` at the end.
 */
const [dataFolder = ''] = process.argv.slice(2);
const backend = createBackend({
  dataFolder,
  logger: silentLogger,
  candidateUrls: () => ['http://127.0.0.1:7421'],
});

async function call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<ResultsOf<E>> {
  const response = await backend.recruiterApp.request(endpoint.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const { err_msg, results } = (await response.json()) as { err_msg: string; results: unknown };
  if (err_msg) throw new Error(err_msg);
  return results as ResultsOf<E>;
}

const { dataList } = await call(listBulkJobs, {});
const interrupted = dataList[0];
if (interrupted) {
  if (interrupted.state === 'paused') await call(resumeBulkJob, { job_id: interrupted.job_id });
} else {
  const template = backend.templates.resolve({
    select_template: '',
    mail_tpl_id: Number(process.argv[3]),
  });
  const { job_id } = await call(preflight, {
    client_key: 'kill-test-1',
    selection: { view: { stage_type_id: 3 } },
    change: {
      action: 'send',
      kind: 'degree',
      request: {
        email_subject: '{{candidate_name}}',
        email_content: '<p>{{upload_link}}</p>',
        mail_tpl_id: template.mail_tpl_id,
      },
    },
  });
  await backend.bulk.idle();
  await call(startBulkJob, { job_id });
}
await backend.bulk.idle();
backend.close();
process.stdout.write('finished\n');
