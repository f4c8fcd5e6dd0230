import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { applicationFolder } from '../hosting/application-folder.ts';
import { listen, probeAddress } from '../hosting/http-listener.ts';
import { candidateUrls } from '../lan/candidate-addresses.ts';
import type { Logger } from '../logger.ts';
import { type Platform, systemPlatform } from '../platform.ts';
import { codeHash, createCompany, createInvitation } from './access/companies.ts';
import type { Centre } from './centre.ts';
import type { CentralCommandLine } from './command-line.ts';
import { type CandidateOptions, openCentre } from './open-centre.ts';
import { openDatabase } from './open-database.ts';
import { keepPruning } from './sync/prune-history.ts';

export interface ServingCentre {
  readonly url: string;
  /** A code for enrolling: the demo's, or the first administrator's; `none` where there are devices. */
  readonly enrol: string;
  /** Resolves where it cannot go on: its embedded database ended. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
}

export interface ServeOptions {
  commandLine: CentralCommandLine;
  environment: Readonly<NodeJS.ProcessEnv>;
  logger: Logger;
  platform?: Platform;
}

/** The code of a first administrator is good for this long; each start makes another. */
const firstCodeLifetime = 72 * 3_600_000;

/**
 * Starts the centre.
 * @throws StartupError with nothing left running
 */
export async function serveCentre(options: ServeOptions): Promise<ServingCentre> {
  const { commandLine, environment, logger, platform = systemPlatform } = options;
  const { dataFolder, host, port, demo } = commandLine;
  await probeAddress(host, port);
  const opened = await openDatabase({ dataFolder, url: environment.DATABASE_URL, logger });
  const { database } = opened;
  let stopCentre = async () => {};
  let url = commandLine.url ?? '';
  try {
    const { centre, app, stop } = await openCentre({
      database,
      dataFolder,
      platform,
      logger,
      metricsToken: environment.CREDO_METRICS_TOKEN,
      candidates: candidatePage(logger, {
        proxies: commandLine.proxies,
        url: () => commandLine.publicUrl ?? url,
      }),
    });
    stopCentre = stop;
    const enrol = demo ? await demoCode(centre) : await firstCode(centre, commandLine.name);
    const listener = await listen({
      fetch: (request, bindings) => app.fetch(request, bindings),
      host,
      port,
      // Longer than a device's own, so that none sends into a connection that is being closed.
      serverOptions: { keepAliveTimeout: 75_000 },
    });
    const stopPruning = keepPruning(centre, commandLine.historyDays);
    url ||= candidateUrls(host, listener.port, networkInterfaces())[0] ?? '';
    return {
      url,
      enrol,
      lost: opened.lost,
      async stop() {
        await stop();
        await listener.stop();
        await stopPruning();
        await opened.close();
      },
    };
  } catch (error) {
    await stopCentre();
    await opened.close();
    throw error;
  }
}

/** The built page; where there is none, the centre syncs all the same and serves no candidates. */
function candidatePage(
  logger: Logger,
  options: Omit<CandidateOptions, 'pageFolder'>,
): CandidateOptions | undefined {
  const pageFolder = join(applicationFolder, 'out', 'candidate');
  if (existsSync(join(pageFolder, 'index.html'))) return { ...options, pageFolder };
  logger.warn({ pageFolder }, 'the candidates’ page is not built: candidates are not served');
  return undefined;
}

async function companies({ database }: Centre): Promise<number[]> {
  const rows = await database<{ company_id: number }[]>`
    SELECT company_id FROM company ORDER BY company_id`;
  return rows.map(({ company_id }) => company_id);
}

/** The demo's code: the same at every start, for any number of devices. */
async function demoCode(centre: Centre): Promise<string> {
  const { database, platform, secret } = centre;
  const digest = createHmac('sha256', secret).update('demo').digest('hex').toUpperCase();
  const code = `${digest.slice(0, 4)}-${digest.slice(4, 8)}-${digest.slice(8, 12)}`;
  const [first] = await companies(centre);
  await database.begin(async (sql) => {
    const companyId = first ?? (await createCompany(sql, platform, '上海逸橙信息科技有限公司'));
    await sql`INSERT INTO invitation(code_hash, company_id, role, unlimited, created_at)
      VALUES (${codeHash(code)}, ${companyId}, 'administrator', true, ${platform.now()})
      ON CONFLICT DO NOTHING`;
  });
  return code;
}

/** Until somebody has enrolled, each start makes a code for the first administrator. */
async function firstCode(centre: Centre, name: string | undefined): Promise<string> {
  const { database, platform } = centre;
  const [first] = await companies(centre);
  const [device] = await database`SELECT 1 FROM device LIMIT 1`;
  if (device) return 'none';
  return database.begin(async (sql) => {
    const companyId = first ?? (await createCompany(sql, platform, name ?? '我的公司'));
    const { code } = await createInvitation(sql, platform, {
      companyId,
      userName: '管理员',
      role: 'administrator',
      lifetime: firstCodeLifetime,
    });
    return code;
  });
}
