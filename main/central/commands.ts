import { StartupError } from '../hosting/startup-error.ts';
import type { Logger } from '../logger.ts';
import { systemPlatform } from '../platform.ts';
import { createCompany, createInvitation } from './access/companies.ts';
import { backup } from './backup/backup.ts';
import { restore } from './backup/restore.ts';
import type { CentralCommandLine } from './command-line.ts';
import { joinDatabase, openDatabase } from './open-database.ts';
import type { Database } from './postgres/database.ts';
import { migrateCentral } from './postgres/migrate.ts';

const invitationLifetime = 72 * 3_600_000;

/**
 * Runs a command of the terminal, beside a running centre or without one.
 * @returns what to print
 * @throws StartupError
 */
export async function runCommand(
  commandLine: CentralCommandLine,
  environment: Readonly<NodeJS.ProcessEnv>,
  logger: Logger,
): Promise<string> {
  const { dataFolder, command } = commandLine;
  const options = { dataFolder, url: environment.DATABASE_URL, logger };
  // A restore replaces everything: nobody else may be at it.
  const opened = await (command === 'restore' ? openDatabase(options) : joinDatabase(options));
  try {
    await migrateCentral(opened.database);
    return await run(commandLine, opened.database);
  } finally {
    await opened.close();
  }
}

async function run(commandLine: CentralCommandLine, database: Database): Promise<string> {
  const { command, name, role, device, folder, dataFolder } = commandLine;
  switch (command) {
    case 'company': {
      const id = await database.begin((sql) =>
        createCompany(sql, systemPlatform, required('--name', name)),
      );
      return `company=${id}\n`;
    }
    case 'invite': {
      const { code } = await createInvitation(database, systemPlatform, {
        companyId: await companyOf(database, commandLine.company),
        userName: required('--name', name),
        role,
        lifetime: invitationLifetime,
      });
      return `enrol=${code}\n`;
    }
    case 'devices':
      return listDevices(database);
    case 'revoke':
      return revoke(database, required('--device', device));
    case 'backup':
      return `rows=${await backup(database, dataFolder, required('--to', folder))}\n`;
    case 'restore':
      return `rows=${await restore(database, systemPlatform, dataFolder, required('--from', folder))}\n`;
    case 'serve':
      throw new Error('serve is no command of the terminal');
  }
}

function required(option: string, value: string | undefined): string {
  if (value) return value;
  throw new StartupError(`缺少参数 ${option}`, `${option} is missing`);
}

/** The company that was named, or the only one. */
async function companyOf(database: Database, wanted: number | undefined): Promise<number> {
  const rows = await database<{ company_id: number; name: string }[]>`
    SELECT company_id, name FROM company ORDER BY company_id`;
  const found = wanted === undefined && rows.length === 1 ? rows[0] : undefined;
  const company = found ?? rows.find(({ company_id }) => company_id === wanted);
  if (company) return company.company_id;
  const list = rows.map(({ company_id, name }) => `${company_id} ${name}`).join(', ');
  throw new StartupError(
    `请用 --company 指定公司：${list}`,
    `Name a company with --company: ${list}`,
  );
}

async function listDevices(database: Database): Promise<string> {
  const rows = await database<
    { device_id: string; company_id: number; uid: number; role: string; revoked: boolean }[]
  >`SELECT d.device_id, d.company_id, d.uid, a.role, d.revoked_at IS NOT NULL AS revoked
    FROM device d JOIN account a ON a.uid = d.uid ORDER BY d.enrolled_at`;
  return rows
    .map(
      ({ device_id, company_id, uid, role, revoked }) =>
        `${device_id} company=${company_id} uid=${uid} role=${role}${revoked ? ' revoked' : ''}\n`,
    )
    .join('');
}

async function revoke(database: Database, deviceId: string): Promise<string> {
  const rows = /^[0-9a-f-]{36}$/i.test(deviceId)
    ? await database`UPDATE device SET revoked_at = COALESCE(revoked_at, ${Date.now()})
        WHERE device_id = ${deviceId} RETURNING 1`
    : [];
  if (rows.length === 0) {
    throw new StartupError(`没有这台设备：${deviceId}`, `No such device: ${deviceId}`);
  }
  await database.notify('credo_revoked', deviceId);
  return `revoked=${deviceId}\n`;
}
