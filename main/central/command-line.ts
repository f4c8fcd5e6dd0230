import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keepAcknowledgedDays } from '../../shared/sync/protocol.ts';
import { type Role, roles } from '../../shared/sync/protocol-access.ts';
import { userDataFolder } from '../hosting/data-folder.ts';
import { StartupError } from '../hosting/startup-error.ts';
import { defaultHistoryDays } from './sync/prune-history.ts';

/** What `npm run central` can do; `serve` where nothing is said. */
export const centralCommands = [
  'serve',
  'company',
  'invite',
  'devices',
  'revoke',
  'backup',
  'restore',
] as const;
export type CentralCommand = (typeof centralCommands)[number];

export interface CentralCommandLine {
  readonly command: CentralCommand;
  readonly demo: boolean;
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The address that devices reach it by, where it is not this machine's own (a proxy with TLS). */
  readonly url: string | undefined;
  /** The address that candidates reach it by, where it is another than the devices'. */
  readonly publicUrl: string | undefined;
  /** Proxies of one's own in front of it. */
  readonly proxies: number;
  /** Days that devices may be away and go on from where they were. */
  readonly historyDays: number;
  readonly name: string | undefined;
  readonly role: Role;
  readonly company: number | undefined;
  readonly device: string | undefined;
  /** The folder of `backup` and `restore`. */
  readonly folder: string | undefined;
}

const options = {
  demo: { type: 'boolean' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  url: { type: 'string' },
  'public-url': { type: 'string' },
  proxies: { type: 'string' },
  'history-days': { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  company: { type: 'string' },
  device: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
} as const;

/** @throws StartupError for an unknown command or option, or a value that is none */
export function parseCentralCommandLine(argv: readonly string[]): CentralCommandLine {
  const { values, positionals } = read(argv);
  const command = positionals[0] ?? 'serve';
  if (!isOneOf(centralCommands, command) || positionals.length > 1) {
    throw invalid('command', positionals.join(' '));
  }
  const role = values.role ?? 'recruiter';
  if (!isOneOf(roles, role)) throw invalid('--role', role);
  const demo = values.demo ?? false;
  const folder = values.to ?? values.from;
  return {
    command,
    demo,
    dataFolder: values.data ? resolve(values.data) : defaultFolder(demo),
    host: values.host ?? '0.0.0.0',
    port: number('--port', values.port, 65_535) ?? 7430,
    url: address('--url', values.url),
    publicUrl: address('--public-url', values['public-url']),
    proxies: number('--proxies', values.proxies, 9) ?? 0,
    historyDays: historyDays(values['history-days']),
    name: values.name,
    role,
    company: number('--company', values.company, 2 ** 31),
    device: values.device,
    folder: folder === undefined ? undefined : resolve(folder),
  };
}

/** As the superuser not in its home: PostgreSQL runs as another user, who cannot enter there. */
function defaultFolder(demo: boolean): string {
  const name = demo ? 'central-demo' : 'central';
  return process.getuid?.() === 0 && process.platform === 'linux'
    ? join('/var/lib/credo', name)
    : join(userDataFolder(), name);
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('. ');
    const usage =
      '[serve] --demo --data DIR --host ADDRESS --port N --url URL --public-url URL --proxies N --history-days N | company --name NAME | ' +
      'invite --name NAME --role ROLE --company N | devices | revoke --device ID | ' +
      'backup --to DIR | restore --from DIR';
    throw new StartupError(
      `无法识别的参数：${reason}。用法：${usage}`,
      `${reason}. Usage: ${usage}`,
      {
        cause: error,
      },
    );
  }
}

function isOneOf<Item extends string>(items: readonly Item[], text: string): text is Item {
  return (items as readonly string[]).includes(text);
}

function number(option: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,10}$/.test(value) || Number(value) > most) throw invalid(option, value);
  return Number(value);
}

/** Not below what devices keep of their own operations. */
function historyDays(value: string | undefined): number {
  const days = number('--history-days', value, 36_500) ?? defaultHistoryDays;
  if (days < keepAcknowledgedDays) throw invalid('--history-days', String(days));
  return days;
}

/** An address without what may follow its path; a candidate's link goes on from there. */
function address(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^https?:\/\/[^\s/?#]+\/*$/i.test(value)) throw invalid(option, value);
  return value.replace(/\/+$/, '');
}

function invalid(option: string, value: string): StartupError {
  return new StartupError(
    `参数 ${option} 的值有误：“${value}”`,
    `${option} has no valid value: “${value}”`,
  );
}
