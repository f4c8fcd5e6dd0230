import { type ImportField, type ImportKind, importFields } from '../../../shared/api/candidates.ts';
import { CredoError } from '../../../shared/errors.ts';
import { cellText } from './cell-values.ts';
import { type SheetRow, sheetLimits } from './sheet.ts';

/** What people call a field in a header, in the form of `simplified`. */
const synonyms: Record<ImportField, readonly string[]> = {
  name: [
    '姓名',
    '名字',
    '候选人',
    '候选人姓名',
    '应聘者',
    'name',
    'fullname',
    'candidate',
    'candidatename',
    'resumename',
  ],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
    '联系电话',
    '联系方式',
    '移动电话',
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cellphone',
    'tel',
    'telephone',
    'resumephone',
  ],
  email: [
    '邮箱',
    '电子邮箱',
    '邮箱地址',
    '邮件',
    '电子邮件',
    '邮件地址',
    'email',
    'mail',
    'emailaddress',
    'resumeemail',
  ],
  id_number: [
    '身份证',
    '身份证号',
    '身份证号码',
    '证件号',
    '证件号码',
    'idnumber',
    'idno',
    'idcard',
    'idcardnumber',
    'identitynumber',
  ],
  position: [
    '应聘职位',
    '职位',
    '职位名称',
    '岗位',
    '岗位名称',
    '应聘岗位',
    '申请职位',
    'position',
    'positionname',
    'job',
    'jobtitle',
    'title',
    'appliedposition',
  ],
  position_id: ['职位编号', '职位id', 'positionid', 'tobpositionid', 'jobid'],
  stage: ['阶段', '当前阶段', '招聘阶段', '流程阶段', 'stage', 'currentstage'],
  applied_at: [
    '投递时间',
    '投递日期',
    '申请时间',
    '申请日期',
    '应聘时间',
    '应聘日期',
    'appliedat',
    'applieddate',
    'applicationdate',
    'applicationtime',
    'dateapplied',
  ],
  department: ['部门', '所属部门', '用人部门', 'department', 'dept'],
};

/** The field every row must have. */
const requiredField = { candidate: 'name', position: 'position' } as const;
const requiredLabel = { candidate: '姓名 (name)', position: '职位 (position)' } as const;

/** How many rows may stand above the header: a title, a note. */
const rowsAbove = 10;

/** What the columns of a file are. */
export interface Header {
  readonly row: number;
  /** The column indexes of each field, the first that is not empty counts. */
  readonly columns: ReadonlyMap<ImportField, readonly number[]>;
  /** The header text of each column, told apart where it repeats. */
  readonly titles: readonly string[];
  /** For `importStatus`: header text → field, or null. */
  readonly mapping: Readonly<Record<string, ImportField | null>>;
}

/**
 * Finds the header among the first rows and takes its columns for fields: as the recruiter says, else
 * by the names that people use. Notes in brackets and marks such as `*` don't matter.
 * @param chosen header text → field, or null to leave a column out
 * @throws CredoError `importHeaderMissing`, `importHeaderUnknown` for a chosen column that is not in
 * the file, `importTooManyColumns`
 */
export function readHeader(
  rows: readonly SheetRow[],
  kind: ImportKind,
  chosen: Readonly<Record<string, string | null>>,
): Header {
  const header = findHeader(rows, kind, chosen);
  const unknown = Object.keys(chosen).filter((title) => !(title in header.mapping));
  if (unknown.length > 0)
    throw new CredoError('importHeaderUnknown', { columns: unknown.join('、') });
  return header;
}

function findHeader(
  rows: readonly SheetRow[],
  kind: ImportKind,
  chosen: Readonly<Record<string, string | null>>,
): Header {
  if (rows.length === 0) throw new CredoError('importFileEmpty');
  for (const row of rows.slice(0, rowsAbove)) {
    const header = headerOf(row, kind, chosen);
    if (header.columns.has(requiredField[kind])) return header;
  }
  throw new CredoError('importHeaderMissing', { columns: requiredLabel[kind] });
}

function headerOf(
  { row, cells }: SheetRow,
  kind: ImportKind,
  chosen: Readonly<Record<string, string | null>>,
): Header {
  if (cells.length > sheetLimits.columns) {
    throw new CredoError('importTooManyColumns', { limit: sheetLimits.columns });
  }
  const columns = new Map<ImportField, number[]>();
  const mapping: Record<string, ImportField | null> = Object.create(null);
  const titles = cells.map((cell, index) => {
    const text = typeof cell === 'object' ? cell.error : cellText(cell);
    let title = text;
    for (let count = 2; title in mapping; count++) title = `${text} (${count})`;
    if (text === '') return '';
    const field = Object.hasOwn(chosen, title)
      ? ((importFields[kind] as readonly string[]).find((name) => name === chosen[title]) ?? null)
      : fieldOf(text, kind);
    mapping[title] = field as ImportField | null;
    if (field)
      columns.set(field as ImportField, [...(columns.get(field as ImportField) ?? []), index]);
    return title;
  });
  return { row, columns, titles, mapping };
}

function fieldOf(title: string, kind: ImportKind): ImportField | null {
  const name = simplified(title);
  return importFields[kind].find((field) => synonyms[field].includes(name)) ?? null;
}

/** `手机号（必填）*` → `手机号`, `E-mail Address` → `emailaddress`. */
function simplified(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s_\-*:.·'"]/g, '');
}
