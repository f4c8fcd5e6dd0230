import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';

interface TestFormProps {
  /** The field that a test needs; none where it needs nothing. */
  recipient?: { label: string; type: 'email' | 'tel'; maxLength: number; suggestion?: string };
  button: string;
  /** What to know before: why no test can be made now, or what it is made with. */
  hint?: string | undefined;
  disabled: boolean;
  /** Makes the test. @returns what to say of its success */
  run: (recipient: string) => Promise<string>;
}

/** Tries saved settings out, and shows what the other side answered. */
export function TestForm({ recipient: field, button, hint, disabled, run }: TestFormProps) {
  const [recipient, setRecipient] = useState(field?.suggestion ?? '');
  const test = useMutation({ mutationFn: () => run(recipient) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="flex-end" gap="sm" wrap="nowrap">
          {field && (
            <TextInput
              flex={1}
              type={field.type}
              label={field.label}
              value={recipient}
              maxLength={field.maxLength}
              onChange={(event) => setRecipient(event.currentTarget.value)}
            />
          )}
          <Button
            type="submit"
            variant="default"
            disabled={disabled || (field !== undefined && recipient.trim() === '')}
            loading={test.isPending}
          >
            {button}
          </Button>
        </Group>
        {hint && (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        )}
        <div aria-live="polite">
          {test.isSuccess && (
            <Outcome color="green" icon={<IconCheck size={18} />}>
              {test.data}
            </Outcome>
          )}
          {test.isError && (
            <Outcome color="red" icon={<IconAlertTriangle size={18} />}>
              {test.error.message}
            </Outcome>
          )}
        </div>
      </Stack>
    </form>
  );
}

function Outcome(props: { color: string; icon: ReactNode; children: string }) {
  return (
    <Alert color={props.color} icon={props.icon} py={8}>
      {props.children}
    </Alert>
  );
}
