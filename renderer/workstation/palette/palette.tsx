import '@mantine/spotlight/styles.layer.css';
import { Kbd, useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import { type Language, languages } from '../../../shared/language.ts';
import { useUi } from '../app/ui-store.ts';
import { applicationKeys } from '../applications/application-queries.ts';
import { setLanguage, useLanguage } from '../i18n/i18n.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import { keyNames } from '../ui/key-names.ts';
import { isMac } from '../ui/platform.ts';
import { useDelayed } from '../ui/use-delayed.ts';
import { useCandidateSearch } from './candidate-search.ts';
import { buildCommands, commandGroups, findCommands, showStage } from './commands.ts';
import classes from './palette.module.css';
import { CandidateAction, CommandAction } from './palette-parts.tsx';
import { selectFirst } from './select-first.ts';

const [store, spotlight] = createSpotlight();

/** The command palette: goes anywhere, and finds candidates in every stage. */
export default function Palette() {
  const { t } = useTranslation(['palette', 'app']);
  const { palette, closePalette } = useUi();
  const [query, setQuery] = useState('');
  const [composing, setComposing] = useState(false);
  const settled = useSettled(query, composing);
  const commands = useCommands(settled);
  const search = useCandidateSearch(settled);
  const slow = useDelayed(search.searching);
  const open = useOpenCandidate();

  useEffect(() => {
    if (palette) spotlight.open();
    else spotlight.close();
  }, [palette]);

  // What Enter does is always what stands first, until the arrows choose another.
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const shown = [...search.rows.map((row) => row.application_id), ...commands.map(({ id }) => id)];
  const shownText = palette ? shown.join() : '';
  useEffect(() => {
    if (shownText !== '' && list) selectFirst(store, list);
  }, [shownText, list]);

  const nothing = shown.length === 0 && !search.searching && !search.error;
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={closePalette}
      shortcut={null}
      size={640}
      maxHeight={420}
      scrollable
      // The dialog has no title to be named by.
      attributes={{ content: { 'aria-label': t('title') } }}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
    >
      <div
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      >
        <Spotlight.Search
          size="md"
          maxLength={100}
          aria-label={t('title')}
          placeholder={t('placeholder')}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          onKeyDown={(event) => {
            if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
              event.preventDefault();
              closePalette();
            }
          }}
        />
      </div>
      <Spotlight.ActionsList ref={setList}>
        {search.rows.length > 0 && (
          <Spotlight.ActionsGroup label={t('groups.candidates')} className={classes.group}>
            {search.rows.map((row) => (
              <CandidateAction
                key={row.application_id}
                row={row}
                keyword={search.keyword}
                onOpen={open}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commandGroups.map((group) => {
          const own = commands.filter((command) => command.group === group);
          if (own.length === 0) return null;
          return (
            <Spotlight.ActionsGroup
              key={group}
              label={t(`groups.${group}`)}
              className={classes.group}
            >
              {own.map((command) => (
                <CommandAction key={command.id} command={command} query={settled} />
              ))}
            </Spotlight.ActionsGroup>
          );
        })}
        <div role="status">
          {slow && search.rows.length === 0 && <p className={classes.status}>{t('searching')}</p>}
          {search.error && (
            <p className={classes.status}>{t('failed', { reason: search.error.message })}</p>
          )}
          {nothing && <p className={classes.status}>{t('nothing', { query: settled })}</p>}
        </div>
      </Spotlight.ActionsList>
      <Spotlight.Footer className={classes.footer}>
        <Hint keys={['ArrowUp', 'ArrowDown']} text={t('hint.move')} />
        <Hint keys={['Enter']} text={t('hint.run')} />
        <Hint keys={['Escape']} text={t('hint.close')} />
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function Hint({ keys, text }: { keys: readonly string[]; text: string }) {
  const names = keys.flatMap((key) => keyNames(key, isMac()));
  return (
    <span>
      {names.map((name) => (
        <Kbd key={name} size="xs">
          {name}
        </Kbd>
      ))}
      {text}
    </span>
  );
}

/** The query, without what an input method is still composing. */
function useSettled(query: string, composing: boolean): string {
  const [settled, setSettled] = useState(query);
  if (!composing && settled !== query) setSettled(query);
  return settled;
}

function useCommands(query: string) {
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const all = useMemo(() => {
    const tools = {
      setColorScheme,
      async setLanguage(chosen: Language) {
        await setLanguage(chosen);
        // Some answers carry sentences, in the language that was asked for them.
        await queryClient.invalidateQueries();
      },
    };
    return {
      own: buildCommands(language, tools),
      translated: languages
        .filter((other) => other !== language)
        .map((other) => buildCommands(other, tools)),
    };
  }, [language, queryClient, setColorScheme]);
  return findCommands(all.own, all.translated, query);
}

/** Opens a candidate's panel beside the list of the stage the candidate is in. */
function useOpenCandidate() {
  const queryClient = useQueryClient();
  return (row: ApplicationRow) => {
    queryClient.setQueryData(applicationKeys.one(row.application_id), row);
    showStage(row.stage_type_id);
    usePipeline.getState().setActive(row.application_id);
    useUi.getState().openApplication(row.application_id);
  };
}
