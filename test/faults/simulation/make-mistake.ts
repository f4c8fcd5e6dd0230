import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mistakes } from './mistakes.ts';

/** Imported before the program (`node --import`): makes the mistake that `CREDO_MISTAKE` names. */
const wanted = process.env.CREDO_MISTAKE ?? '';
const mistake = mistakes.find(({ name }) => name === wanted);
if (!mistake) throw new Error(`no such mistake: ${wanted}`);
const root = new URL('../../../', import.meta.url);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const edits = mistake.edits.filter(({ file }) => new URL(file, root).href === url);
    if (edits.length === 0) return loaded;
    let source = String(
      loaded.source instanceof Uint8Array ? Buffer.from(loaded.source) : loaded.source,
    );
    for (const { from, to } of edits) {
      if (!source.includes(from)) throw new Error(`${fileURLToPath(url)} has no: ${from}`);
      source = source.replace(from, () => to);
    }
    return { ...loaded, source };
  },
});
