// `npm run central`. Plain JavaScript, as it may be an older Node that runs it.
import { findNode24, noNode24 } from '../launcher/node24.mjs';
import { runChild } from '../launcher/run-child.mjs';

const node = findNode24();
if (!node) {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  process.stderr.write(`credo: ${noNode24[locale.toLowerCase().startsWith('zh') ? 'zh' : 'en']}\n`);
  process.exit(1);
}
if (node === process.execPath) {
  await import('./launch.ts');
} else {
  process.exit(await runChild(node, [import.meta.filename, ...process.argv.slice(2)]));
}
