import { Combobox, useCombobox } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, cloneElement, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../../app/ui-store.ts';
import { OnFirstUse } from '../../ui/on-first-use.tsx';
import { useOwnKey } from '../../ui/own-keys.ts';
import { catchTyping } from '../../ui/type-ahead.ts';
import { useSearchFocus } from '../../ui/use-search-focus.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { usePipeline } from '../pipeline-store.ts';
import { useViewStatus } from './use-view-status.ts';
import { useViewSync } from './use-view-sync.ts';
import { grouped } from './view-groups.ts';
import { ViewOption } from './view-option.tsx';
import classes from './view-picker.module.css';
import { viewsQuery } from './view-queries.ts';
import { useViews } from './views-store.ts';

const viewValue = /^view-(\d+)$/;

/** Says which saved view is in use and switches to others; `V` opens it. */
export function ViewPicker() {
  useViewSync();
  const { t } = useTranslation('pipelineViews');
  const { current, unsaved } = useViewStatus();
  const button = useRef<HTMLButtonElement>(null);
  const key = useOwnKey()('v');
  useShortcut('v', t('open'), () => {
    if (button.current?.dataset.expanded) return;
    catchTyping();
    button.current?.click();
  });
  return (
    <OnFirstUse
      opens="listbox"
      button={
        <button type="button" ref={button} className={classes.button} aria-keyshortcuts={key}>
          <IconBookmark size={15} stroke={1.7} className={classes.icon} aria-hidden="true" />
          <span className="visually-hidden">{t('label')}: </span>
          <span className={classes.name}>{current?.name ?? t('everything')}</span>
          {unsaved && (
            <span className={classes.badge} title={t('hasChanges')}>
              <span className="visually-hidden">, {t('hasChanges')}</span>
            </span>
          )}
          <IconChevronDown size={13} stroke={1.8} className={classes.icon} aria-hidden="true" />
        </button>
      }
      control={(target) => <Views button={target} />}
    />
  );
}

/** The views under the button. */
function Views({ button }: { button: ReactElement<ComponentProps<'button'>> }) {
  const { t } = useTranslation('pipelineViews');
  const view = usePipeline((state) => state.view);
  const { open, close } = useViews();
  const { data } = useQuery(viewsQuery(view));
  const openPipelineDialog = useUi((state) => state.openPipelineDialog);
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.updateSelectedOptionIndex('active'),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
  });
  useSearchFocus(combobox);

  const groups = grouped(data?.data ?? [], search);
  const everything = t('everything');
  const showEverything = everything.toLowerCase().includes(search.trim().toLowerCase());

  function submit(value: string) {
    combobox.closeDropdown();
    if (value === 'save') return openPipelineDialog('saveView');
    if (value === 'manage') return openPipelineDialog('manageViews');
    combobox.focusTarget();
    if (value === 'everything') return close();
    const id = Number(viewValue.exec(value)?.[1]);
    const chosen = data?.data.find(({ view_id }) => view_id === id);
    if (chosen && id !== view.savedViewId) open(chosen);
  }

  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={300}
      offset={4}
      onOptionSubmit={submit}
    >
      <Combobox.Target targetType="button">
        {cloneElement(button, { onClick: () => combobox.toggleDropdown() })}
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label={t('search')}
          placeholder={t('search')}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options aria-label={t('label')}>
          <div className={classes.list}>
            {showEverything && (
              <Combobox.Option value="everything" active={view.savedViewId === 0}>
                <ViewOption name={everything} active={view.savedViewId === 0} />
              </Combobox.Option>
            )}
            {groups.map(({ group, views }) => (
              <Combobox.Group key={group} label={t(`groups.${group}`)}>
                {views.map((one) => (
                  <Combobox.Option
                    key={one.view_id}
                    value={`view-${one.view_id}`}
                    active={one.view_id === view.savedViewId}
                  >
                    <ViewOption
                      name={one.name}
                      view={one}
                      counted={combobox.dropdownOpened}
                      active={one.view_id === view.savedViewId}
                    />
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {!showEverything && groups.length === 0 && (
              <Combobox.Empty>{t('noView')}</Combobox.Empty>
            )}
          </div>
          <div className={classes.foot}>
            <Combobox.Option value="save">{t('saveCurrent')}</Combobox.Option>
            <Combobox.Option value="manage">{t('manage')}</Combobox.Option>
          </div>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
