import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'credo.theme' });

/** Theme, server state and notifications around the app, or around a part of it in a test. */
export function Providers(props: {
  queryClient: QueryClient;
  children: ReactNode;
  /** `test` turns transitions and portals off. */
  env?: 'default' | 'test';
}) {
  return (
    <MantineProvider
      theme={theme}
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
