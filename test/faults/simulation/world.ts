import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { type SharedCentre, WorldCentre } from './centre.ts';
import type { Command } from './commands.ts';
import { Device } from './device.ts';
import { Ledger } from './ledger.ts';
import { SimulatedNetwork } from './network.ts';
import type { Scenario, Step } from './scenario.ts';
import { VirtualTime } from './virtual-time.ts';

/** 2026-03-02 09:00:00 in Asia/Shanghai. */
const start = Date.UTC(2026, 2, 2, 1, 0, 0);

/** What passes in a longer time nobody wants to see: machines sleep. */
const asleep = 120_000;

export interface WorldOptions {
  readonly shared: SharedCentre;
  readonly folder: string;
  readonly template: string;
  readonly seed: string;
}

/** A company with its devices and its centre, in a time of their own. */
export class World {
  readonly time = new VirtualTime(start);
  readonly centre: WorldCentre;
  readonly network: SimulatedNetwork;
  readonly devices: Device[] = [];
  readonly ledger = new Ledger();
  /** The centre was put back to an older copy. */
  rewound = false;
  readonly #options: WorldOptions;
  readonly #copies = new Map<Device, string>();
  #copied: 'centre' | 'device' | undefined;
  #clones = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    const platform = { now: () => this.time.now, randomBytes };
    this.centre = new WorldCentre(options.shared, platform, options.folder);
    this.network = new SimulatedNetwork(this.centre.start());
    this.#beat();
  }

  /** The devices join, with what was done on them before. */
  async begin({ devices, before, late, sameUser }: Scenario): Promise<void> {
    await this.centre.create();
    for (let index = 0; index < devices; index += 1) this.#add(`device${index}`).start();
    for (const [index, command] of before.entries()) {
      await this.#command(this.#device(index % 2), command);
    }
    const joining = late ? this.devices.slice(0, -1) : this.devices;
    for (const [index, device] of joining.entries()) {
      await this.join(device, index === 1 && sameUser);
    }
    await this.settle();
    await this.centre.copy();
  }

  async join(device: Device, asFirst = false): Promise<void> {
    const uid = asFirst ? this.#device(0).sync.membership?.uid : undefined;
    await device.join(await this.centre.invite(uid));
    this.ledger.note(device);
    await this.settle();
  }

  /** Everything that a scenario says. */
  async run(scenario: Scenario): Promise<void> {
    await this.begin(scenario);
    const half = Math.floor(scenario.steps.length / 2);
    for (const [index, step] of scenario.steps.entries()) {
      if (index === half) await this.#joinLate();
      await this.step(step);
    }
  }

  async #joinLate(): Promise<void> {
    for (const device of this.devices) {
      if (device.joined) continue;
      device.line.up = true;
      device.line.faults.length = 0;
      device.heal();
      await this.join(device);
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
      calm += 1;
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
    for (const device of this.devices) {
      device.line.up = true;
      device.line.faults.length = 0;
      device.heal();
    }
    await this.network.deliverAll();
    this.network.serve(this.centre.start());
    await this.settle();
  }

  async dispose(): Promise<void> {
    for (const device of this.devices) await device.dispose();
    rmSync(this.#options.folder, { recursive: true, force: true });
  }

  #device(index: number): Device {
    return this.devices[index % this.devices.length] as Device;
  }

  #add(name: string): Device {
    const { folder, template, seed } = this.#options;
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
    const other = b.sync.syncNow();
    await reader?.sync.syncNow();
    open();
    delete a.line.gate;
    await Promise.all([pushing, other]);
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
