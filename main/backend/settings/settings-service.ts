import { columns } from '../../../shared/catalogue/columns.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { type OwnKeys, shortcutKeyNames } from '../../../shared/catalogue/shortcut-keys.ts';
import { type StageType, stageTypes } from '../../../shared/catalogue/stages.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { LocalizedText } from '../../../shared/language.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';

const keyboardKey = 'keyboard';

/** What a set of settings is for. `process_id` 0 is every process with none of its own. */
export interface SettingsScope {
  stage_type_id: number;
  process_id: number;
  stage_id: number;
}

/** One key of a group as the `edit…` endpoints show it, fields in the reference's order. */
export interface EditItem {
  label: string;
  value: string;
  using: number;
  is_default: number;
  must_required?: number;
}

interface CatalogueEntry {
  readonly key: string;
  readonly group: StageType['key'];
  readonly label: LocalizedText;
  readonly usedByDefault: boolean;
  readonly mustRequired?: true;
}

/** The two things a recruiter sets for a stage: its filters and its columns. */
const catalogues: Record<'searchParams' | 'userColumns', readonly CatalogueEntry[]> = {
  searchParams: searchKeys,
  userColumns: columns,
};
export type SettingsKind = keyof typeof catalogues;

/**
 * Search params and user columns (contract decisions, "Settings"): each user's own set by stage type,
 * process and stage. Before any save the catalogue's defaults of the stage type's group apply.
 */
export class SettingsService {
  readonly #store: WorkspaceStore;

  constructor(store: WorkspaceStore) {
    this.#store = store;
  }

  /**
   * The keys in use, in the user's order.
   * @throws CredoError `stageTypeNotFound`
   */
  list(kind: SettingsKind, scope: SettingsScope): string[] {
    const group = findStageType(scope.stage_type_id).key;
    const known = new Set(catalogues[kind].map(({ key }) => key));
    const saved = this.value<string[]>(kind, scope)?.filter((key) => known.has(key));
    if (saved) return withRequired(kind, group, saved);
    return catalogues[kind]
      .filter((entry) => entry.group === group && entry.usedByDefault)
      .map(({ key }) => key);
  }

  /**
   * The stage type's group, or every group, in catalogue order with what is in use.
   * @throws CredoError `stageTypeNotFound`
   */
  edit(
    kind: SettingsKind,
    scope: SettingsScope,
    allGroups: boolean,
  ): { key: string; label: string; items: EditItem[] }[] {
    const using = new Set(this.list(kind, scope));
    return stageTypes
      .filter(({ stageTypeId }) => allGroups || stageTypeId === scope.stage_type_id)
      .map(({ key: group, label }) => ({
        key: group,
        label: label.zh,
        items: catalogues[kind]
          .filter((entry) => entry.group === group)
          .map((entry) => ({
            label: entry.label.zh,
            value: entry.key,
            using: using.has(entry.key) ? 1 : 0,
            is_default: 1,
            ...(entry.mustRequired && { must_required: 1 }),
          })),
      }));
  }

  /**
   * Saves the keys in the order given, repeats dropped, required keys of the stage type kept.
   * @returns what was saved under `processId_<p>_stage_<s>_stageTypeId_<t>`
   * @throws CredoError `stageTypeNotFound`; `unknownSettingKeys` where a key is not in the catalogue
   */
  save(
    kind: SettingsKind,
    scope: SettingsScope,
    keys: readonly string[],
  ): Record<string, string[]> {
    const group = findStageType(scope.stage_type_id).key;
    const known = new Set(catalogues[kind].map(({ key }) => key));
    const unknown = keys.filter((key) => !known.has(key));
    if (unknown.length > 0) {
      const names = [...new Set(unknown)].map((key) => key.slice(0, 64));
      throw new CredoError('unknownSettingKeys', { keys: names.slice(0, 10).join(', ') });
    }
    const kept = withRequired(kind, group, [...new Set(keys)]);
    this.#store.set(this.#store.currentUser().uid, settingKey(kind, scope), kept);
    return { [scopeKey(scope)]: kept };
  }

  /**
   * A value kept beside the keys, for the same scopes: the one saved for the scope, else for the
   * process, else for the stage or for all processes; undefined before any save.
   */
  value<Value>(name: string, scope: SettingsScope): Value | undefined {
    const { uid } = this.#store.currentUser();
    const candidates: SettingsScope[] = [
      scope,
      { ...scope, stage_id: 0 },
      { ...scope, process_id: 0 },
      { ...scope, process_id: 0, stage_id: 0 },
    ];
    for (const candidate of candidates) {
      const saved = this.#store.get<Value>(uid, settingKey(name, candidate));
      if (saved !== undefined) return saved;
    }
    return undefined;
  }

  /** @throws CredoError `stageTypeNotFound` */
  setValue(name: string, scope: SettingsScope, value: unknown): void {
    findStageType(scope.stage_type_id);
    this.#store.set(this.#store.currentUser().uid, settingKey(name, scope), value);
  }

  /** The user's own single keys; a key that has left the catalogue is left out. */
  keyboard(): OwnKeys {
    const saved = this.#store.get<OwnKeys>(this.#store.currentUser().uid, keyboardKey) ?? {};
    return Object.fromEntries(
      shortcutKeyNames.flatMap((name) => (saved[name] === undefined ? [] : [[name, saved[name]]])),
    );
  }

  /** Saves the user's own single keys, judged by the schema; what is as it always was is not kept. */
  saveKeyboard(keys: OwnKeys): OwnKeys {
    const changed = Object.entries(keys).filter(([name, key]) => key !== name);
    this.#store.set(this.#store.currentUser().uid, keyboardKey, Object.fromEntries(changed));
    return this.keyboard();
  }

  /** Forgets what was saved for exactly this scope: what holds without it holds again. */
  forget(name: string, scope: SettingsScope): void {
    this.#store.remove(this.#store.currentUser().uid, settingKey(name, scope));
  }
}

function withRequired(kind: SettingsKind, group: string, keys: string[]): string[] {
  const required = catalogues[kind].filter((entry) => entry.mustRequired && entry.group === group);
  return [...new Set([...keys, ...required.map(({ key }) => key)])];
}

function scopeKey({ process_id, stage_id, stage_type_id }: SettingsScope): string {
  return `processId_${process_id}_stage_${stage_id}_stageTypeId_${stage_type_id}`;
}

function settingKey(name: string, scope: SettingsScope): string {
  return `${name}:${scopeKey(scope)}`;
}

/** @throws CredoError `stageTypeNotFound` */
export function findStageType(stageTypeId: number): StageType {
  const found = stageTypes.find((candidate) => candidate.stageTypeId === stageTypeId);
  if (!found) throw new CredoError('stageTypeNotFound');
  return found;
}
