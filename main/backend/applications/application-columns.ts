import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { columns } from '../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';

type OwnColumn<Entry> = Entry extends { applicationColumn: infer Name } ? Name : never;
type Nullable = OwnColumn<Extract<(typeof columns)[number], { type: 'time' | 'date' }>>;
type CertificateColumn = (typeof certificateKinds)[number]['applicationCertificateColumn'];
type Status = Exclude<
  OwnColumn<(typeof columns)[number]> | OwnColumn<(typeof searchKeys)[number]>,
  Nullable
>;

/**
 * What the catalogue's columns and filters hold of an application: columns of the `applications`
 * table. Statuses are numbers (0 none), `interview_time` milliseconds, `entry_date` `YYYY-MM-DD`.
 */
export type ApplicationValues = { [Name in Status]: number } & {
  [Name in CertificateColumn]: number | null;
} & { [Name in Nullable]: (Name extends 'entry_date' ? string : number) | null };

/** Every value of an application before anything happened to it. */
export const emptyApplicationValues: Readonly<ApplicationValues> = (() => {
  const values: Record<string, number | null> = {};
  for (const column of columns) {
    if ('applicationColumn' in column) {
      values[column.applicationColumn] = column.type === 'status' ? 0 : null;
    }
  }
  for (const searchKey of searchKeys) {
    if ('applicationColumn' in searchKey) values[searchKey.applicationColumn] = 0;
  }
  for (const kind of certificateKinds) values[kind.applicationCertificateColumn] = null;
  return values as unknown as ApplicationValues;
})();
