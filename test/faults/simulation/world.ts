import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { sha256Hex } from '../../../main/sync/capture/change-capture.ts';
import { WorldCentre } from './centre.ts';
import type { CentreSlot } from './centre-slots.ts';
import type { Command } from './commands.ts';
import { Device, type Kill } from './device.ts';
import { readCentre, text } from './invariants/central-state.ts';
import type { JoinedCompany } from './joined-companies.ts';
import { Ledger } from './ledger.ts';
import { SimulatedNetwork } from './network.ts';
import { firstCommands, type Scenario, type Step } from './scenario.ts';
import { SeededRandom } from './seeded-random.ts';
import { Turns } from './turns.ts';
import { VirtualTime } from './virtual-time.ts';

/** 2026-03-02 09:00:00 in Asia/Shanghai. */
const start = Date.UTC(2026, 2, 2, 1, 0, 0);

/** What passes in a longer time nobody wants to see: machines sleep. */
const asleep = 120_000;

export interface WorldOptions {
  readonly slot: CentreSlot;
  readonly folder: string;
  /** A database with the newest schema. */
  readonly template: string;
  readonly seed: string;
  /** To begin with; without one the devices join. */
  readonly company?: JoinedCompany | undefined;
}

/** A company with its devices and its centre, in a time of their own. */
export class World {
  readonly time: VirtualTime;
  readonly centre: WorldCentre;
  readonly network: SimulatedNetwork;
  readonly devices: Device[] = [];
  readonly ledger: Ledger;
  /** By kind, what went wrong besides requests. */
  readonly faults: Record<string, number> = {};
  /** Devices that joined for real. */
  joins = 0;
  /** The centre was put back to an older copy. */
  rewound = false;
  readonly #options: WorldOptions;
  readonly #copies = new Map<Device, string>();
  #copied: 'centre' | 'device' | 'leaving' | undefined;
  /** Who has left the company, and whose device it was. */
  readonly #left = new Map<Device, number>();
  #clones = 0;
  readonly #turns: Turns;

  constructor(options: WorldOptions) {
    const { company, slot, folder, seed } = options;
    this.#options = options;
    this.time = new VirtualTime(company?.now ?? start);
    this.ledger = company?.ledger.copy() ?? new Ledger();
    const platform = {
      now: () => this.time.now,
      randomBytes: new SeededRandom(`${seed}/centre`).bytes,
    };
    this.#turns = new Turns(new SeededRandom(`${seed}/turns`), () => this.devices);
    this.centre = new WorldCentre(slot, platform, folder);
    this.network = new SimulatedNetwork(this.centre.start(), this.#turns);
    this.#beat();
  }

  /** Operations that were made in this world. */
  get operations(): number {
    return this.ledger.entries.size - (this.#options.company?.ledger.entries.size ?? 0);
  }

  /** The devices join, with what was done on them before; or what they have joined is taken up. */
  async begin(scenario: Scenario): Promise<void> {
    const { company } = this.#options;
    if (company) await this.#takeUp(company, scenario);
    else await this.#joinAll(scenario);
    await this.settle();
    await this.centre.copy();
  }

  async #takeUp(company: JoinedCompany, { before }: Scenario): Promise<void> {
    const { folder } = this.#options;
    this.centre.company = company.centre.company;
    await this.centre.put(company.centre.rows);
    const blobs = join(company.folder, 'blobs');
    if (existsSync(blobs)) cpSync(blobs, join(folder, 'blobs'), { recursive: true });
    for (const name of company.devices) this.#add(name, join(company.folder, name)).start();
    for (const [index, command] of before.entries()) {
      await this.#command(this.#device(index % 2), command);
    }
  }

  async #joinAll({ devices, before, late, sameUser }: Scenario): Promise<void> {
    await this.centre.create();
    for (let index = 0; index < devices; index += 1) this.#add(`device${index}`).start();
    for (const [index, command] of [...firstCommands, ...before].entries()) {
      await this.#command(this.#device(index % 2), command);
    }
    const joining = late ? this.devices.slice(0, -1) : this.devices;
    for (const [index, device] of joining.entries()) {
      await this.join(device, index === 1 && sameUser ? this.#device(0).uid : undefined);
    }
  }

  /** Ends everything, and leaves on the disks what there is, for other worlds to begin with. */
  async close(): Promise<JoinedCompany> {
    const { folder } = this.#options;
    await this.settle();
    await this.ledger.keepNumbers(this.centre);
    for (const device of this.devices) await device.end();
    return {
      folder,
      devices: this.devices.map(({ name }) => name),
      centre: { company: this.centre.company, rows: await this.centre.take() },
      ledger: this.ledger,
      now: this.time.now,
    };
  }

  /** With a code of a user there is, or of a new one; whose program ends meanwhile gets another. */
  async join(device: Device, uid: number | undefined, own?: number): Promise<void> {
    this.joins += 1;
    while (!device.joined) {
      const code = await this.centre.invite({ uid });
      await device.join(code, own).catch((error: unknown) => {
        if (!device.dead) throw error;
      });
      await this.settle();
    }
    this.ledger.note(device);
    await this.settle();
  }

  /** Everything that a scenario says. */
  async run(scenario: Scenario): Promise<void> {
    await this.begin(scenario);
    const half = Math.floor(scenario.steps.length / 2);
    for (const [index, step] of scenario.steps.entries()) {
      if (index === half) await this.#joinLate(scenario.killJoining);
      await this.step(step);
    }
  }

  async #joinLate(killed: Kill | undefined): Promise<void> {
    for (const device of this.devices) {
      if (device.joined || this.#left.has(device)) continue;
      device.line.up = true;
      device.line.faults.length = 0;
      device.heal();
      if (killed) device.killAt(killed);
      await this.join(device, undefined);
      // A centre that is put back to before a device was enrolled knows nothing of it: enrol again.
      await this.centre.copy();
    }
  }

  get now(): number {
    return this.time.now;
  }

  get folder(): string {
    return this.#options.folder;
  }

  /** Does a step; one that makes no sense as things stand does nothing. */
  async step(step: Step): Promise<void> {
    if (step.do !== 'command' && step.do !== 'sync') {
      this.faults[step.do] = (this.faults[step.do] ?? 0) + 1;
    }
    switch (step.do) {
      case 'command':
        await this.#command(this.#device(step.device), step.command);
        break;
      case 'sync':
        await this.#sync(this.#device(step.device), step.faults);
        break;
      case 'race':
        await this.#race(step.device, step.commands);
        break;
      case 'pass':
        await this.pass(step.ms);
        break;
      case 'clock':
        this.#device(step.device).skew = step.skew;
        break;
      case 'kill':
        this.#device(step.device).killAt(step.kill);
        break;
      case 'line':
        this.#device(step.device).line.up = step.up;
        break;
      case 'silence':
        this.network.silent = step.silent;
        break;
      case 'restart-centre':
        this.network.serve(this.centre.start());
        break;
      case 'disk':
        this.#device(step.device).fullDisk = step.full;
        break;
      case 'quota':
        await this.centre.limit(step.full);
        break;
      case 'version':
        await this.#run(this.#device(step.device), step.old);
        break;
      case 'leave':
        await this.#leave(this.#device(step.device));
        break;
      case 'rot':
        this.#rot(this.#device(step.device), step.how);
        break;
      default:
        await this.#copyOrRestore(step);
    }
    await this.settle();
  }

  /** Time goes by. */
  async pass(milliseconds: number): Promise<void> {
    if (milliseconds > asleep) this.time.sleep(milliseconds);
    await this.time.advance(milliseconds > asleep ? 0 : milliseconds, () => this.settle());
  }

  /** Waits until nobody does anything, and starts anew who was killed. */
  async settle(): Promise<void> {
    for (let calm = 0; calm < 3; ) {
      await turn();
      calm = (await this.#turns.quiet()) ? 0 : calm + 1;
      for (const device of this.devices) {
        if (await device.idle()) calm = 0;
        if (!device.dead) continue;
        calm = 0;
        await device.restart();
      }
    }
  }

  /** Every fault ends. */
  async heal(): Promise<void> {
    this.network.silent = true;
    const outdated = this.devices.filter(({ line }) => line.old);
    for (const device of this.devices) {
      device.line.up = true;
      device.line.faults.length = 0;
      device.heal();
    }
    await this.network.deliverAll();
    await this.centre.limit(false);
    this.network.serve(this.centre.start());
    for (const device of this.#left.keys()) await this.#leave(device);
    // Whose program was too old gets the newest.
    for (const device of outdated) await device.restart();
    await this.settle();
  }

  /** Of everything that devices read of the centre, and of how they came to it. */
  async digest(): Promise<string> {
    return sha256Hex(text([this.network.requests, await readCentre(this.centre)]));
  }

  async dispose(): Promise<void> {
    for (const device of this.devices) await device.end();
    rmSync(this.#options.folder, { recursive: true, force: true });
  }

  #device(index: number): Device {
    return this.devices[index % this.devices.length] as Device;
  }

  #add(name: string, template = this.#options.template): Device {
    const { folder, seed } = this.#options;
    const { time, network } = this;
    const options = { name, template, seed, time, network, folder: join(folder, name) };
    const device = new Device(options);
    this.devices.push(device);
    return device;
  }

  async #command(device: Device, command: Command): Promise<void> {
    try {
      await device.command((commands) => commands.run(command));
    } catch (error) {
      // A full disk is told to the user; nothing is written.
      if (!device.dead && !device.hasFullDisk) throw error;
    }
    this.#note(device);
    await this.settle();
  }

  #note(device: Device): void {
    if (device.joined) this.ledger.note(device);
  }

  async #sync(device: Device, faults: Extract<Step, { do: 'sync' }>['faults']): Promise<void> {
    device.line.faults.push(...faults);
    await device.sync.syncNow();
    await this.settle();
    device.line.faults.length = 0;
    this.network.hint();
  }

  async #race(first: number, [one, two]: readonly [Command, Command]): Promise<void> {
    const [a, b] = [this.#device(first), this.#device(first + 1)];
    const reader = this.devices.length > 2 ? this.#device(first + 2) : undefined;
    const all = [a, b, ...(reader ? [reader] : [])];
    // Who is busy with something else, or would greet first, would wait for the held one.
    for (const device of all) await this.#sync(device, []);
    if (all.some(({ sync }) => sync.status().state !== 'current')) return;
    await a.commands.run(one).catch(() => false);
    await b.commands.run(two).catch(() => false);
    for (const device of [a, b]) this.#note(device);
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      a.line.gate = { reached: resolve, open: opened };
    });
    const pushing = a.sync.syncNow();
    await Promise.race([reached, pushing]);
    this.#turns.together = true;
    const other = b.sync.syncNow();
    await reader?.sync.syncNow();
    // The two meet: the second waits for the first one's lock, or has what it wants.
    while (b.busy && this.#turns.running < 2) await turn();
    this.#turns.together = false;
    open();
    delete a.line.gate;
    await Promise.all([pushing, other]);
  }

  /** Another version of the program is put in place of the one that runs. */
  async #run(device: Device, old: boolean): Promise<void> {
    if (device.line.old === old) return;
    device.line.old = old;
    await device.restart();
  }

  /** Leaves the company, or joins it again; a centre that is put back would lack what was left behind. */
  async #leave(device: Device): Promise<void> {
    if (this.#copied !== undefined && this.#copied !== 'leaving') return;
    const uid = this.#left.get(device);
    if (uid !== undefined) {
      device.line.up = true;
      device.line.old = false;
      device.line.faults.length = 0;
      device.heal();
      await this.join(device, uid, uid);
      this.#left.delete(device);
      this.#note(device);
    } else if (device.uid !== undefined && !device.dead) {
      this.#copied = 'leaving';
      this.#left.set(device, device.uid);
      this.#note(device);
      // Whose program ends meanwhile does it once more.
      while (device.joined) {
        await device.sync.leave().catch((error: unknown) => {
          if (!device.dead) throw error;
        });
        await this.settle();
      }
    }
  }

  #rot(device: Device, how: 'flip' | 'cut'): void {
    const waiting = device.database
      .prepare<[], string>(
        `SELECT sha256 FROM blobs WHERE sha256 NOT IN
           (SELECT sha256 FROM sync_files WHERE state = 'done' OR direction = 'down')
         ORDER BY sha256 LIMIT 1`,
      )
      .pluck()
      .get();
    const file = waiting && device.blobs.folder.path(waiting);
    if (!file || !existsSync(file)) return;
    this.ledger.rotten.add(waiting);
    const bytes = readFileSync(file);
    if (how === 'cut') truncateSync(file, Math.floor(bytes.length / 2));
    else {
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    }
  }

  /** A world has copies of its centre or of its devices: with both put back, who could still know? */
  async #copyOrRestore(step: Step): Promise<void> {
    const what = step.do.endsWith('centre') ? 'centre' : 'device';
    if (this.#copied !== undefined && this.#copied !== what) return;
    switch (step.do) {
      case 'copy-centre':
        await this.centre.copy();
        break;
      case 'restore-centre':
        this.#copied = what;
        await this.ledger.keepNumbers(this.centre);
        this.rewound = await this.centre.restore();
        this.network.serve(this.centre.start());
        break;
      case 'copy-device': {
        const device = this.#device(step.device);
        if (!device.joined) return;
        this.ledger.copied(device);
        const to = join(this.#options.folder, `copy-of-${device.name}`);
        device.copyDisk(to, false);
        this.#copies.set(device, to);
        break;
      }
      case 'restore-device': {
        const device = this.#device(step.device);
        const copy = this.#copies.get(device);
        if (!copy || !device.joined) return;
        this.#copied = what;
        const stored = await this.ledger.keepNumbers(this.centre);
        await device.restart(() => device.putDatabase(copy));
        this.ledger.restored(device, stored);
        break;
      }
      case 'clone-device':
        await this.#clone(this.#device(step.device));
        break;
    }
  }

  async #clone(device: Device): Promise<void> {
    if (!device.joined || this.#clones > 0) return;
    this.#copied = 'device';
    this.#clones += 1;
    const clone = this.#add(`${device.name}-clone`);
    device.copyDisk(clone.folder, true);
    clone.start();
    await this.settle();
    this.ledger.cloned(device, clone);
  }

  /** The centre's heartbeat on its event streams. */
  #beat(): void {
    this.time.scheduler().after(15_000, () => {
      this.network.heartbeat();
      this.#beat();
    });
  }
}
