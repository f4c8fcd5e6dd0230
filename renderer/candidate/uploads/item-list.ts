import type { UploadedFile } from '../candidate-api.ts';
import { writeRemembered } from './remembered-files.ts';
import type { UploadItem } from './upload-item.ts';

/** Something to tell the candidate about what they just did. */
export type QueueNotice =
  | { code: 'tooManyFiles'; left: number; limit: number }
  | { code: 'duplicates'; count: number }
  | { code: 'removeFailed'; message: string };

/** What the page shows. */
export interface QueueSnapshot {
  readonly items: readonly UploadItem[];
  readonly notice: QueueNotice | undefined;
}

/** The files of the page as a store that React reads; remembers on the phone what is not uploaded. */
export class ItemList {
  readonly #listeners = new Set<() => void>();
  readonly #token: string;
  #snapshot: QueueSnapshot = { items: [], notice: undefined };
  #excluded: readonly string[];
  #remembered = '';

  constructor(token: string, excluded: readonly string[]) {
    this.#token = token;
    this.#excluded = excluded;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): QueueSnapshot => this.#snapshot;

  get items(): readonly UploadItem[] {
    return this.#snapshot.items;
  }

  /** Files of the last submission that the next one leaves out, by `dfs_file_name`. */
  get excluded(): readonly string[] {
    return this.#excluded;
  }

  set excluded(names: readonly string[]) {
    this.#excluded = names;
    this.#remember();
  }

  get(key: string): UploadItem | undefined {
    return this.items.filter((item) => item.key === key)[0];
  }

  /** An item of the same slot, name and size: as far as a phone can tell, the same file. */
  find(name: string, size: number, slot: string): UploadItem | undefined {
    return this.items.filter(
      (item) => item.name === name && item.size === size && item.slot === slot,
    )[0];
  }

  /** Whether an item already stands for a file of the server. */
  claims(file: UploadedFile): boolean {
    return this.items.some(({ uploaded }) => uploaded?.dfs_file_name === file.dfs_file_name);
  }

  change(key: string, change: Partial<UploadItem>): void {
    this.replace(this.items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  drop(key: string): void {
    this.replace(this.items.filter((item) => item.key !== key));
  }

  replace(items: readonly UploadItem[]): void {
    this.#publish({ items, notice: this.#snapshot.notice });
  }

  notify(notice: QueueNotice | undefined): void {
    this.#publish({ items: this.items, notice });
  }

  #publish(snapshot: QueueSnapshot): void {
    this.#snapshot = snapshot;
    this.#remember();
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  #remember(): void {
    const pending = this.items
      .filter(({ uploaded, state }) => !uploaded && state !== 'refused')
      .map(({ name, size, slot }) => ({ name, size, ...(slot && { slot }) }));
    const remembered = { pending, excluded: this.#excluded };
    // Progress comes many times a second; storage is written when what it holds changes.
    const text = JSON.stringify(remembered);
    if (text === this.#remembered) return;
    this.#remembered = text;
    writeRemembered(this.#token, remembered);
  }
}
