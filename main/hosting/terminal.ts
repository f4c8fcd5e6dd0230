import type { LocalizedText } from '../../shared/language.ts';
import { terminalLanguage } from './startup-error.ts';

/** One line on standard error, in the terminal's language. */
export function tellTerminal(text: LocalizedText): void {
  process.stderr.write(`credo: ${text[terminalLanguage(process.env)]}\n`);
}
