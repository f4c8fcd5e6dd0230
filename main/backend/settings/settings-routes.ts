import type { Hono } from 'hono';
import {
  editSearchParams,
  editUserColumns,
  getKeyboard,
  listUserColumns,
  listUserSearchParams,
  saveKeyboard,
  saveSearchParams,
  saveUserColumns,
} from '../../../shared/api/settings.ts';
import { bind } from '../http/route.ts';
import type { SettingsService } from './settings-service.ts';

/** Search params and user columns of the reference, the search params in use, and the user's keys. */
export function registerSettingsRoutes(app: Hono, settings: SettingsService): void {
  bind(app, editSearchParams, (fields) =>
    Object.fromEntries(
      settings
        .edit('searchParams', fields, fields.all_groups === 1)
        .map(({ key, label, items }) => [key, { label, searchParams: items }]),
    ),
  );
  bind(app, saveSearchParams, (fields) =>
    settings.save('searchParams', fields, fields.search_keys),
  );
  bind(app, listUserSearchParams, (fields) => settings.list('searchParams', fields));
  bind(app, listUserColumns, (fields) => settings.list('userColumns', fields));
  bind(app, editUserColumns, (fields) =>
    Object.fromEntries(
      settings
        .edit('userColumns', fields, fields.all_groups === 1)
        .map(({ key, label, items }) => [key, { label, columns: items }]),
    ),
  );
  bind(app, saveUserColumns, (fields) => settings.save('userColumns', fields, fields.columns));
  bind(app, getKeyboard, () => ({ keys: settings.keyboard() }));
  bind(app, saveKeyboard, ({ keys }) => ({ keys: settings.saveKeyboard(keys) }));
}
