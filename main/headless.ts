import { parseCommandLine } from './headless/command-line.ts';
import { serve } from './headless/serve.ts';
import { StartupError, terminalLanguage } from './hosting/startup-error.ts';
import { whenParentIsGone } from './launcher/parent-gone.mjs';
import { createLogger } from './logger.ts';

/** What is in flight has this long; then the process ends all the same. */
const stopMilliseconds = 4500;

const logger = createLogger();

try {
  const stopping = stopSignal();
  const workstation = await Promise.race([
    serve({
      commandLine: parseCommandLine(process.argv.slice(2)),
      environment: process.env,
      logger,
    }),
    stopping,
  ]);
  if (workstation) {
    process.stdout.write(
      `credo ready recruiter=${workstation.recruiterUrl} candidates=${workstation.candidatesUrl}\n`,
    );
    await stopping;
    await workstation.stop();
  }
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartupError)) {
    logger.fatal({ err: error }, 'the workstation failed');
  } else {
    process.stderr.write(`credo: ${error.text[terminalLanguage(process.env)]}\n`);
  }
  process.exit(1);
}

/**
 * Resolves at the first request to stop. Later ones change nothing: a terminal sends Ctrl+C to every
 * process of the group, and the launcher forwards it besides.
 */
function stopSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve(undefined);
      setTimeout(() => process.exit(0), stopMilliseconds).unref();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    whenParentIsGone(stop);
  });
}
