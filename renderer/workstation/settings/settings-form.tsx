import { Alert, Button, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visibleCatalogueKeys, withUserColumns } from '../../../shared/arrange-layout.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { useLayoutSource } from '../pipeline/layout/layout-source.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import { useUnsaved } from '../ui/guarded-modal.tsx';
import {
  type Settings,
  type SettingsKindName,
  type SettingsScope,
  settingsKinds,
} from './settings-kinds.ts';
import { sameOrder, toggleKey } from './settings-order.ts';
import classes from './settings-panel.module.css';
import { SortableKeys } from './sortable-keys.tsx';

/** What is there by group on the left, what is in use in its order on the right. */
export function SettingsForm(props: {
  kind: SettingsKindName;
  scope: SettingsScope;
  settings: Settings;
  onDragging(dragging: boolean): void;
  onClose(): void;
}) {
  const { kind, scope, settings, onDragging, onClose } = props;
  const { stageTypeId } = scope;
  const { t } = useTranslation(['settings', 'app']);
  const localized = useLocalized();
  const queryClient = useQueryClient();
  const keepFilters = usePipeline((state) => state.keepFilters);
  // Columns of a saved view that brings its own are changed in it, as in the grid: for oneself, until
  // the view is updated.
  const source = useLayoutSource((state) => (kind === 'columns' ? state.source : undefined));
  const [before] = useState(() => (source ? visibleCatalogueKeys(source.layout) : settings.using));
  const [using, setUsing] = useState<readonly string[]>(before);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const items = useMemo(
    () => new Map(settings.groups.flatMap(({ items: all }) => all).map((item) => [item.key, item])),
    [settings.groups],
  );
  useUnsaved(!sameOrder(using, before));
  const { save, defaults, queryKey } = settingsKinds[kind];

  async function submit() {
    if (source) {
      source.onChange(withUserColumns(source.layout, using));
      onClose();
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      const saved = await save(scope, using);
      queryClient.setQueryData(queryKey(scope), saved);
      if (kind === 'searchParams') keepFilters(saved);
      // The grid's layout is made of the columns too.
      else await queryClient.invalidateQueries({ queryKey: ['grid-layout'] });
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={classes.hint}>{source ? t('columns.ofView') : t(`${kind}.hint`)}</p>
      <div className={classes.columns}>
        <div className={classes.pane} data-testid="available">
          {settings.groups.map((group) => (
            <fieldset key={group.key} className={classes.group}>
              <legend>{localized(group.label)}</legend>
              {group.items.map((item) => (
                <Switch
                  key={item.key}
                  label={
                    <>
                      {localized(item.label)}
                      {item.required && <span className={classes.required}>{t('required')}</span>}
                    </>
                  }
                  classNames={{ track: classes.track, label: classes.switchLabel }}
                  checked={using.includes(item.key)}
                  disabled={item.required && using.includes(item.key)}
                  onChange={() => setUsing(toggleKey(using, item.key))}
                />
              ))}
            </fieldset>
          ))}
        </div>
        <section className={classes.pane} aria-labelledby="settings-in-use">
          <h3 id="settings-in-use" className={classes.heading}>
            {t('inUse', { count: using.length })}
          </h3>
          <SortableKeys
            keys={using}
            item={(key) => items.get(key)}
            onChange={setUsing}
            onDragging={onDragging}
          />
          {using.length === 0 && <p className={classes.hint}>{t('noneInUse')}</p>}
        </section>
      </div>
      {error && (
        <Alert color="red" role="alert" mt="sm" title={t('notSaved')}>
          {error}
        </Alert>
      )}
      <div className={classes.actions}>
        <Button
          variant="subtle"
          color="gray"
          mr="auto"
          disabled={sameOrder(using, defaults(stageTypeId))}
          onClick={() => setUsing(defaults(stageTypeId))}
        >
          {t('reset')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('app:actions.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('app:actions.save')}
        </Button>
      </div>
    </form>
  );
}
