import postgres from 'postgres';
import type { Logger } from '../../logger.ts';
import type { PostgresAddress } from './embedded.ts';

/** Connections to the centre's database. 64-bit columns come as numbers: all are below 2^53. */
export type Database = postgres.Sql<{ bigint: number }>;
/** A connection within a transaction. */
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

export interface ConnectOptions {
  logger: Logger;
  /** Connections at most. */
  connections?: number;
}

/**
 * Connects; a connection that is lost is made again by itself.
 * @param to `DATABASE_URL`, or where the embedded server listens and the database's name
 */
export function connect(
  to: string | (PostgresAddress & { database: string }),
  { logger, connections = 12 }: ConnectOptions,
): Database {
  const options: postgres.Options<{ bigint: postgres.PostgresType<number> }> = {
    max: connections,
    idle_timeout: 0,
    connect_timeout: 10,
    onnotice: (notice) => logger.debug({ code: notice.code }, 'notice'),
    connection: {
      application_name: 'credo-central',
      // Every query in the way of a device has its index; a table that has just been filled has no
      // statistics yet that would tell the planner so.
      enable_seqscan: false,
      enable_hashjoin: false,
      enable_mergejoin: false,
    },
    types: {
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (text: string) => Number(text),
      },
    },
  };
  if (typeof to === 'string') return postgres(to, options);
  const { host, port, user, password, database } = to;
  return postgres({ ...options, host, port, user, password, database });
}

/** Whether an error is PostgreSQL's refusal of a value that is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: string }).code === '23505';
}

/** Whether the disk that PostgreSQL writes to is full. */
export function isDiskFull(error: unknown): boolean {
  return (error as { code?: string }).code === '53100';
}
