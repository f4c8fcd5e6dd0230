import type { GridLayout } from '../../../shared/api/grid-layout.ts';
import {
  completeLayout,
  defaultLayout,
  visibleCatalogueKeys,
  withUserColumns,
} from '../../../shared/arrange-layout.ts';
import { gridColumn } from '../../../shared/catalogue/grid-columns.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';
import {
  findStageType,
  type SettingsScope,
  type SettingsService,
} from '../settings/settings-service.ts';

/**
 * The layout of the pipeline's grid: each user's own by process and stage type. Which columns of the
 * catalogue are shown, and in what order, is the user columns' to say (`listUserColumns`): a layout
 * is saved and read through them, so that both always tell the same.
 */
export class GridLayoutService {
  readonly #database: Database;
  readonly #settings: SettingsService;

  constructor(database: Database, settings: SettingsService) {
    this.#database = database;
    this.#settings = settings;
  }

  /**
   * The user's layout, every column in it.
   * @throws CredoError `stageTypeNotFound`
   */
  get(scope: SettingsScope): GridLayout {
    const { key: stage } = findStageType(scope.stage_type_id);
    const userColumns = this.#settings.list('userColumns', scope);
    const saved = this.#settings.value<GridLayout>('gridLayout', scope);
    if (!saved) return defaultLayout(stage, userColumns);
    return withUserColumns(completeLayout(stage, saved), userColumns);
  }

  /**
   * Saves a layout, or goes back to the default with null.
   * @throws CredoError `stageTypeNotFound`; `unknownSettingKeys` where a column does not exist
   */
  save(scope: SettingsScope, layout: GridLayout | null): GridLayout {
    const { key: stage } = findStageType(scope.stage_type_id);
    const unknown = layout?.columns.filter(({ key }) => !gridColumn(key)) ?? [];
    if (unknown.length > 0) {
      const names = [...new Set(unknown.map(({ key }) => key))];
      throw new CredoError('unknownSettingKeys', { keys: names.slice(0, 10).join(', ') });
    }
    this.#database.transaction(() => {
      if (!layout) {
        this.#settings.forget('userColumns', scope);
        this.#settings.forget('gridLayout', scope);
        return;
      }
      const complete = completeLayout(stage, layout);
      this.#settings.save('userColumns', scope, visibleCatalogueKeys(complete));
      this.#settings.setValue('gridLayout', scope, complete);
    })();
    return this.get(scope);
  }
}
