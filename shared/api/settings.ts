import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer, smallIdOrZero } from './values.ts';

const scope = {
  stage_type_id: integer,
  process_id: smallIdOrZero.default(0),
  stage_id: smallIdOrZero.default(0),
};

const editItem = z.object({
  label: z.string(),
  value: z.string(),
  using: z.number(),
  is_default: z.number(),
  must_required: z.number().optional(),
});

/** `processId_<p>_stage_<s>_stageTypeId_<t>` → the keys saved, in order. */
const savedKeys = z.record(z.string(), z.array(z.string()));

/** 获取搜索参数. With `all_groups=1` every group is answered. */
export const editSearchParams = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/editSearchParams',
  audience: 'recruiter',
  request: z.object({ ...scope, all_groups: integer.default(0) }),
  results: z.record(z.string(), z.object({ label: z.string(), searchParams: z.array(editItem) })),
});

/** 保存搜索参数 */
export const saveSearchParams = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/saveSearchParams',
  audience: 'recruiter',
  request: z.object({ ...scope, search_keys: z.array(z.string()).max(200) }),
  results: savedKeys,
});

/**
 * The search keys in use and their order, as a recruiter's filter bar needs them
 * (`editSearchParams` answers in catalogue order). Not in the reference.
 */
export const listUserSearchParams = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/listUserSearchParams',
  audience: 'recruiter',
  request: z.object(scope),
  results: z.array(z.string()),
});

/** 获取阶段用户已设定字段 */
export const listUserColumns = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/listUserColumns',
  audience: 'recruiter',
  request: z.object(scope),
  results: z.array(z.string()),
});

/** 获取用户编辑设定字段. With `all_groups=1` every group is answered. */
export const editUserColumns = endpoint({
  method: 'GET',
  path: '/atsng/v2/process/editUserColumns',
  audience: 'recruiter',
  request: z.object({ ...scope, all_groups: integer.default(0) }),
  results: z.record(z.string(), z.object({ label: z.string(), columns: z.array(editItem) })),
});

/** 保存用户设定字段 */
export const saveUserColumns = endpoint({
  method: 'POST',
  path: '/atsng/v2/process/saveUserColumns',
  audience: 'recruiter',
  request: z.object({ ...scope, columns: z.array(z.string()).max(200) }),
  results: savedKeys,
});
