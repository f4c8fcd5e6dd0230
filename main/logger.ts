import pino from 'pino';

export type Logger = pino.Logger;

/**
 * A structured logger to standard error, so that standard output carries the ready line alone.
 * Log no personal data: ids yes; names, addresses, tokens and file names no.
 */
export function createLogger(level: string = process.env.CREDO_LOG_LEVEL ?? 'warn'): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}

/** For tests. */
export const silentLogger: Logger = pino({ level: 'silent' });
