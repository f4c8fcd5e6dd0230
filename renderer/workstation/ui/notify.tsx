import { Button, Group, Text } from '@mantine/core';
import { randomId } from '@mantine/hooks';
import { type NotificationData, notifications } from '@mantine/notifications';
import { isCancelled } from '../api/client.ts';
import { translate } from '../i18n/i18n.ts';

interface ErrorOptions {
  /** What was not done, e.g. "Not moved". */
  title?: string;
  /** Offers a button that tries again. */
  retry?: () => void;
  /** A later notification with the same id replaces this one. */
  id?: string;
  /** Where it would cover what is worked with: another corner than the usual one. */
  position?: NonNullable<NotificationData['position']>;
}

/**
 * Tells the user that something failed, in the error's own words. Stays until it is closed.
 * Says nothing of a call that was cancelled.
 */
export function notifyError(error: unknown, options: ErrorOptions = {}): void {
  if (isCancelled(error)) return;
  const id = options.id ?? randomId();
  notifications.hide(id);
  notifications.show({
    closeButtonProps: { 'aria-label': translate('app:actions.close') },
    id,
    color: 'red',
    title: options.title ?? translate('app:errors.title'),
    message: (
      <Message
        text={error instanceof Error ? error.message : String(error)}
        action={options.retry && { label: translate('app:errors.retry'), run: options.retry }}
        id={id}
      />
    ),
    autoClose: false,
    ...(options.position && { position: options.position }),
    role: 'alert',
  });
}

/** Tells the user that something is done; goes away by itself. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    color: 'sea',
    autoClose: 4_000,
    closeButtonProps: { 'aria-label': translate('app:actions.close') },
  });
}

/** Tells the user that something is done, with a button that takes it back, for 10 seconds. */
export function notifyUndo(message: string, undo: () => void): void {
  notifyAction(message, { label: translate('app:actions.undo'), run: undo });
}

interface Action {
  label: string;
  run: () => void;
}

/**
 * Tells the user something, with a button where there is something to do next, for 10 seconds; the
 * same `id` replaces an earlier one.
 */
export function notifyAction(
  message: string,
  action: Action | undefined,
  options: Pick<ErrorOptions, 'id' | 'position'> = {},
): void {
  const id = options.id ?? randomId();
  notifications.hide(id);
  notifications.show({
    closeButtonProps: { 'aria-label': translate('app:actions.close') },
    id,
    color: 'sea',
    message: <Message text={message} action={action} id={id} />,
    autoClose: 10_000,
    ...(options.position && { position: options.position }),
  });
}

function Message(props: { text: string; action: Action | undefined; id: string }) {
  const { text, action, id } = props;
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      {action && (
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          onClick={() => {
            notifications.hide(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
    </Group>
  );
}
