// Runs `node <arguments>` with Node 24 and the tools of node_modules/.bin, whatever Node runs this.
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24, noNode24 } from '../../main/launcher/node24.mjs';
import { runChild } from '../../main/launcher/run-child.mjs';

const node = findNode24();
if (!node) {
  process.stderr.write(`${noNode24.en}\n`);
  process.exit(1);
}
const tools = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
const path = [dirname(node), tools, process.env.PATH].join(delimiter);
const root = join(tools, '..', '..');
process.exit(
  await runChild(node, process.argv.slice(2), { cwd: root, env: { ...process.env, PATH: path } }),
);
