import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { embeddedPageData } from './page-data.ts';
import './styles/page.css';
import './styles/controls.css';
import './styles/files.css';
import './styles/code.css';
import './styles/slots.css';

const root = document.getElementById('root');
const token = /^\/c\/([^/]+)/.exec(location.pathname);
if (root) {
  createRoot(root).render(
    <App data={embeddedPageData(document)} token={token ? String(token[1]) : ''} />,
  );
}
