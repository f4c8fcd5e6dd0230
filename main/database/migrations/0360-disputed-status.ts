import { disputedFilterValue } from '../../../shared/catalogue/certificate-kinds.ts';
import type { Migration } from '../migrate.ts';

/** Applications whose newest certificate has verdicts that differ show so, as a status of its own. */
export const disputedStatus: Migration = {
  version: 360,
  name: 'disputed status',
  up: (database) => {
    for (const kind of ['degree', 'income']) {
      database.exec(`
        UPDATE applications SET ${kind}_status = ${disputedFilterValue}
        WHERE ${kind}_certificate_id IN (SELECT certificate_id FROM certificate_disputes)`);
    }
  },
};
