/**
 * The address of a worker's file, from source and from a build alike.
 *
 * A worker is a module named `<name>.worker.ts` anywhere in `main/`, its name unique there. From
 * source it runs as it is; the build makes `out/main/<name>.worker.js` of each, beside the modules
 * that start them (see `main/electron.vite.config.ts`, which finds them by their names).
 *
 * ```ts
 * const worker = new Worker(workerUrl('import-file', import.meta.url), { workerData });
 * ```
 * @param name the worker's name, without `.worker.ts`
 * @param from `import.meta.url` of a module in the worker's own folder
 */
export function workerUrl(name: string, from: string): URL {
  return new URL(`./${name}.worker${from.endsWith('.ts') ? '.ts' : '.js'}`, from);
}
