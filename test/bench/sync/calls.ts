import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a child answers calls with, by their names. */
export type Answers = Readonly<Record<string, (argument: never) => unknown>>;

/** Answers the parent's calls, one after the other, in a process that `CalledProcess` started. */
export function answerCalls(answers: Answers): void {
  let before: Promise<unknown> = Promise.resolve();
  process.on('message', ({ id, name, argument }: { id: number; name: string; argument: never }) => {
    before = before.then(async () => {
      try {
        process.send?.({ id, result: await answers[name]?.(argument) });
      } catch (error) {
        process.send?.({ id, error: String((error as Error).stack ?? error) });
      }
    });
  });
  process.on('disconnect', () => process.exit(0));
}

/** Tells the parent something that it did not ask for. */
export function tellParent(event: string, value: unknown): void {
  process.send?.({ event, value });
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly event?: string;
  readonly value?: unknown;
}

/** A process of its own that answers calls. */
export class CalledProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #listeners = new Map<string, (value: unknown) => void>();
  #id = 0;

  constructor(file: URL) {
    this.#child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.on('message', (message: Message) => this.#take(message));
    this.#child.once('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`ended with ${code}`));
      this.#waiting.clear();
    });
  }

  call<Result>(name: string, argument?: unknown): Promise<Result> {
    this.#id += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#id, waiting);
    this.#child.send({ id: this.#id, name, argument });
    return waiting.promise as Promise<Result>;
  }

  /** Listens to what the process tells by itself; one listener for each event. */
  on(event: string, listener: (value: unknown) => void): void {
    this.#listeners.set(event, listener);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }

  #take({ id, result, error, event, value }: Message): void {
    if (event !== undefined) {
      this.#listeners.get(event)?.(value);
      return;
    }
    const waiting = this.#waiting.get(id ?? 0);
    this.#waiting.delete(id ?? 0);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}

/** Milliseconds of the system's monotonic clock, which all processes share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}
