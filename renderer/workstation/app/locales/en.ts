export const en = {
  errors: {
    unreachable: 'Credo cannot be reached. Make sure it is still running, then try again.',
    unreadable:
      'The answer could not be understood. Try again; if it keeps happening, restart Credo.',
    failed: 'The service failed (HTTP {{status}}). Please try again later.',
    signIn:
      'You are signed out. Open the address that Credo printed when it started in a new tab, then try again here: what you wrote is still there.',
    title: 'Not done',
    crashed: 'Something on this page broke',
    crashedHint:
      'What you were typing may not be saved; everything else is safe. Please reload the page.',
    reload: 'Reload',
    retry: 'Try again',
  },
  nav: {
    main: 'Main navigation',
    pipeline: 'Candidates',
    review: 'Review',
    templates: 'Templates',
    outbox: 'Outbox',
    settings: 'Workspace settings',
  },
  theme: { label: 'Appearance', light: 'Light', dark: 'Dark', auto: 'System' },
  language: { label: 'Language', zh: '中文', en: 'English', system: 'System' },
  live: {
    lost: 'Live updates are interrupted; reconnecting…',
  },
  actions: {
    cancel: 'Cancel',
    close: 'Close',
    closeDialog: 'Close the dialog',
    confirm: 'OK',
    save: 'Save',
    undo: 'Undo',
    clearFilter: 'Clear filter: {{name}}',
  },
  unsaved: {
    title: 'Changes not saved yet',
    text: 'They will be lost when this is closed.',
    keep: 'Keep editing',
    discard: 'Discard changes',
  },
  loading: 'Loading',
} as const;
