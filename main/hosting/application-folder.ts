import { fileURLToPath } from 'node:url';

/**
 * The folder that holds `main/` (running from source) or `out/` (built): this module is two levels
 * below it either way, as the build puts every file of the main process into `out/main`.
 */
export const applicationFolder = fileURLToPath(new URL('../../', import.meta.url));
