import { config } from 'zod';

/**
 * Imported before any schema: zod's compiled parsers probe `new Function`, which the content security
 * policy forbids and reports.
 */
config({ jitless: true });
