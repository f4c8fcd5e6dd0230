export const en = {
  mode: {
    label: 'Layout',
    list: 'List',
    stages: 'Board of the stages',
    steps: 'Board of this stage’s steps',
  },
  column: '{{name}}, {{count}}',
  today: 'Today',
  changed: 'Changed {{time}}',
  empty: 'No candidates',
  failed: 'The board could not be loaded',
  kind: { degree: 'Degree', income: 'Income' },
  drag: {
    instructions:
      'Press Space to pick a card up, Left and Right to take it to another column, Space to put it down, Escape to cancel. Press Enter to open the candidate.',
    start: '{{name}} is picked up',
    over: '{{name}} is over {{column}}',
    outside: '{{name}} is over no column',
    end: '{{name}} was put into {{column}}',
    cancel: 'Cancelled; {{name}} is back where it was',
  },
} as const;
