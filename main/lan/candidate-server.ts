import { CredoError, type ErrorName, type ErrorParameters } from '../../shared/errors.ts';
import type { LanServer } from './lan-server.ts';

/** Where the candidates' server is to be. */
export interface CandidateServerSettings {
  enabled: boolean;
  host: string;
  /** 0 takes a free one. */
  port: number;
}

/** Why it cannot be where it is to be, as an entry of the table of errors. */
export interface CandidateServerProblem {
  code: ErrorName;
  parameters: ErrorParameters;
}

/** The candidates' server, which can be switched and moved while everything else goes on. */
export class CandidateServer {
  readonly #create: (host: string, port: number) => LanServer;
  #settings: CandidateServerSettings;
  #running: { server: LanServer; port: number } | undefined;
  #problem: CandidateServerProblem | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param create builds a server that does not listen yet */
  constructor(
    settings: CandidateServerSettings,
    create: (host: string, port: number) => LanServer,
  ) {
    this.#settings = settings;
    this.#create = create;
  }

  get settings(): CandidateServerSettings {
    return this.#settings;
  }

  /** The port in use, or undefined while it is not running. */
  get boundPort(): number | undefined {
    return this.#running?.port;
  }

  /** Why it is not running although it is switched on. */
  get problem(): CandidateServerProblem | undefined {
    return this.#problem;
  }

  /** Where candidates reach it now, best first. */
  urls(): readonly string[] {
    return this.#running?.server.urls() ?? [];
  }

  /**
   * Starts it as its settings say; switched off, it does nothing.
   * @throws Error as `LanServer.start` does
   */
  async start(): Promise<void> {
    if (!this.#settings.enabled) return;
    this.#running = await this.#listen(this.#settings);
  }

  /** As `start`, but a network or port that cannot be had is only remembered. */
  async tryStart(): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      this.#problem = problemOf(error, this.#settings);
      if (!this.#problem) throw error;
    }
  }

  /**
   * Makes the server what the settings say. The new one listens before the old one ends, so that
   * candidates meet no gap; uploads in flight on the old one finish.
   * @throws CredoError `candidateServerPortTaken` and its like; the old server then goes on
   */
  apply(settings: CandidateServerSettings): Promise<void> {
    const done = this.#last.then(() => this.#apply(settings));
    this.#last = done.catch(() => {});
    return done;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    await this.#last;
    const running = this.#running;
    this.#running = undefined;
    await running?.server.stop();
  }

  async #apply(settings: CandidateServerSettings): Promise<void> {
    const before = this.#running;
    const same =
      before !== undefined &&
      settings.enabled &&
      settings.host === this.#settings.host &&
      (settings.port === this.#settings.port || settings.port === before.port);
    if (!same) {
      if (settings.enabled) await this.#replace(settings, before);
      else {
        this.#running = undefined;
        await before?.server.stop();
      }
    }
    this.#settings = settings;
    this.#problem = undefined;
  }

  async #replace(
    settings: CandidateServerSettings,
    before: { server: LanServer; port: number } | undefined,
  ): Promise<void> {
    // On the same port the two would be in each other's way.
    const inTheWay = before !== undefined && before.port === settings.port;
    if (inTheWay) {
      this.#running = undefined;
      await before.server.stop();
    }
    try {
      this.#running = await this.#listen(settings);
    } catch (error) {
      if (inTheWay) this.#running = await this.#listen({ ...this.#settings, port: before.port });
      const problem = problemOf(error, settings);
      if (!problem) throw error;
      throw new CredoError(problem.code, problem.parameters, { cause: error });
    }
    if (!inTheWay) await before?.server.stop();
  }

  async #listen({ host, port }: { host: string; port: number }) {
    const server = this.#create(host, port);
    return { server, port: (await server.start()).port };
  }
}

/** What a failed `listen` means; undefined for what is no matter of network or port. */
function problemOf(
  error: unknown,
  { host, port }: { host: string; port: number },
): CandidateServerProblem | undefined {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return { code: 'candidateServerPortTaken', parameters: { port } };
    case 'EACCES':
      return { code: 'candidateServerPortRefused', parameters: { port } };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return { code: 'candidateServerAddressUnknown', parameters: { host } };
    default:
      return undefined;
  }
}
