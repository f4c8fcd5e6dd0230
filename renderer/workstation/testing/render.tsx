import { type RenderResult, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createQueryClient } from '../api/query-client.ts';
import { Providers } from '../app/providers.tsx';
import { startI18n } from '../i18n/i18n.ts';
import { TestEventSource } from './event-source.ts';

/** Renders a part of the app for a test, in Chinese unless `language` says otherwise. */
export async function renderWithProviders(
  ui: ReactElement,
  { language = 'zh' as const }: { language?: 'zh' | 'en' } = {},
): Promise<RenderResult> {
  await startI18n(language);
  if (!('EventSource' in globalThis)) TestEventSource.install();
  return render(
    <Providers queryClient={createQueryClient()} env="test">
      {ui}
    </Providers>,
  );
}
