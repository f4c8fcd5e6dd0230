import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { accessKey, storedAccessKey } from '../hosting/access-key.ts';
import { applicationFolder } from '../hosting/application-folder.ts';
import { listen, probeAddress } from '../hosting/http-listener.ts';
import { createRecruiterHost, signInPath } from '../hosting/recruiter-host.ts';
import { pageHeaders } from '../hosting/security-headers.ts';
import { createStaticFiles } from '../hosting/static-files.ts';
import type { Logger } from '../logger.ts';
import { startWorkstation } from '../workstation.ts';
import type { CommandLine } from './command-line.ts';

/** The recruiter's API never leaves this machine. */
const recruiterAddress = '127.0.0.1';

/** A headless workstation that accepts requests. */
export interface HeadlessWorkstation {
  /** Signs a browser in by itself. */
  readonly recruiterUrl: string;
  readonly candidatesUrl: string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  commandLine: CommandLine;
  environment: Readonly<NodeJS.ProcessEnv>;
  logger: Logger;
}

/**
 * Starts the workstation and serves the recruiter on 127.0.0.1.
 * @throws StartupError with nothing left running and nothing changed
 */
export async function serve(options: ServeOptions): Promise<HeadlessWorkstation> {
  const { commandLine, environment, logger } = options;
  await probeAddress(recruiterAddress, commandLine.port);
  // A workspace that exists may have settings of its own for it.
  if (commandLine.lanGiven || !existsSync(join(commandLine.dataFolder, 'credo.db'))) {
    await probeAddress(commandLine.lanHost, commandLine.lanPort);
  }
  const workstation = await startWorkstation({
    dataFolder: commandLine.dataFolder,
    demo: commandLine.demo,
    lan: { host: commandLine.lanHost, port: commandLine.lanPort, given: commandLine.lanGiven },
    smtpUrl: environment.CREDO_SMTP_URL,
    central: commandLine.central,
    logger,
  });
  try {
    const { backend, platform } = workstation;
    const key = environment.CREDO_ACCESS_KEY
      ? accessKey(environment.CREDO_ACCESS_KEY)
      : storedAccessKey(commandLine.dataFolder, platform);
    const host = createRecruiterHost({
      port: () => listener.port,
      key,
      app: (request) => backend.recruiterApp.fetch(request),
      files: createStaticFiles(join(applicationFolder, 'out', 'workstation'), {
        headers: pageHeaders,
        fallback: 'index.html',
      }),
    });
    const listener = await listen({
      fetch: host,
      host: recruiterAddress,
      port: commandLine.port,
    });
    workstation.addPart(() => listener.stop());
    const address = `http://${recruiterAddress}:${listener.port}`;
    return {
      recruiterUrl: `${address}${signInPath}?key=${encodeURIComponent(key.value)}`,
      candidatesUrl: backend.workspace.candidateUrls[0] ?? '',
      stop: () => workstation.stop(),
    };
  } catch (error) {
    await workstation.stop();
    throw error;
  }
}
