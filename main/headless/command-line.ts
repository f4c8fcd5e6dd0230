import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../hosting/data-folder.ts';
import { StartupError } from '../hosting/startup-error.ts';

const options = {
  demo: { type: 'boolean' },
  headless: { type: 'boolean' },
  data: { type: 'string' },
  port: { type: 'string' },
  'lan-host': { type: 'string' },
  'lan-port': { type: 'string' },
  central: { type: 'string' },
  enrol: { type: 'string' },
} as const;

/** What the user asked for on the command line. */
export interface CommandLine {
  readonly demo: boolean;
  readonly headless: boolean;
  readonly dataFolder: string;
  /** The recruiter's port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly lanHost: string;
  readonly lanPort: number;
  /** The command line says where candidates' phones reach this machine; else the settings do. */
  readonly lanGiven: boolean;
  /** The company to join, where the workspace has joined none. */
  readonly central: { readonly url: string; readonly code: string } | undefined;
}

/**
 * Reads the options of `npm start` and of the packaged application.
 * @throws StartupError for an unknown option or a value that is none
 */
export function parseCommandLine(
  argv: readonly string[],
  defaultFolder: (demo: boolean) => string = defaultDataFolder,
): CommandLine {
  const { values } = read(argv);
  const demo = values.demo ?? false;
  if (values.data === '') throw invalid('--data', '');
  return {
    demo,
    headless: values.headless ?? false,
    dataFolder: values.data === undefined ? defaultFolder(demo) : resolve(values.data),
    port: port('--port', values.port, 7420),
    lanHost: values['lan-host'] || '0.0.0.0',
    lanPort: port('--lan-port', values['lan-port'], 7421),
    lanGiven: values['lan-host'] !== undefined || values['lan-port'] !== undefined,
    central: central(values.central, values.enrol),
  };
}

/** Credo's own options among those of Electron and Chromium, which share the command line. */
export function ownOptions(argv: readonly string[]): string[] {
  const own: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const [, name, value] = /^--([a-z-]+)(=.*)?$/.exec(argv[index] ?? '') ?? [];
    const option = Object.entries(options).find(([key]) => key === name)?.[1];
    if (!option) continue;
    own.push(argv[index] as string);
    if (option.type === 'string' && value === undefined && index + 1 < argv.length) {
      index += 1;
      own.push(argv[index] as string);
    }
  }
  return own;
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options,
    });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('. ');
    throw new StartupError(
      `无法识别的启动参数：${reason}。可用：--headless --demo --data 目录 --port 端口 --lan-host 地址 --lan-port 端口 --central 网址 --enrol 加入码`,
      `${reason}. Options: --headless --demo --data DIR --port N --lan-host ADDRESS --lan-port N --central URL --enrol CODE`,
      { cause: error },
    );
  }
}

function port(option: string, value: string | undefined, byDefault: number): number {
  if (value === undefined) return byDefault;
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw invalid(option, value);
  return Number(value);
}

/** Once joined, later starts need neither; one without the other is a mistake. */
function central(url: string | undefined, code: string | undefined): CommandLine['central'] {
  if (url === undefined && code === undefined) return undefined;
  if (!url || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw invalid('--central', url ?? '');
  if (!code) throw invalid('--enrol', code ?? '');
  return { url: url.replace(/\/+$/, ''), code };
}

function invalid(option: string, value: string): StartupError {
  return new StartupError(
    `参数 ${option} 的值有误：“${value}”`,
    `${option} has no valid value: “${value}”`,
  );
}
