import { StartupError, terminalLanguage } from '../hosting/startup-error.ts';
import { whenParentIsGone } from '../launcher/parent-gone.mjs';
import { createLogger } from '../logger.ts';
import { parseCentralCommandLine } from './command-line.ts';
import { runCommand } from './commands.ts';
import { serveCentre } from './serve.ts';

/** What is in flight has this long; then the process ends all the same. */
const stopMilliseconds = 8000;

const logger = createLogger();

try {
  const commandLine = parseCentralCommandLine(process.argv.slice(2));
  if (commandLine.command === 'serve') await serve(commandLine);
  else process.stdout.write(await runCommand(commandLine, process.env, logger));
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartupError)) {
    logger.fatal({ err: error }, 'the centre failed');
  } else {
    process.stderr.write(`credo: ${error.text[terminalLanguage(process.env)]}\n`);
  }
  process.exit(1);
}

async function serve(commandLine: Parameters<typeof serveCentre>[0]['commandLine']) {
  const stopping = stopSignal();
  const centre = await serveCentre({ commandLine, environment: process.env, logger });
  process.stdout.write(`credo central ready url=${centre.url} enrol=${centre.enrol}\n`);
  const asked = stopping.then(() => true);
  const ended = await Promise.race([asked, centre.lost.then(() => false)]);
  await centre.stop();
  if (!ended) throw new StartupError('数据库意外退出', 'The database ended unexpectedly');
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve();
      setTimeout(() => process.exit(0), stopMilliseconds).unref();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    whenParentIsGone(stop);
  });
}
