import { z } from 'zod';
import {
  isSingleKey,
  keyInUse,
  type ShortcutKeyName,
  shortcutKeyNames,
  shortcutKeys,
} from '../catalogue/shortcut-keys.ts';
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

/** The user's own single keys by those of the catalogue; no key does two things. */
const ownKeys = z
  .partialRecord(z.enum(shortcutKeyNames as [ShortcutKeyName, ...ShortcutKeyName[]]), z.string())
  .superRefine((keys, context) => {
    for (const [name, key] of Object.entries(keys) as [ShortcutKeyName, string][]) {
      const other = keyInUse(keys, key, name);
      const text = !isSingleKey(key)
        ? { zh: '应为单个可见字符', en: 'must be one visible character' }
        : other && {
            zh: `与“${shortcutKeys[other].label.zh}”冲突`,
            en: `is taken by “${shortcutKeys[other].label.en}”`,
          };
      if (text) context.addIssue({ code: 'custom', path: [name], params: { text } });
    }
  });

/** The keys that the user changed. Not in the reference. */
export const getKeyboard = endpoint({
  method: 'GET',
  path: '/atsng/v2/settings/keyboard',
  audience: 'recruiter',
  request: z.object({}),
  results: z.object({ keys: ownKeys }),
});

/** Saves the keys that the user changed, all of them; none goes back to the catalogue's. Not in the reference. */
export const saveKeyboard = endpoint({
  method: 'POST',
  path: '/atsng/v2/settings/saveKeyboard',
  audience: 'recruiter',
  request: z.object({ keys: ownKeys }),
  results: z.object({ keys: ownKeys }),
});
