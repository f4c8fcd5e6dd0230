import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestBackend, type TestBackend } from '../../main/backend/test-backend.ts';
import { answerText, canonicalJson, referenceText } from './reference.ts';

let backend: TestBackend;
beforeEach(() => {
  backend = createTestBackend();
});
afterEach(() => backend.dispose());

const get = (path: string) => answerText(backend.recruiterApp, `/atsng/v2/process/${path}`);
const post = (path: string, body: string) =>
  answerText(backend.recruiterApp, `/atsng/v2/process/${path}`, body);

it('answers editSearchParams with the reference example before any save', async () => {
  const answer = await get('editSearchParams?stage_type_id=3');
  expect(canonicalJson(answer)).toBe(canonicalJson(referenceText('editSearchParams.response')));
});

it('answers saveSearchParams with the reference example', async () => {
  const answer = await post('saveSearchParams', referenceText('saveSearchParams.request'));
  expect(canonicalJson(answer)).toBe(canonicalJson(referenceText('saveSearchParams.response')));
});

it('answers the column endpoints with the reference examples after its own save', async () => {
  const saved = await post('saveUserColumns', referenceText('saveUserColumns.request'));
  expect(canonicalJson(saved)).toBe(canonicalJson(referenceText('saveUserColumns.response')));
  const listed = await get('listUserColumns?process_id=0&stage_type_id=3');
  expect(canonicalJson(listed)).toBe(canonicalJson(referenceText('listUserColumns.response')));
  const edited = await get('editUserColumns?stage_type_id=3&process_id=0');
  expect(canonicalJson(edited)).toBe(canonicalJson(referenceText('editUserColumns.response')));
});

it('offers every key of the decisions page with all_groups=1, in its order', async () => {
  const groups = async (path: string, items: string) => {
    const { results } = JSON.parse(await get(path));
    return Object.entries<Record<string, unknown>>(results).map(([key, group]) => [
      key,
      group.label,
      (group[items] as { label: string; value: string }[]).map(
        ({ value, label }) => `${value} ${label}`,
      ),
    ]);
  };
  expect(await groups('editSearchParams?stage_type_id=3&all_groups=1', 'searchParams')).toEqual([
    ['review', '评审', ['reviewStatus 评审状态']],
    ['interview', '面试', ['interviewTimeMatchStatus 面试时间匹配', 'estimateType 面试评价']],
    [
      'offer',
      'offer',
      [
        'offerStatus offer状态',
        'bcStatus 背景调查状态',
        'incomeStatus 薪酬证明状态',
        'degreeStatus 学历证明状态',
        'hiringStatus 录用审批',
      ],
    ],
    ['entry', '入职', ['entryTime 入职时间', 'entryStatus 入职状态']],
  ]);
  expect(await groups('editUserColumns?stage_type_id=3&all_groups=1', 'columns')).toEqual([
    ['review', '评审', ['reviewStatus 评审状态']],
    [
      'interview',
      '面试',
      [
        'interviewTime 面试时间',
        'interviewStatus 面试状态',
        'candidateFeedback 候选人反馈',
        'mailTrace 邮件追踪',
        'interviewTimeMatch 面试时间匹配',
      ],
    ],
    [
      'offer',
      'offer',
      [
        'offerStatus offer状态',
        'backgroundCheck 背景调查',
        'incomeCertificate 薪酬证明',
        'degreeCertificate 学历证明',
        'offerApprove 录用审批',
      ],
    ],
    ['entry', '入职', ['entryTime 入职时间', 'entryStatus 入职状态']],
  ]);
});

it('keeps a must_required key left out, and saves nothing where a key is unknown', async () => {
  const saved = await post(
    'saveSearchParams',
    '{"stage_type_id":3,"stage_id":8,"process_id":2,"search_keys":["degreeStatus","degreeStatus"]}',
  );
  expect(JSON.parse(saved).results).toEqual({
    processId_2_stage_8_stageTypeId_3: ['degreeStatus', 'offerStatus'],
  });
  const refused = JSON.parse(
    await post('saveSearchParams', '{"stage_type_id":3,"search_keys":["entryTime","unheard"]}'),
  );
  expect(refused).toEqual({
    err_msg: '未知的设置项：unheard',
    err_no: 1101,
    results: null,
  });
  expect(canonicalJson(await get('editSearchParams?stage_type_id=3'))).toBe(
    canonicalJson(referenceText('editSearchParams.response')),
  );
});
