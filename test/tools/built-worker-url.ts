/**
 * Stands in for `main/worker-url.ts` in tests: the worker as it is built (`built-workers.ts`). From
 * source each would load hundreds of small files, again for every test that starts one.
 */
export function workerUrl(name: string): URL {
  return new URL(`../../out/main/${name}.worker.js`, import.meta.url);
}
