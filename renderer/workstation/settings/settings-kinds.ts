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
import type { PipelineView } from '../pipeline/pipeline-view.ts';

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

/** What settings are of; process 0 is every process without its own. */
export type SettingsScope = Pick<PipelineView, 'stageTypeId' | 'processId'>;

const requested = ({ stageTypeId, processId }: SettingsScope) => ({
  stage_type_id: stageTypeId,
  process_id: processId,
});

/** The two things a recruiter sets for a stage type; both panels are the same over one of these. */
export interface SettingsKind {
  load(scope: SettingsScope, signal: AbortSignal): Promise<Settings>;
  /** @returns the keys in use as they were saved */
  save(scope: SettingsScope, using: readonly string[]): Promise<string[]>;
  /** What is in use before anything was saved. */
  defaults(stageTypeId: number): string[];
  /** The query that holds the keys in use. */
  queryKey(scope: SettingsScope): readonly unknown[];
}

export type SettingsKindName = 'searchParams' | 'columns';

export const settingsKinds: Record<SettingsKindName, SettingsKind> = {
  searchParams: {
    async load(scope, signal) {
      const [edit, using] = await Promise.all([
        call(editSearchParams, { ...requested(scope), all_groups: 1 }, { signal }),
        call(listUserSearchParams, requested(scope), { signal }),
      ]);
      const groups = Object.entries(edit).map(([key, { label, searchParams }]) =>
        toGroup(key, label, searchParams, scope.stageTypeId, searchKeys),
      );
      return { groups, using };
    },
    async save(scope, using) {
      const request = { ...requested(scope), search_keys: [...using] };
      return firstValue(await call(saveSearchParams, request));
    },
    defaults: (stageTypeId) => defaultKeys(stageTypeId, searchKeys),
    queryKey: pipelineKeys.searchParams,
  },
  columns: {
    async load(scope, signal) {
      const [edit, using] = await Promise.all([
        call(editUserColumns, { ...requested(scope), all_groups: 1 }, { signal }),
        call(listUserColumns, requested(scope), { signal }),
      ]);
      const groups = Object.entries(edit).map(([key, { label, columns: items }]) =>
        toGroup(key, label, items, scope.stageTypeId, columns),
      );
      return { groups, using };
    },
    async save(scope, using) {
      const request = { ...requested(scope), columns: [...using] };
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
