import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCandidates, importPositions } from '../../../shared/api/candidates.ts';
import type { LiveEvent } from '../../../shared/api/events.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { importFile, makeXlsx } from './test-sheets.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

function query(sql: string): unknown[] {
  return backend.database.prepare(sql).all();
}

const people = () =>
  query('SELECT name, phone, email, id_number FROM candidates ORDER BY name_sort');

const csv = `姓名,手机号（必填）,邮箱,身份证号,应聘职位,阶段,投递时间,备注
宋海洋,18799990000,song@example.com,11010519491231002X,保安队长sy,offer,2026-02-28 10:30,无
"欧阳,娜娜",+86 187 9999 0001,,,保安队长sy,复试,2026/3/1,"两行
备注"

单雄信,18799990002,,,,,,
`;

describe('a candidate import', () => {
  it('takes a CSV with Chinese headers: people, positions, stages, times, events', async () => {
    const heard: LiveEvent[] = [];
    backend.live.subscribe((event) => heard.push(event));
    const status = await importFile(backend, importCandidates, csv);
    expect(status).toEqual({
      import_id: 1,
      kind: 'candidate',
      file_name: '候选人.csv',
      dry_run: false,
      state: 'finished',
      total: 3,
      processed: 3,
      created: 3,
      updated: 0,
      skipped: 0,
      failed: 0,
      created_positions: 1,
      mapping: {
        姓名: 'name',
        '手机号（必填）': 'phone',
        邮箱: 'email',
        身份证号: 'id_number',
        应聘职位: 'position',
        阶段: 'stage',
        投递时间: 'applied_at',
        备注: null,
      },
      errors: [],
      message: '',
    });
    expect(people()).toEqual([
      { name: '欧阳,娜娜', phone: '18799990001', email: '', id_number: '' },
      { name: '单雄信', phone: '18799990002', email: '', id_number: '' },
      {
        name: '宋海洋',
        phone: '18799990000',
        email: 'song@example.com',
        id_number: '11010519491231002X',
      },
    ]);
    expect(
      query(
        `SELECT c.name, p.name AS position, stage_id, step_id, applied_at, event_id, uid, detail
         FROM applications a JOIN candidates c USING (tob_resume_id)
         JOIN positions p USING (tob_position_id) JOIN application_events USING (application_id)`,
      ),
    ).toEqual([
      {
        name: '宋海洋',
        position: '保安队长sy',
        stage_id: 8,
        step_id: 3311,
        applied_at: Date.UTC(2026, 1, 28, 2, 30),
        event_id: 102,
        uid: 1,
        detail: '{"import_id":1}',
      },
      {
        name: '欧阳,娜娜',
        position: '保安队长sy',
        stage_id: 7,
        step_id: 3307,
        applied_at: Date.UTC(2026, 1, 28, 16, 0),
        event_id: 102,
        uid: 1,
        detail: '{"import_id":1}',
      },
    ]);
    expect(heard.filter(({ type }) => type === 'import').at(-1)).toEqual({
      type: 'import',
      import_id: 1,
      state: 'finished',
      processed: 3,
      total: 3,
    });
    expect(heard.at(-1)).toEqual({ type: 'applications' });
    expect(readdirSync(join(backend.dataFolder, 'imports'))).toEqual([]);
  });

  it('duplicates nothing when the same file comes again', async () => {
    await importFile(backend, importCandidates, csv);
    const before = people();
    const again = await importFile(backend, importCandidates, csv);
    expect(again).toMatchObject({ created: 0, updated: 0, skipped: 3, created_positions: 0 });
    expect(people()).toEqual(before);
    expect(query('SELECT 1 FROM applications')).toHaveLength(2);
  });

  it('gives somebody known what they lacked and overwrites nothing', async () => {
    await importFile(
      backend,
      importCandidates,
      'name,phone,email\n张三,18799990000,old@example.com',
    );
    const status = await importFile(
      backend,
      importCandidates,
      'Full Name;Mobile;E-mail;ID Number;Job Title\n张 三;18799990000;new@example.com;E12345678;会计',
    );
    expect(status).toMatchObject({ created: 0, updated: 1, failed: 0, created_positions: 1 });
    expect(people()).toEqual([
      { name: '张三', phone: '18799990000', email: 'old@example.com', id_number: 'E12345678' },
    ]);
    expect(query('SELECT 1 FROM applications')).toHaveLength(1);
  });

  it('takes the valid rows and reports the others by row, field and value', async () => {
    const rows = [
      ['候选人名单（2026）'],
      ['姓名', '手机', '邮箱', '身份证', '职位', '阶段', '投递时间'],
      ['', '18799990000', '', '', '', '', ''],
      ['张三', '12345', 'nobody@', '110105194912310021', '', '', ''],
      ['李四', '', '', '', '', '', ''],
      ['王五', '18799990005', '', '', '', '火星', ''],
      ['赵六', '18799990006', '', '', '', '', '2026-02-30'],
      ['孙七', '18799990007', '', '', '', '', '2027-01-01'],
      ['=cmd()', '18799990008', '', '', '', '', ''],
      ['周八', '18799990009', '', '', '', '', ''],
      ['周九', '18799990009', '', '', '', '', ''],
    ];
    const text = rows.map((row) => row.join('\t')).join('\r\n');
    const status = await importFile(backend, importCandidates, text);
    expect(status).toMatchObject({ state: 'finished', total: 9, created: 1, failed: 8 });
    expect(
      status.errors.map(({ row, field, value, message }) => [row, field, value, message]),
    ).toEqual([
      [3, '姓名', '', '不能为空'],
      [4, '手机', '12345', '不是有效的电话号码：12345'],
      [4, '邮箱', 'nobody@', '不是有效的邮箱地址：nobody@'],
      [4, '身份证', '110105194912310021', '不是有效的证件号码（请核对校验位）：110105194912310021'],
      [5, '手机', '', '手机号、邮箱、证件号码至少填写一项，否则无法判断是否重复'],
      [6, '', '', '没有这个阶段：火星'],
      [7, '投递时间', '2026-02-30', '无法识别的时间：2026-02-30（例如 2026-03-02 09:30）'],
      [8, '投递时间', '2027-01-01', '无法识别的时间：2027-01-01（例如 2026-03-02 09:30）'],
      [9, '姓名', '=cmd()', '单元格里是公式或公式错误，请改为值：=cmd()'],
      [11, '', '', '与候选人 周八 的联系方式或证件号码相同，但姓名不同'],
    ]);
    expect(people()).toHaveLength(1);
  });

  it('tells in a dry run what the real one will do, and writes nothing', async () => {
    await importFile(backend, importCandidates, 'name,phone\n张三,18799990000');
    const text = `姓名,手机,邮箱,职位
张三,18799990000,zhang@example.com,会计
李四,18799990001,,会计
李四,18799990001,li@example.com,会计
李四,18799990001,,会计
李四,,li@example.com,出纳
王五,,li@example.com,
赵六,x,,`;
    const dry = await importFile(backend, importCandidates, text, { dry_run: '1' });
    expect(people()).toHaveLength(1);
    expect(query('SELECT 1 FROM positions')).toHaveLength(0);
    const real = await importFile(backend, importCandidates, text);
    expect(dry).toEqual({ ...real, import_id: dry.import_id, dry_run: true });
    expect(real).toMatchObject({
      created: 1,
      updated: 3,
      skipped: 1,
      failed: 2,
      created_positions: 2,
    });
  });

  it('answers in the language of who imports', async () => {
    const status = await importFile(
      backend,
      importCandidates,
      'name,phone\n张三,1',
      {},
      { language: 'en' },
    );
    expect(status.errors[0]?.message).toBe('Not a valid phone number: 1');
  });

  it('follows the mapping that is given', async () => {
    const text = '称呼,手机,备用\n张三,18799990000,18799990001';
    const mapping = JSON.stringify({ 称呼: 'name', 手机: null, 备用: 'phone' });
    const status = await importFile(backend, importCandidates, text, { mapping });
    expect(status.mapping).toEqual({ 称呼: 'name', 手机: null, 备用: 'phone' });
    expect(people()).toEqual([{ name: '张三', phone: '18799990001', email: '', id_number: '' }]);
  });

  it('takes the first column that is filled where headers repeat', async () => {
    const text = '姓名,电话,电话\n张三,,18799990000\n李四,18799990001,18799990002';
    const status = await importFile(backend, importCandidates, text);
    expect(status.mapping).toEqual({ 姓名: 'name', 电话: 'phone', '电话 (2)': 'phone' });
    expect(people()).toMatchObject([{ phone: '18799990001' }, { phone: '18799990000' }]);
  });

  it('applies to the position given where a row names none', async () => {
    await importFile(backend, importPositions, '职位,部门\n会计,财务部');
    await importFile(backend, importCandidates, 'name,phone\n张三,18799990000', {
      tob_position_id: '1',
    });
    expect(query('SELECT tob_position_id FROM applications')).toEqual([{ tob_position_id: 1 }]);
  });

  it('creates no positions where it must not', async () => {
    const text = 'name,phone,position\n张三,18799990000,会计';
    const status = await importFile(backend, importCandidates, text, { create_positions: '0' });
    expect(status).toMatchObject({ failed: 1, created_positions: 0 });
    expect(status.errors[0]?.message).toBe('没有这个职位：会计');
    expect(people()).toEqual([]);
  });
});

describe('a position import', () => {
  it('creates positions, fills departments, and knows them again', async () => {
    await importFile(backend, importPositions, '岗位名称,部门\n会计,\n出纳,财务部');
    const status = await importFile(
      backend,
      importPositions,
      makeXlsx([
        ['Position', 'Dept'],
        ['会计', '财务部'],
        ['出纳', '财务部'],
        ['保安', null],
      ]),
    );
    expect(status).toMatchObject({ created: 1, updated: 1, skipped: 1, failed: 0 });
    expect(query('SELECT name, department FROM positions ORDER BY tob_position_id')).toEqual([
      { name: '会计', department: '财务部' },
      { name: '出纳', department: '财务部' },
      { name: '保安', department: '' },
    ]);
  });
});
