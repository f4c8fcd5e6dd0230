import { emptyApplicationValues } from '../../../main/backend/applications/application-columns.ts';

/** A row's columns, as a table and a document both have them. */
export type Columns = Readonly<Record<string, string | number | null>>;

/** Five rows that belong together: two candidates with an application each, and an event of one. */
export interface RecordGroup {
  readonly candidates: readonly (Columns & { readonly tob_resume_id: string })[];
  /** Without their own ids. */
  readonly applications: readonly Columns[];
  readonly event: Columns;
}

export const rowsOfGroup = 5;
/** Positions that the applications are for. */
export const positions = 50;

const start = 1_780_000_000_000;
const names = ['王芳', '李伟', '欧阳锋', '张秀英', '陈静'];

/** The records of the sync bench, the same for every system that is measured. */
export function recordGroup(index: number): RecordGroup {
  const person = (member: number) => {
    const number = 2 * index + member;
    const at = start + number * 1_000;
    return {
      candidate: {
        tob_resume_id: String(4_000_000_000_000_000_000n + BigInt(number) * 7_919n),
        resume_id: 0,
        name: `${names[number % names.length]}${number}`,
        name_sort: `wang fang ${number}`,
        phone: `138${String(number).padStart(8, '0')}`,
        email: `wang.fang.${number}@example.com`,
        id_number: '',
        created_at: at,
        updated_at: at,
      },
      application: {
        process_id: 1,
        stage_type_id: 3,
        stage_id: 8,
        step_id: 8,
        list_state: 1,
        name_sort: `wang fang ${number}`,
        ...emptyApplicationValues,
        offer_status: number % 4,
        applied_at: at,
        updated_at: at,
      },
    };
  };
  const people = [person(0), person(1)];
  return {
    candidates: people.map(({ candidate }) => candidate),
    applications: people.map(({ application }) => application),
    event: { event_id: 1, uid: 0, detail: '{"source":"bench"}', created_at: start + index },
  };
}
