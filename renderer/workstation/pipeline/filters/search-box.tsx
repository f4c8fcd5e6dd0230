import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnKey } from '../../ui/own-keys.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { usePipeline } from '../pipeline-store.ts';
import { focusActiveRow } from '../table/grid-focus.ts';

const pauseMilliseconds = 200;

/**
 * Keyword search: applied when typing pauses, at once on Enter, cleared by Escape, reached by `/`,
 * and left for the rows that it found by the arrow down.
 * While an input method composes (pinyin), nothing is searched: its letters are not the keyword yet.
 */
export function SearchBox() {
  const { t } = useTranslation('pipeline');
  const view = usePipeline((state) => state.view);
  const { setKeyword } = usePipeline.getState();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(view.keyword);
  const [composing, setComposing] = useState(false);
  const [applied, setApplied] = useState(view.keyword);

  // The keyword was changed elsewhere: filters cleared, or the back button.
  if (view.keyword !== applied) {
    setApplied(view.keyword);
    if (view.keyword !== text.trim()) setText(view.keyword);
  }

  useEffect(() => {
    if (composing || text.trim() === view.keyword) return;
    const timer = setTimeout(() => setKeyword(text), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, composing, view.keyword, setKeyword]);

  const key = useOwnKey()('/');
  useShortcut('/', t('search.label'), () => input.current?.select());

  const clear = () => {
    setText('');
    setKeyword('');
    input.current?.focus();
  };

  return (
    <TextInput
      ref={input}
      type="search"
      w={{ base: 168, lg: 230 }}
      value={text}
      maxLength={100}
      aria-label={t('search.label')}
      aria-keyshortcuts={key}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={15} stroke={1.7} />}
      rightSection={
        text === '' ? (
          <Kbd size="xs">{key.toUpperCase()}</Kbd>
        ) : (
          <CloseButton size={20} iconSize={13} aria-label={t('search.clear')} onClick={clear} />
        )
      }
      onChange={(event) => setText(event.currentTarget.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => {
        if (composing || event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') setKeyword(text);
        if (event.key === 'ArrowDown' && focusActiveRow()) event.preventDefault();
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault();
          clear();
        }
      }}
    />
  );
}
