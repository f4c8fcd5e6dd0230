import { Button, Group, Kbd } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './dialog-footer.module.css';
import { keyNames } from './key-names.ts';
import { isMac } from './platform.ts';

/** The bar below a dialog or a form: what became of it, told to screen readers too, and its buttons. */
export function DialogFooter({ outcome, children }: { outcome: ReactNode; children: ReactNode }) {
  return (
    <footer className={classes.footer}>
      <div className={classes.outcome} aria-live="polite">
        {outcome}
      </div>
      <Group gap="xs" wrap="nowrap">
        {children}
      </Group>
    </footer>
  );
}

/** The button that sends, with the keys that do the same. */
export function SendButton(props: { label: string; loading: boolean; disabled: boolean }) {
  return (
    <Button
      type="submit"
      size="sm"
      loading={props.loading}
      disabled={props.disabled}
      leftSection={<IconSend size={16} aria-hidden />}
      rightSection={
        <Kbd size="xs" className={classes.key}>
          {keyNames('mod+Enter', isMac()).join(' ')}
        </Kbd>
      }
    >
      {props.label}
    </Button>
  );
}
