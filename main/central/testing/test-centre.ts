import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Role } from '../../../shared/sync/protocol-access.ts';
import type { Allowances } from '../../lan/request-limits.ts';
import { pageHtml } from '../../lan/test-lan.ts';
import { silentLogger } from '../../logger.ts';
import type { Platform } from '../../platform.ts';
import { createCompany, createInvitation } from '../access/companies.ts';
import { type OpenCentre, openCentre } from '../open-centre.ts';
import { connect, type Database } from '../postgres/database.ts';
import { TestDevice } from './test-device.ts';

/** A centre on a database of its own in the run's PostgreSQL, with a clock that the test moves. */
export interface TestCentre extends OpenCentre {
  readonly database: Database;
  readonly dataFolder: string;
  readonly clock: { now: number };
  /** Makes a company. @returns its id */
  company(name?: string): Promise<number>;
  /** A code of one use. */
  invite(companyId: number, role?: Role, userName?: string): Promise<string>;
  /** Enrols a device of a new user and says hello. */
  device(companyId: number, role?: Role): Promise<TestDevice>;
  /** Opens the same database again, as another process would. */
  again(): Promise<OpenCentre>;
  dispose(): Promise<void>;
}

/** 2026-03-02 09:00:00 in Asia/Shanghai. */
export const testStart = Date.UTC(2026, 2, 2, 1, 0, 0);

/** What it tells devices that candidates reach it by. */
export const testCandidateUrl = 'https://credo.example.com';

/** @param options limits of candidates, and the proxies in front */
export async function createTestCentre(
  candidates: { allowances?: Allowances; proxies?: number } = {},
): Promise<TestCentre> {
  const address = inject('postgres');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = connect(
    { ...address, database: 'postgres' },
    { logger: silentLogger, connections: 1 },
  );
  await admin.unsafe(`CREATE DATABASE ${name}`);
  const dataFolder = mkdtempSync(join(tmpdir(), 'credo-centre-'));
  const clock = { now: testStart };
  const platform: Platform = { now: () => clock.now, randomBytes };
  const database = connect(
    { ...address, database: name },
    { logger: silentLogger, connections: 6 },
  );
  const pageFolder = join(dataFolder, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), pageHtml);
  const options = {
    ...{ database, dataFolder, platform, logger: silentLogger },
    candidates: { ...candidates, pageFolder, url: () => testCandidateUrl },
  };
  const opened = await openCentre(options);
  const others: OpenCentre[] = [];
  const centre: TestCentre = {
    ...opened,
    database,
    dataFolder,
    clock,
    company: (companyName = '测试公司') =>
      database.begin((sql) => createCompany(sql, platform, companyName)),
    async invite(companyId, role = 'recruiter', userName = '周敏') {
      const { code } = await createInvitation(database, platform, { companyId, role, userName });
      return code;
    },
    async device(companyId, role = 'recruiter') {
      const device = new TestDevice(opened.app, clock);
      await device.enrol(await centre.invite(companyId, role));
      await device.hello();
      return device;
    },
    async again() {
      const other = await openCentre(options);
      others.push(other);
      return other;
    },
    async dispose() {
      for (const part of [opened, ...others]) await part.stop();
      await database.end({ timeout: 1 });
      await admin.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end({ timeout: 1 });
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  return centre;
}
