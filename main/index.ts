import { runDesktop } from './desktop/desktop.ts';

runDesktop();
