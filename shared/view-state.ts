import type { ViewState } from './api/views.ts';

/** Whether two states show the same, whatever the order of their fields. */
export function sameViewState(one: ViewState, other: ViewState): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with the fields of every object in order, and what is undefined left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(
          Object.entries(field).sort(([first], [second]) => (first < second ? -1 : 1)),
        )
      : field,
  );
}
