import type { SavedView } from '../../../../shared/api/views.ts';

/** The groups of the picker and of the manage dialog, in their order. */
export const viewGroups = ['default', 'shared', 'private', 'gone'] as const;
export type ViewGroup = (typeof viewGroups)[number];

/** The group that a view is listed in; locked ones are shared. */
export function groupOf({ kind, availability }: SavedView): ViewGroup {
  if (availability !== 'here') return 'gone';
  return kind === 'locked' ? 'shared' : kind;
}

/** Views by group, those whose name has the text; groups of none left out. */
export function grouped(
  views: readonly SavedView[],
  text = '',
): { group: ViewGroup; views: SavedView[] }[] {
  const wanted = text.normalize('NFKC').toLowerCase().trim();
  return viewGroups
    .map((group) => ({
      group,
      views: views.filter(
        (view) =>
          groupOf(view) === group && view.name.normalize('NFKC').toLowerCase().includes(wanted),
      ),
    }))
    .filter((entry) => entry.views.length > 0);
}
