import type { UiState } from '../../app/ui-store.ts';
import type { SendForm } from './draft.ts';

type Target = NonNullable<UiState['sending']>;

/** What was typed and not sent, by candidate and kind, until the window closes. */
const unsent = new Map<string, SendForm>();

const keyOf = ({ application, kind }: Target) => `${application.application_id} ${kind}`;

export function unsentForm(target: Target): SendForm | undefined {
  return unsent.get(keyOf(target));
}

export function keepUnsent(target: Target, form: SendForm): void {
  unsent.set(keyOf(target), form);
}

/** Sent: nothing to keep. */
export function forgetUnsent(target: Target): void {
  unsent.delete(keyOf(target));
}
