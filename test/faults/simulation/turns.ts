import type { SeededRandom } from './seeded-random.ts';

/** Who takes turns: a device, which works on until it asks for another or has nothing more to do. */
export interface Player {
  readonly name: string;
  /** A round of its sync service runs. */
  readonly busy: boolean;
  /** Resolves when none runs. */
  idle(): Promise<unknown>;
}

interface Waiting {
  readonly player: Player;
  begin(): void;
}

/**
 * The requests of a world, one at a time: when everybody who works has asked for something, the world's
 * seed says who is next. So requests of devices mix in every order, and a seed replays exactly, however
 * long each answer takes.
 */
export class Turns {
  readonly #random: SeededRandom;
  readonly #players: () => readonly Player[];
  #waiting: Waiting[] = [];
  #quiet: (() => void)[] = [];
  /** Requests on their way. */
  running = 0;
  /** Requests begin at once: of two that have to meet. */
  together = false;

  constructor(random: SeededRandom, players: () => readonly Player[]) {
    this.#random = random;
    this.#players = players;
  }

  /** Waits until nothing is on its way, requests that belong to no round included. @returns whether something was */
  async quiet(): Promise<boolean> {
    if (this.running + this.#waiting.length === 0) return false;
    await new Promise<void>((resolve) => {
      this.#quiet.push(resolve);
    });
    return true;
  }

  /** Does a request when it is its turn. */
  async take<Result>(player: Player, request: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ player, begin });
      this.#next();
    });
    try {
      return await request();
    } finally {
      this.running -= 1;
      this.#next();
      if (this.running + this.#waiting.length === 0) {
        for (const resolve of this.#quiet.splice(0)) resolve();
      }
    }
  }

  #next(): void {
    if (this.together) {
      for (const waiting of this.#waiting.splice(0)) this.#begin(waiting);
      return;
    }
    if (this.running > 0 || this.#waiting.length === 0) return;
    const asking = new Set(this.#waiting.map(({ player }) => player));
    const working = this.#players().find((player) => player.busy && !asking.has(player));
    if (working) {
      void working.idle().then(() => this.#next());
      return;
    }
    const names = [...new Set([...asking].map(({ name }) => name))].sort();
    const chosen = names[this.#random.below(names.length)];
    const place = this.#waiting.findIndex(({ player }) => player.name === chosen);
    const [waiting] = this.#waiting.splice(place, 1);
    if (waiting) this.#begin(waiting);
  }

  #begin({ begin }: Waiting): void {
    this.running += 1;
    begin();
  }
}
