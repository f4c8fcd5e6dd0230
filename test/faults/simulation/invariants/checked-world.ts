import type { BlobFolder } from '../../../../main/backend/attachments/blob-folder.ts';
import type { Database as CentralDatabase } from '../../../../main/central/postgres/database.ts';
import type { Database } from '../../../../main/database/database.ts';
import type { Ledger } from '../ledger.ts';

/** A device whose database is looked at. */
export interface CheckedDevice {
  readonly name: string;
  readonly uid: number | undefined;
  readonly database: Database;
  readonly files: BlobFolder;
}

/** The company's rows at the centre. */
export interface CheckedCentre {
  readonly database: CentralDatabase;
  readonly company: number;
}

/** What the checks know besides the devices' and the centre's databases. */
export interface CheckedWorld {
  readonly ledger: Ledger;
  readonly centre: CheckedCentre;
  /** Where the centre's files are. */
  readonly folder: string;
  /** The centre's time. */
  readonly now: number;
  /** The centre was put back to an older copy. */
  readonly rewound: boolean;
}
