export const en = {
  title: 'Welcome to Credo',
  intro: 'Everything is kept on this computer and works without the internet.',
  steps: { company: 'Create the workspace', data: 'Choose where to begin' },
  step: 'Step {{number}} of 2',
  company: 'Company name',
  companyHint: 'What candidates see in mails and on the upload page',
  name: 'Your name',
  nameHint: 'Candidates see who asked, and verdicts are kept under it',
  address: 'Your e-mail address (optional)',
  addressHint: "Candidates' replies go here",
  timeZone: 'Time zone',
  required: 'Must not be empty',
  continue: 'Continue',
  choices: {
    import: {
      title: 'Import candidates',
      text: 'From an Excel or CSV file. It is checked first, and can be undone as a whole.',
    },
    samples: {
      title: 'Look at samples',
      text: 'Adds sample candidates and documents. Nobody is sent anything, and the settings remove them in one go.',
    },
    central: {
      title: 'Join a company',
      text: "With a code from the administrator: connects to the company's central server and shares its data.",
    },
    empty: { title: 'Start empty', text: 'Go straight in, and add or import candidates later.' },
  },
  loadingSamples: 'Adding the samples…',
  failed: 'Not done',
} as const;
