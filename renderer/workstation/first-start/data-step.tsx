import { Alert, Stack, Text, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useUi } from '../app/ui-store.ts';
import { workspaceQueryKey } from '../app/use-workspace.ts';
import { translate } from '../i18n/i18n.ts';
import { type FirstStartChoice, firstStartChoices } from './choices.ts';
import classes from './first-start.module.css';

/** The ways to begin; each ends the first start. */
export function DataStep() {
  const { t } = useTranslation('firstStart');
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: async (choice: FirstStartChoice) => ({
      choice,
      workspace: await call(choice.endpoint, {}),
    }),
    onSuccess: ({ choice, workspace }) => {
      client.setQueryData(workspaceQueryKey, workspace);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'workspace' });
      choice.next?.(useUi.getState());
    },
  });
  return (
    <Stack gap="sm">
      {firstStartChoices.map((choice) => (
        <UnstyledButton
          key={choice.key}
          className={classes.choice}
          disabled={choose.isPending}
          onClick={() => choose.mutate(choice)}
        >
          <choice.icon size={20} stroke={1.6} />
          <span>
            <Text component="span" fw={600} display="block">
              {choice.title(translate)}
            </Text>
            <Text component="span" size="sm" c="dimmed">
              {choice.text(translate)}
            </Text>
          </span>
        </UnstyledButton>
      ))}
      <div role="status">
        {choose.isPending && choose.variables.key === 'samples' && (
          <Text size="sm" c="dimmed">
            {t('loadingSamples')}
          </Text>
        )}
      </div>
      {choose.error && <Alert color="red" role="alert" title={choose.error.message} />}
    </Stack>
  );
}
