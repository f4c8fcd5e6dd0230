export const en = {
  searchParams: {
    title: 'Filters · {{stage}}',
    hint: 'What is on appears above the list in the order on the right, in this stage and for you alone.',
  },
  columns: {
    title: 'Columns · {{stage}}',
    hint: 'What is on appears in the list in the order on the right, in this stage and for you alone.',
    ofView:
      'This view brings its own columns: changes are yours alone until you update the view or save another.',
  },
  inUse_one: 'In use ({{count}}) · drag to sort',
  inUse_other: 'In use ({{count}}) · drag to sort',
  noneInUse: 'What you switch on at the left appears here.',
  required: 'Always in use',
  remove: 'Remove {{name}}',
  reset: 'Reset to default',
  notSaved: 'Not saved; your changes are still here',
  drag: {
    handle: 'Sort {{name}}',
    instructions:
      'Press Space to pick up, the arrow keys to move, Space again to drop, Escape to cancel.',
    start: '{{name}} picked up',
    over: '{{name}} moved to place {{place}}',
    end: '{{name}} dropped at place {{place}}',
    cancel: 'Cancelled; {{name}} is back in its place',
  },
} as const;
