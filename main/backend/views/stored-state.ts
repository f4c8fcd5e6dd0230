import { type ViewState, viewLimits, viewState } from '../../../shared/api/views.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { StoredState } from './view-store.ts';

/** A state as it is stored. @throws CredoError `viewTooLarge` */
export function storeState({ position_id, ...rest }: ViewState): StoredState {
  const json = JSON.stringify(rest);
  if (json.length > viewLimits.state) throw new CredoError('viewTooLarge');
  return { positionId: position_id === 0 ? null : position_id, json };
}

/**
 * A stored state as it is today: what the catalogue or a later version has made meaningless is left
 * out, the rest holds.
 */
export function readState({ positionId, json }: StoredState): ViewState {
  const stored = JSON.parse(json) as Record<string, unknown>;
  const kept: Record<string, unknown> = { position_id: positionId ?? 0 };
  for (const [field, schema] of Object.entries(viewState.shape)) {
    if (field === 'position_id' || !(field in stored)) continue;
    const parsed = schema.safeParse(stored[field]);
    if (parsed.success) kept[field] = parsed.data;
    else if (field === 'search_params') kept[field] = knownParams(stored[field]);
  }
  return viewState.parse(kept);
}

function knownParams(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(
    Object.entries(params).filter(
      ([key, value]) => viewState.shape.search_params.safeParse({ [key]: value }).success,
    ),
  );
}
