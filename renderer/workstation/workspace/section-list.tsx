import { Tabs, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../ui/use-shortcut.ts';
import { findSections } from './find-sections.ts';
import { settingsGroups, settingsSections } from './settings-sections.ts';
import { sectionText, useSectionLabel } from './use-section-label.ts';
import classes from './workspace.module.css';

/** The sections by group, narrowed by a search. Enter opens the first one that is found. */
export function SectionList(props: {
  version: string;
  /** The key of the section shown: in sight in the list, however it was reached. */
  current: string;
  onChoose: (key: string) => void;
}) {
  const { version, current, onChoose } = props;
  const { t } = useTranslation('workspace');
  const label = useSectionLabel();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useShortcut('/', t('search'), () => field.current?.focus(), 'dialog');
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section is another tab.
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const found = findSections(settingsSections, sectionText, query);
  return (
    <div className={classes.sidebar}>
      <TextInput
        ref={field}
        type="search"
        data-autofocus
        className={classes.search}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={15} stroke={1.7} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && found[0]) onChoose(found[0].key);
          if (event.key === 'Escape' && query !== '') {
            event.stopPropagation();
            setQuery('');
          }
        }}
      />
      <Tabs.List ref={list} aria-label={t('title')}>
        {settingsGroups.map((group) => {
          const sections = found.filter((section) => section.group === group);
          if (sections.length === 0) return null;
          return [
            <Text key={group} className={classes.group} role="presentation" aria-hidden>
              {t(`groups.${group}`)}
            </Text>,
            ...sections.map((section) => (
              <Tabs.Tab
                key={section.key}
                value={section.key}
                leftSection={<section.icon size={17} stroke={1.6} />}
              >
                {label(section)}
              </Tabs.Tab>
            )),
          ];
        })}
      </Tabs.List>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" p="sm" role="status">
          {t('notFound', { query })}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt="auto" p="sm">
        {t('version', { version })}
      </Text>
    </div>
  );
}
