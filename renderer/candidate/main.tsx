import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { embeddedPageData } from './page-data.ts';

const root = document.getElementById('root');
if (root) {
  const data = embeddedPageData(document);
  createRoot(root).render(
    <StrictMode>
      <main>{'request' in data ? data.request.company_name : 'Credo'}</main>
    </StrictMode>,
  );
}
