import type { Language, LocalizedText } from '../../shared/language.ts';
import { parseCommandLine } from '../headless/command-line.ts';
import { applicationFolder } from '../hosting/application-folder.ts';
import { StartupError, terminalLanguage } from '../hosting/startup-error.ts';
import {
  buildOutputs,
  candidateOutput,
  mainOutput,
  preloadOutput,
  workstationOutput,
} from './build-outputs.ts';
import { electronBinary, fetchElectronBinary, hasDisplay } from './electron-binary.ts';
import { runChild } from './run-child.mjs';

const noDisplay: LocalizedText = {
  zh: '没有图形界面，改为在浏览器中使用（无窗口模式）',
  en: 'no display here: serving the workstation headless',
};
const noBinary: LocalizedText = {
  zh: '没有 Electron 程序，改为在浏览器中使用（无窗口模式）',
  en: 'no Electron binary here: serving the workstation headless',
};

const language: Language = terminalLanguage(process.env);
const args = process.argv.slice(2);

try {
  const commandLine = parseCommandLine(args);
  const electron = commandLine.headless ? undefined : await findElectron();
  await buildOutputs([workstationOutput, candidateOutput]);
  if (electron) {
    await buildOutputs([mainOutput, preloadOutput]);
    process.exit(await runChild(electron, [applicationFolder, ...args]));
  }
  await import('../headless.ts');
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`credo: ${error.text[language]}\n`);
  process.exit(1);
}

/** The Electron binary where a window can be opened; else says in one line why it cannot. */
async function findElectron(): Promise<string | undefined> {
  if (!hasDisplay()) {
    process.stderr.write(`credo: ${noDisplay[language]}\n`);
    return undefined;
  }
  const binary = electronBinary() ?? (await fetchElectronBinary());
  if (!binary) process.stderr.write(`credo: ${noBinary[language]}\n`);
  return binary;
}
