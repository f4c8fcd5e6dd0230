import type { SendingRules } from '../../shared/api/sending.ts';
import { formatTime, parseTime } from '../../shared/time.ts';
import type { WorkspaceStore } from '../backend/workspace/workspace-store.ts';
import type { MessageKind } from './transport.ts';

const settingKey = 'sending';
const minute = 60_000;
const dayMilliseconds = 24 * 60 * minute;

/** Before any save: nothing waits, nothing is limited, and requests are reminded of. */
export const defaultSendingRules: SendingRules = {
  quiet_hours: { enabled: false, from: '21:00', to: '08:00' },
  mail_limits: { per_minute: 0, per_hour: 0, per_day: 0 },
  sms_limits: { per_hour: 0, per_day: 0 },
  reminders: { enabled: true, days: [1, 3, 7], sms: false },
};

/** At most `messages` within any span of `milliseconds`. */
export interface SendingLimit {
  readonly messages: number;
  readonly milliseconds: number;
}

/** The rules of sending in the workspace's settings. */
export class SendingRulesStore {
  readonly #store: WorkspaceStore;
  readonly #timeZone: () => string;
  #current: SendingRules | undefined;

  constructor(store: WorkspaceStore, timeZone: () => string) {
    this.#store = store;
    this.#timeZone = timeZone;
  }

  get current(): SendingRules {
    this.#current ??= { ...defaultSendingRules, ...this.#store.get<SendingRules>(0, settingKey) };
    return this.#current;
  }

  save(rules: SendingRules): void {
    this.#store.set(0, settingKey, rules);
    this.#current = undefined;
  }

  /** When the quiet hours around a point in time end; undefined where it is in none. */
  quietUntil(time: number): number | undefined {
    return quietUntil(this.current.quiet_hours, time, this.#timeZone());
  }

  /** The limits of an account of a kind that are set. */
  limits(kind: MessageKind): SendingLimit[] {
    const { mail_limits, sms_limits } = this.current;
    const set =
      kind === 'mail'
        ? mail_limits
        : { per_minute: 0, per_hour: sms_limits.per_hour, per_day: sms_limits.per_day };
    return [
      { messages: set.per_minute, milliseconds: minute },
      { messages: set.per_hour, milliseconds: 60 * minute },
      { messages: set.per_day, milliseconds: dayMilliseconds },
    ].filter(({ messages }) => messages > 0);
  }
}

/** As `SendingRulesStore.quietUntil`. Hours that end where they begin are none. */
export function quietUntil(
  { enabled, from, to }: SendingRules['quiet_hours'],
  time: number,
  timeZone: string,
): number | undefined {
  if (!enabled || from === to) return undefined;
  const local = formatTime(time, timeZone);
  const clock = local.slice(11, 16);
  const quiet = from < to ? from <= clock && clock < to : from <= clock || clock < to;
  if (!quiet) return undefined;
  const today = local.slice(0, 10);
  return parseTime(`${clock < to ? today : dayAfter(today)} ${to}`, timeZone);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + dayMilliseconds).toISOString().slice(0, 10);
}
