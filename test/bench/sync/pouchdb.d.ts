/** The little of PouchDB that the bench beside it uses; it brings no types of its own. */
declare module 'pouchdb' {
  interface Replication {
    docs_written: number;
  }
  export interface Change {
    id: string;
    doc?: { phone?: string };
  }
  interface Live {
    on(event: 'change', listener: (change: Change) => void): this;
    cancel(): void;
  }
  interface ReplicateOptions {
    live?: boolean;
    retry?: boolean;
    batch_size?: number;
  }
  export interface Pouch {
    adapter: string;
    bulkDocs(documents: readonly object[]): Promise<unknown>;
    get(id: string): Promise<{ _id: string; _rev: string }>;
    put(document: object): Promise<unknown>;
    changes(options: { live: true; since: 'now'; include_docs: true }): Live;
    replicate: {
      to(other: Pouch, options: ReplicateOptions): Promise<Replication> & Live;
      from(other: Pouch, options: ReplicateOptions): Promise<Replication> & Live;
    };
    close(): Promise<void>;
  }
  interface PouchConstructor {
    new (name: string): Pouch;
    defaults(options: { prefix: string }): PouchConstructor;
  }
  const PouchDB: PouchConstructor;
  export default PouchDB;
}

declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http';

  export default function expressPouchDB(
    PouchDB: object,
    options: { inMemoryConfig: boolean; logPath: string },
  ): RequestListener;
}
