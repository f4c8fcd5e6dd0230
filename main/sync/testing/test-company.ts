import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { expect } from 'vitest';
import { joinCompany } from '../../../shared/api/sync.ts';
import type { Role } from '../../../shared/sync/protocol-access.ts';
import { createTestBackend, type TestBackend, testPlatform } from '../../backend/test-backend.ts';
import { createInvitation } from '../../central/access/companies.ts';
import { createTestCentre, type TestCentre } from '../../central/testing/test-centre.ts';

let seed = 40;

/** A real centre on loopback, with a company for each test and workstations that join it. */
export class TestCompany {
  readonly centre: TestCentre;
  readonly url: string;
  readonly #server: ServerType;
  readonly #backends: TestBackend[] = [];
  #company = 0;

  private constructor(centre: TestCentre, server: ServerType, url: string) {
    this.centre = centre;
    this.#server = server;
    this.url = url;
  }

  static async start(): Promise<TestCompany> {
    const centre = await createTestCentre();
    const server = createAdaptorServer({ fetch: centre.app.fetch });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const company = new TestCompany(centre, server, `http://127.0.0.1:${port}`);
    await company.renew();
    return company;
  }

  /** Another company at the centre. */
  async renew(): Promise<void> {
    this.#company = await this.centre.company();
  }

  /** A code for a new user of the company. */
  invite(name: string, role: Role = 'recruiter'): Promise<string> {
    return this.centre.invite(this.#company, role, name);
  }

  /** A workstation that has joined no company; the clock is the centre's. */
  open(options: { dataFolder?: string; deviceFolder?: string } = {}): TestBackend {
    seed += 1;
    const backend = createTestBackend({
      ...options,
      platform: testPlatform(this.centre.clock, seed),
    });
    this.#backends.push(backend);
    return backend;
  }

  /** Joins through the endpoint, and syncs. */
  async join(backend: TestBackend, name: string, role: Role = 'recruiter'): Promise<void> {
    const code = await this.invite(name, role);
    const request = { url: this.url, code, device_name: `${name}的电脑` };
    const answer = await backend.call(joinCompany, request);
    expect(answer).toMatchObject({ err_no: 0, results: { membership: { uname: name } } });
    await backend.sync.syncNow();
  }

  /** Another device of a user who has one. */
  async joinAs(backend: TestBackend, same: TestBackend, device_name: string): Promise<void> {
    const { code } = await createInvitation(this.centre.database, backend.platform, {
      companyId: this.#company,
      uid: same.workspace.user.uid,
      role: 'recruiter',
    });
    const answer = await backend.call(joinCompany, { url: this.url, code, device_name });
    expect(answer.err_no, answer.err_msg).toBe(0);
    await backend.sync.syncNow();
  }

  /** A workstation of a new user, with what was written on it before it joined. */
  async joined(
    name: string,
    prepare: (backend: TestBackend) => unknown = () => {},
  ): Promise<TestBackend> {
    const backend = this.open();
    await prepare(backend);
    await this.join(backend, name);
    return backend;
  }

  /** Stops the workstations and removes their data. */
  async close(): Promise<void> {
    for (const backend of this.#backends.splice(0)) {
      await backend.sync.stop();
      backend.dispose();
    }
  }

  async dispose(): Promise<void> {
    await this.close();
    this.#server.close();
    await this.centre.dispose();
  }
}

/** Everybody has everything. */
export async function meet(...all: readonly TestBackend[]): Promise<void> {
  for (const backend of [...all, ...all]) await backend.sync.syncNow();
}

/** Every workstation syncs well, has nothing to send and nothing parked. */
export function expectSettled(...all: readonly TestBackend[]): void {
  for (const backend of all) {
    expect(backend.sync.status()).toMatchObject({ state: 'current', pending: 0, parked: 0 });
    const parked = backend.database.prepare('SELECT raw, reason FROM sync_parked').all();
    expect(parked).toEqual([]);
  }
}
