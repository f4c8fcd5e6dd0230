import { StartupError, terminalLanguage } from '../hosting/startup-error.ts';
import { buildOutputs, candidateOutput } from '../launcher/build-outputs.ts';
import { parseCentralCommandLine } from './command-line.ts';

// From source, the candidates' page is built first, where it is missing or older than its sources.
try {
  const { command } = parseCentralCommandLine(process.argv.slice(2));
  if (command === 'serve') await buildOutputs([candidateOutput]);
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`credo: ${error.text[terminalLanguage(process.env)]}\n`);
  process.exit(1);
}
await import('./main.ts');
