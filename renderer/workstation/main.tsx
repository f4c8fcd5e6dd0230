import './api/zod-without-eval.ts';
import '@fontsource-variable/noto-sans-sc';
// In a layer: whatever Vite's order of files, our own styles win over the library's.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app/global.css';
import './ui/tones.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { Providers } from './app/providers.tsx';
import { Workstation } from './app/workstation.tsx';
import { startI18n } from './i18n/i18n.ts';
import { fetchFirstScreen } from './pipeline/fetch-first-screen.ts';

await startI18n();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const queryClient = createQueryClient();
fetchFirstScreen(queryClient);
createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <Workstation />
    </Providers>
  </StrictMode>,
);
