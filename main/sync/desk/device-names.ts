import type { Language } from '../../../shared/language.ts';
import { centreSpace, spaceOf } from '../../../shared/sync/ids.ts';
import type { Database } from '../../database/database.ts';
import type { Membership } from '../device-state.ts';

const centre = { zh: '中心服务器', en: 'Central server' } as const;
const here = { zh: '（本机）', en: ' (this one)' } as const;
const another = { zh: '设备', en: 'Device' } as const;

/** The setting of the company in which a device says what it is called. */
export const deviceNameKey = (space: number): string => `device.${space}`;

/** Names of the company's devices, by the space that their ids come from. */
export class DeviceNames {
  readonly #name;
  readonly #namesakes;
  readonly #membership: () => Membership | undefined;

  constructor(database: Database, membership: () => Membership | undefined) {
    this.#membership = membership;
    this.#namesakes = database
      .prepare<[string], number>(
        `SELECT COUNT(*) FROM settings
         WHERE uid = 0 AND key LIKE 'device.%' AND json_extract(value, '$') = ?`,
      )
      .pluck();
    this.#name = database
      .prepare<[string], string>(
        `SELECT json_extract(value, '$') FROM settings WHERE uid = 0 AND key = ?`,
      )
      .pluck();
  }

  /**
   * Devices of one name are told apart: this one, and others by the number of their space.
   * @returns '' for a workspace that has joined no company
   */
  ofSpace(space: number, language: Language): string {
    const membership = this.#membership();
    if (!membership) return '';
    if (space === centreSpace) return centre[language];
    const own = space === membership.space || space === 0;
    const name = own ? membership.device_name : this.#name.get(deviceNameKey(space));
    if (name === undefined) return `${another[language]} ${space}`;
    if ((this.#namesakes.get(name) ?? 0) < 2) return name;
    return own ? `${name}${here[language]}` : `${name} #${space}`;
  }

  /** The device that created a row of a numbered table. */
  ofRow(id: number, language: Language): string {
    return this.ofSpace(spaceOf(id), language);
  }
}

/** Says to the company what this device is called; a reviewer may not write the company's settings. */
export function tellDeviceName(
  database: Database,
  { space, device_name, role }: Pick<Membership, 'space' | 'device_name' | 'role'>,
  now: number,
): void {
  if (role === 'reviewer') return;
  database
    .prepare<[string, string, number]>(
      `INSERT INTO settings(uid, key, value, updated_at) VALUES (0, ?, ?, ?)
       ON CONFLICT(uid, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    )
    .run(deviceNameKey(space), JSON.stringify(device_name), now);
}
