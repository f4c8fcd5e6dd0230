import {
  localStorageColorSchemeManager,
  MantineProvider,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cssVariables, theme } from './theme.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'credo.theme' });

/** Theme, server state and notifications around the app, or around a part of it in a test. */
export function Providers(props: {
  queryClient: QueryClient;
  children: ReactNode;
  /** `test` turns transitions and portals off. */
  env?: 'default' | 'test';
}) {
  const { t } = useTranslation('app');
  const close = t('actions.close');
  const named = useMemo(() => mergeThemeOverrides(theme, closeButtons(close)), [close]);
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      env={props.env}
    >
      <QueryClientProvider client={props.queryClient}>
        {props.children}
        <Notifications position="bottom-right" limit={4} containerWidth={380} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Names the close buttons of dialogs and notices, which are crosses alone. */
function closeButtons(label: string): MantineThemeOverride {
  const defaultProps = { closeButtonProps: { 'aria-label': label } };
  return {
    components: {
      Modal: { defaultProps },
      Drawer: { defaultProps },
      Notification: { defaultProps },
    },
  };
}
