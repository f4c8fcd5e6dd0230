import {
  editSearchParams,
  editUserColumns,
  listUserColumns,
  listUserSearchParams,
  saveSearchParams,
  saveUserColumns,
} from '../../../shared/api/settings.ts';
import { columns } from '../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import type { LocalizedText } from '../../../shared/language.ts';
import { call } from '../api/client.ts';
import { pipelineKeys } from '../pipeline/pipeline-queries.ts';

/** One key that can be in use or not. */
export interface SettingsItem {
  readonly key: string;
  readonly label: LocalizedText;
  /** Can't be taken out of use. */
  readonly required: boolean;
}

export interface SettingsGroup {
  readonly key: string;
  readonly label: LocalizedText;
  readonly items: readonly SettingsItem[];
}

/** What a panel edits: every key there is by group, and the keys in use, in order. */
export interface Settings {
  readonly groups: readonly SettingsGroup[];
  readonly using: readonly string[];
}

/** The two things a recruiter sets for a stage type; both panels are the same over one of these. */
export interface SettingsKind {
  load(stageTypeId: number, signal: AbortSignal): Promise<Settings>;
  /** @returns the keys in use as they were saved */
  save(stageTypeId: number, using: readonly string[]): Promise<string[]>;
  /** What is in use before anything was saved. */
  defaults(stageTypeId: number): string[];
  /** The query that holds the keys in use. */
  queryKey(stageTypeId: number): readonly unknown[];
}

export type SettingsKindName = 'searchParams' | 'columns';

export const settingsKinds: Record<SettingsKindName, SettingsKind> = {
  searchParams: {
    async load(stageTypeId, signal) {
      const [edit, using] = await Promise.all([
        call(editSearchParams, { stage_type_id: stageTypeId, all_groups: 1 }, { signal }),
        call(listUserSearchParams, { stage_type_id: stageTypeId }, { signal }),
      ]);
      const groups = Object.entries(edit).map(([key, { label, searchParams }]) =>
        toGroup(key, label, searchParams, stageTypeId, searchKeys),
      );
      return { groups, using };
    },
    async save(stageTypeId, using) {
      const request = { stage_type_id: stageTypeId, search_keys: [...using] };
      return firstValue(await call(saveSearchParams, request));
    },
    defaults: (stageTypeId) => defaultKeys(stageTypeId, searchKeys),
    queryKey: pipelineKeys.searchParams,
  },
  columns: {
    async load(stageTypeId, signal) {
      const [edit, using] = await Promise.all([
        call(editUserColumns, { stage_type_id: stageTypeId, all_groups: 1 }, { signal }),
        call(listUserColumns, { stage_type_id: stageTypeId }, { signal }),
      ]);
      const groups = Object.entries(edit).map(([key, { label, columns: items }]) =>
        toGroup(key, label, items, stageTypeId, columns),
      );
      return { groups, using };
    },
    async save(stageTypeId, using) {
      const request = { stage_type_id: stageTypeId, columns: [...using] };
      return firstValue(await call(saveUserColumns, request));
    },
    defaults: (stageTypeId) => defaultKeys(stageTypeId, columns),
    queryKey: pipelineKeys.columns,
  },
};

interface CatalogueEntry {
  readonly key: string;
  readonly group: string;
  readonly label: LocalizedText;
  readonly usedByDefault: boolean;
}

/** Labels come from the catalogue, in the screen's language; the API's are Chinese alone. */
function toGroup(
  key: string,
  label: string,
  items: readonly { value: string; label: string; must_required?: number }[],
  stageTypeId: number,
  catalogue: readonly CatalogueEntry[],
): SettingsGroup {
  const stageType = stageTypes.find((candidate) => candidate.key === key);
  // A save keeps the required keys of the stage type's own group; elsewhere they are a choice.
  const own = stageType?.stageTypeId === stageTypeId;
  return {
    key,
    label: stageType?.label ?? { zh: label, en: label },
    items: items.map((item) => ({
      key: item.value,
      label: catalogue.find((entry) => entry.key === item.value)?.label ?? {
        zh: item.label,
        en: item.label,
      },
      required: own && item.must_required === 1,
    })),
  };
}

function defaultKeys(stageTypeId: number, catalogue: readonly CatalogueEntry[]): string[] {
  const group = stageTypes.find((candidate) => candidate.stageTypeId === stageTypeId)?.key;
  return catalogue
    .filter((entry) => entry.group === group && entry.usedByDefault)
    .map(({ key }) => key);
}

/** A save answers with one entry, keyed by its scope. */
function firstValue(saved: Record<string, string[]>): string[] {
  return Object.values(saved)[0] ?? [];
}
