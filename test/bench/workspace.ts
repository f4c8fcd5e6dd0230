import { emptyApplicationValues } from '../../main/backend/applications/application-columns.ts';
import { nameSort } from '../../main/backend/applications/name-sort.ts';
import type { Backend } from '../../main/backend/backend.ts';
import { dropListStructures, prepareList } from '../../main/backend/pipeline/list/prepare-list.ts';
import { columns } from '../../shared/catalogue/columns.ts';
import { searchKeys } from '../../shared/catalogue/search-keys.ts';
import { defaultStages } from '../../shared/catalogue/stages.ts';
import { statusOptions } from '../../shared/catalogue/status-options.ts';

const day = 86_400_000;
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇区查',
];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉志春雪海波宁浩天宇鑫晨曦子涵雨泽梓萱俊豪思远嘉怡欣然博瑞佳慧婷琳莹倩颖晶峰飞龙云山松柏林森阳光荣庆',
];

export interface BenchWorkspace {
  applications: number;
  positions: number;
  /** Milliseconds; applications spread over the three years before it. */
  now: number;
}

/**
 * Fills an empty workspace with applications, the same every time: three years, every stage, state and
 * status, names and phones as people have them. Written without triggers, then indexed and counted as
 * an older workspace is at its first start.
 */
export function fillBenchWorkspace(
  backend: Backend,
  { applications, positions, now }: BenchWorkspace,
) {
  const { database, workspace } = backend;
  const random = seededRandom(20_260_302);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  dropListStructures(database);
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  const position = database.prepare(
    'INSERT INTO positions(tob_position_id, name, process_id, created_at, updated_at) VALUES (?, ?, 1, ?, ?)',
  );
  const candidate = database.prepare(
    `INSERT INTO candidates(tob_resume_id, name, name_sort, phone, email, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const names = Object.keys(emptyApplicationValues);
  const application = database.prepare(
    `INSERT INTO applications(tob_resume_id, tob_position_id, process_id, stage_type_id, stage_id, step_id,
       list_state, name_sort, applied_at, updated_at, changed_sequence,
       applied_sequence, ${names.join(', ')})
     VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${names.map(() => '?').join(', ')})`,
  );
  const statuses = statusColumns();
  const known = new Map<string, string>();
  const write = (index: number) => {
    const name = pick(surnames) + pick(given) + (random() < 0.75 ? pick(given) : '');
    let sort = known.get(name);
    if (sort === undefined) {
      sort = nameSort(name);
      known.set(name, sort);
    }
    const stage = pick(defaultStages);
    const applied = now - Math.floor(random() * 3 * 365 * day);
    const id = 1_000_000_000_000_000_000n + BigInt(index) * 7_919n;
    const phone = `1${pick(['38', '39', '50', '58', '86', '87'])}${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
    candidate.run(id, name, sort, phone, `user${index}@example.com`, applied, applied);
    const values: Record<string, unknown> = { ...emptyApplicationValues };
    for (const { column, count } of statuses) {
      values[column] = random() < 0.6 ? Math.floor(random() * (count + 1)) : 0;
    }
    if (stage.stageTypeId >= 3 && random() < 0.7) {
      const date = now + Math.floor((random() * 3.2 - 3) * 365 * day);
      values.entry_date = workspace.formatTime(date).slice(0, 10);
    }
    application.run(
      id,
      1 + Math.floor(random() ** 2 * positions),
      stage.stageTypeId,
      stage.stageId,
      pick(stage.steps).stepId,
      random() < 0.7 ? 1 : 2,
      sort,
      applied,
      applied,
      index + 1,
      index + 1,
      ...names.map((column) => values[column]),
    );
  };
  database.transaction(() => {
    for (let index = 1; index <= positions; index += 1) {
      position.run(
        index,
        `${pick(['销售', '客服', '会计', '保安', '工程师', '司机'])}${index}`,
        now,
        now,
      );
    }
    for (let index = 0; index < applications; index += 1) write(index);
  })();
  prepareList(database, workspace.formatTime(now).slice(0, 10));
  database.pragma('foreign_keys = ON');
  database.pragma('synchronous = FULL');
}

/** Columns of `applications` that hold a status, and how many values each has. */
function statusColumns(): { column: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const entry of [...columns, ...searchKeys]) {
    if ('applicationColumn' in entry && 'options' in entry) {
      counts.set(entry.applicationColumn, statusOptions[entry.options].length);
    }
  }
  return [...counts].map(([column, count]) => ({ column, count }));
}

/** mulberry32: numbers from 0 below 1, the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
