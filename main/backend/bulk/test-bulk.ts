import {
  type BulkChangeInput,
  type BulkJob,
  getBulkJob,
  listBulkItems,
  preflight,
} from '../../../shared/api/bulk.ts';
import type { RequestOf } from '../../../shared/api/endpoint.ts';
import { getTpl } from '../../../shared/api/mail-templates.ts';
import type { SelectionInput } from '../../../shared/api/selection.ts';
import { ApplicationStore, type NewApplication } from '../applications/application-store.ts';
import type { TestBackend } from '../test-backend.ts';

let keys = 0;
/** A client key that no other request has. */
export const newKey = () => `test-key-${++keys}`;

/** Writes people of one position, each with an application in the offer stage. @returns their ids */
export function seedPeople(
  backend: TestBackend,
  people: readonly {
    name: string;
    email?: string;
    phone?: string;
    application?: Partial<NewApplication>;
  }[],
): number[] {
  const store = new ApplicationStore(backend.database, backend.platform);
  const position = store.createPosition({ name: '会计' });
  return backend.database.transaction(() =>
    people.map(({ name, email = '', phone = '', application }) =>
      store.createApplication({
        tob_resume_id: store.createCandidate({ name, email, phone }),
        tob_position_id: position,
        stage_id: 8,
        ...application,
      }),
    ),
  )();
}

/** A change that sends the system's template of degree certificates. */
export async function sendChange(
  backend: TestBackend,
  request: Partial<Extract<BulkChangeInput, { action: 'send' }>['request']> = {},
): Promise<BulkChangeInput> {
  const id = backend.database
    .prepare<[], number>(`SELECT mail_tpl_id FROM mail_templates WHERE tpl_group = 'degree_cert'`)
    .pluck()
    .get() as number;
  const template = (await backend.call(getTpl, { mail_tpl_id: id })).results;
  return {
    action: 'send',
    kind: 'degree',
    request: {
      email_subject: template.email_subject,
      email_content: template.email_content,
      mail_tpl_id: id,
      ...request,
    },
  };
}

/** Checks a selection and waits until it is ready. */
export async function check(
  backend: TestBackend,
  change: BulkChangeInput,
  selection: SelectionInput,
): Promise<BulkJob> {
  const { err_msg, results } = await backend.call(preflight, {
    client_key: newKey(),
    selection,
    change,
  });
  if (!results) throw new Error(err_msg);
  await backend.bulk.idle();
  return job(backend, results.job_id);
}

export async function job(backend: TestBackend, job_id: number): Promise<BulkJob> {
  return getBulkJob.results.parse((await backend.call(getBulkJob, { job_id })).results);
}

/** The rows of a job. */
export async function rows(
  backend: TestBackend,
  job_id: number,
  filter: Omit<RequestOf<typeof listBulkItems>, 'job_id'> = {},
) {
  const { results } = await backend.call(listBulkItems, { job_id, size: 200, ...filter });
  return listBulkItems.results.parse(results).dataList;
}

/** A row in short: its name, state, findings and reason. */
export async function told(backend: TestBackend, job_id: number) {
  return (await rows(backend, job_id)).map(({ resume_name, state, findings, reason }) =>
    [resume_name, state, ...findings.map(({ code }) => code), reason?.code]
      .filter(Boolean)
      .join(' '),
  );
}
