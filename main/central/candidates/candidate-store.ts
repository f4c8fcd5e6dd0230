import { CredoError } from '../../../shared/errors.ts';
import type { BlobService } from '../blobs/blob-service.ts';
import type { Centre } from '../centre.ts';
import type { Transaction } from '../postgres/database.ts';
import { mergeCentral } from '../sync/central-operations.ts';
import { dropUnnamed } from '../sync/erasure.ts';
import { saveBatch } from '../sync/save-batch.ts';
import { StreamBatch } from '../sync/stream-batch.ts';
import type { CandidateDesk } from './candidate-desk.ts';
import { type CandidateLink, findLink } from './candidate-link.ts';
import { loadDeskRows } from './candidate-rows.ts';
import type { DeskServices } from './desk-services.ts';

/** What goes with a candidate's act in its transaction, before the rows. */
export type Before = (sql: Transaction, link: CandidateLink) => Promise<void>;

/** A candidate's token, and the company's rows behind it. */
export class CandidateStore {
  readonly #centre: Centre;
  readonly #blobs: BlobService;
  readonly #desk: CandidateDesk;

  constructor(centre: Centre, blobs: BlobService, desk: CandidateDesk) {
    this.#centre = centre;
    this.#blobs = blobs;
    this.#desk = desk;
  }

  /** Looks at the rows of a token. @throws CredoError `tokenInvalid`, and what the work throws */
  async read<Result>(
    token: string,
    work: (services: DeskServices, link: CandidateLink) => Result,
  ): Promise<Result> {
    const { database, platform } = this.#centre;
    const link = await findLink(database, token, platform.now());
    if (!link) throw new CredoError('tokenInvalid');
    const rows = await loadDeskRows(database, link);
    return this.#desk.run({
      ...{ link, token, rows, lastNumber: 0 },
      work: (services) => work(services, link),
    }).result;
  }

  /**
   * Changes the rows of a token, as operations of the centre's own in the company's stream. Its newest
   * rows decide: nobody else writes while this does.
   * @param before what goes with it in the same transaction
   * @throws CredoError `tokenInvalid`, and what the work throws; nothing is written then
   */
  async write<Result>(
    token: string,
    work: (services: DeskServices) => Result,
    before: Before = async () => undefined,
  ): Promise<Result> {
    const { database, platform } = this.#centre;
    const { result, link, orphans } = await database.begin(async (sql) => {
      const found = await findLink(sql, token, platform.now());
      if (!found) throw new CredoError('tokenInvalid');
      const { companyId, streamId } = found;
      const batch = await StreamBatch.lock(sql, { company: streamId });
      const rows = await loadDeskRows(sql, found);
      const done = this.#desk.run({
        ...{ link: found, token, rows, work, lastNumber: await lastNumberOf(sql, companyId) },
      });
      await before(sql, found);
      if (done.changes.length > 0) {
        await mergeCentral(this.#centre, sql, batch, done.changes);
        await saveBatch(sql, companyId, batch);
        await sql`UPDATE company SET last_central_id = ${done.lastNumber}
          WHERE company_id = ${companyId}`;
      }
      const unnamed = await dropUnnamed(sql, companyId, streamId, done.dropped);
      return { result: done.result, link: found, orphans: unnamed };
    });
    for (const sha256 of orphans) await this.#blobs.remove(link.companyId, sha256);
    return result;
  }
}

async function lastNumberOf(sql: Transaction, companyId: number): Promise<number> {
  const [company] = await sql<{ last: number }[]>`
    SELECT last_central_id AS last FROM company WHERE company_id = ${companyId}`;
  return company?.last ?? 0;
}
