import type { SpotlightStore } from '@mantine/spotlight';

/**
 * Chooses the first action of a Spotlight. Spotlight does so when the query changes, before answers
 * that take a while are there; it keeps the choice in this attribute and in its store.
 */
export function selectFirst(store: SpotlightStore, list: HTMLElement): void {
  for (const chosen of list.querySelectorAll('[data-selected]')) {
    chosen.removeAttribute('data-selected');
  }
  const first = list.querySelector('[data-action]');
  first?.setAttribute('data-selected', 'true');
  first?.scrollIntoView({ block: 'nearest' });
  store.setState({ ...store.getState(), selected: first ? 0 : -1 });
}
