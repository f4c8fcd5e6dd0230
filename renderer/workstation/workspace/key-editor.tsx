import { Alert, Button, Kbd } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveKeyboard } from '../../../shared/api/settings.ts';
import {
  isSingleKey,
  keyInUse,
  type OwnKeys,
  ownKey,
  type ShortcutKeyName,
  shortcutKeyNames,
  shortcutKeys,
} from '../../../shared/catalogue/shortcut-keys.ts';
import { call } from '../api/client.ts';
import { keyboardQueryKey } from '../app/use-single-keys.ts';
import { useLocalized } from '../i18n/i18n.ts';
import { useKeyboard } from '../ui/own-keys.ts';
import classes from './key-editor.module.css';

/** Every single key with what it does; each can be another, and go back to what it was. */
export function KeyEditor() {
  const { t } = useTranslation('workspace');
  const own = useKeyboard((state) => state.own);
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: (keys: OwnKeys) => call(saveKeyboard, { keys }),
    // Shown changed at once, and put back with the reason where it is not kept.
    onMutate: (keys) => {
      useKeyboard.setState({ own: keys });
      return { before: own };
    },
    onSuccess: (saved) => client.setQueryData(keyboardQueryKey, saved),
    onError: (_error, _keys, context) => useKeyboard.setState({ own: context?.before ?? {} }),
  });
  return (
    <>
      {error && (
        <Alert color="red" role="alert" mb="xs" title={t('keyboard.notSaved')}>
          {error.message}
        </Alert>
      )}
      <ul className={classes.keys} aria-label={t('keyboard.list')}>
        {shortcutKeyNames.map((name) => (
          <KeyRow key={name} name={name} own={own} onChange={mutate} />
        ))}
      </ul>
      <Button
        variant="default"
        mt="sm"
        disabled={Object.keys(own).length === 0}
        onClick={() => mutate({})}
      >
        {t('keyboard.resetAll')}
      </Button>
    </>
  );
}

function KeyRow(props: { name: ShortcutKeyName; own: OwnKeys; onChange(keys: OwnKeys): void }) {
  const { name, own, onChange } = props;
  const { t } = useTranslation('workspace');
  const localized = useLocalized();
  const [listening, setListening] = useState(false);
  const [fault, setFault] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const label = localized(shortcutKeys[name].label);
  const key = ownKey(own, name);

  function choose(next: string) {
    const other = keyInUse(own, next, name);
    if (other) {
      const taken = localized(shortcutKeys[other].label);
      setFault(t('keyboard.taken', { key: next.toUpperCase(), taken }));
      return;
    }
    const { [name]: _replaced, ...others } = own;
    setFault(undefined);
    onChange(next === name ? others : { ...others, [name]: next });
  }
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const text = event.key.normalize('NFKC').toLowerCase();
    // Shift comes before the sign it makes.
    if (['shift', 'capslock', 'process'].includes(text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setListening(false);
    if (text === 'escape' || text === 'tab') return setFault(undefined);
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (modified || !isSingleKey(text)) return setFault(t('keyboard.onlySingle'));
    choose(text);
  });
  useEffect(() => {
    if (!listening) return;
    useKeyboard.setState({ listening: true });
    const listener = (event: KeyboardEvent) => hear(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => {
      window.removeEventListener('keydown', listener, { capture: true });
      useKeyboard.setState({ listening: false });
    };
  }, [listening]);

  return (
    <li className={classes.row}>
      <span className={classes.label}>
        {label}
        {fault && (
          <span role="alert" className={classes.fault}>
            {fault}
          </span>
        )}
      </span>
      {key !== name && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-label={t('keyboard.resetOne', { label })}
          onClick={() => {
            choose(name);
            button.current?.focus();
          }}
        >
          {t('keyboard.reset', { key: name.toUpperCase() })}
        </Button>
      )}
      <button
        ref={button}
        type="button"
        className={classes.key}
        data-listening={listening || undefined}
        aria-label={t('keyboard.change', { label, key: key.toUpperCase() })}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
      >
        {listening ? t('keyboard.press') : <Kbd size="sm">{key.toUpperCase()}</Kbd>}
      </button>
    </li>
  );
}
