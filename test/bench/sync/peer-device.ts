import PouchDB, { type Pouch } from 'pouchdb';
import { answerCalls, sharedNow, tellParent } from './calls.ts';
import { recordGroup, rowsOfGroup } from './records.ts';

/** The device that the sync bench measures itself beside: PouchDB on LevelDB, a document a row. */
let local: Pouch;
let remote: Pouch;
/** As many as one of our pushes takes. */
const batch_size = 500;

answerCalls({
  open({ folder, url }: { folder: string; url: string }) {
    local = new (PouchDB.defaults({ prefix: `${folder}/` }))('bench');
    remote = new PouchDB(url);
    return local.adapter;
  },
  async fill({ from, rows }: { from: number; rows: number }) {
    for (let done = from; done < from + rows; done += 1_000) {
      const groups = Math.min(1_000, from + rows - done) / rowsOfGroup;
      const first = done / rowsOfGroup;
      const documents = Array.from({ length: groups }, (_, index) => documentsOf(first + index));
      await local.bulkDocs(documents.flat());
    }
  },
  send: () => replicate(() => local.replicate.to(remote, { batch_size })),
  receive: () => replicate(() => local.replicate.from(remote, { batch_size })),
  follow() {
    local.replicate.to(remote, { live: true, retry: true });
    local.replicate.from(remote, { live: true, retry: true });
  },
  async touch({ id, phone }: { id: string; phone: string }) {
    const at = sharedNow();
    await local.put({ ...(await local.get(`candidates:${id}`)), phone });
    return at;
  },
  watch(id: string) {
    local.changes({ live: true, since: 'now', include_docs: true }).on('change', (change) => {
      if (change.id !== `candidates:${id}`) return;
      tellParent('seen', { phone: change.doc?.phone, at: sharedNow() });
    });
  },
});

function documentsOf(index: number): object[] {
  const { candidates, applications, event } = recordGroup(index);
  return [
    ...candidates.map((row) => ({ _id: `candidates:${row.tob_resume_id}`, ...row })),
    ...applications.map((row, member) => ({
      _id: `applications:${2 * index + member}`,
      tob_resume_id: candidates[member]?.tob_resume_id,
      tob_position_id: 1,
      ...row,
    })),
    { _id: `application_events:${index}`, application_id: 2 * index, ...event },
  ];
}

async function replicate(start: () => Promise<{ docs_written: number }>) {
  const started = performance.now();
  const { docs_written } = await start();
  return {
    milliseconds: performance.now() - started,
    rows: docs_written,
    memory: process.resourceUsage().maxRSS / 1024,
  };
}
