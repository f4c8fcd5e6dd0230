import type { CentralMigration } from '../migrate.ts';
import { access } from './0010-access.ts';
import { streams } from './0020-streams.ts';
import { uniqueRows } from './0036-unique-rows.ts';
import { candidates } from './0040-candidates.ts';
import { candidateLinks } from './0041-candidate-links.ts';
import { history } from './0046-history.ts';
import { epochs } from './0050-epochs.ts';

/** Every step of the centre's schema, in order. */
export const migrations: readonly CentralMigration[] = [
  access,
  streams,
  uniqueRows,
  candidates,
  candidateLinks,
  history,
  epochs,
];
