/** Texts about registers and traces: their cards, and how they come. What a dataset says of itself is in its manifest. */
export const enRegisters = {
  'registers.title': 'Registers and traces',
  'registers.aside_one': '{{ready}} of {{count}} loaded',
  'registers.aside_other': '{{ready}} of {{count}} loaded',
  'registers.intro':
    'Records as offices hand them over: text as it came, mistakes included. They load after the map; ask about them under Query.',
  'registers.trace': 'traces',
  'registers.trace.long': 'Traces: movements of persons, loaded when you ask for them',

  'registers.state.none': 'not loaded',
  'registers.state.waiting': 'waiting',
  'registers.state.fetching': 'loading',
  'registers.state.reading': 'reading',
  'registers.state.storing': 'storing',
  'registers.state.ready': 'loaded',
  'registers.state.failed': 'failed',

  'registers.load': 'Load {{title}}, {{bytes}}',
  'registers.load.long': 'Nothing of it is in the database until you load it.',
  'registers.load.again': 'Try again',
  'registers.cancel': 'Cancel',
  'registers.cancel.of': 'Cancel loading {{title}}',
  'registers.progress': 'Loading {{title}}',
  'registers.progress.bytes': '{{loaded}} of {{total}}',
  'registers.ready_one': 'In the table {{table}}, {{rows}} row.',
  'registers.ready_other': 'In the table {{table}}, {{rows}} rows.',

  'registers.problem.file-unreachable':
    'The file of {{title}} could not be fetched. Check the connection and try again.',
  'registers.problem.file-not-csv':
    'The file of {{title}} is not the CSV that the dataset promises. Reinstall the dataset.',
  'registers.problem.columns-differ':
    'The file of {{title}} has other columns than the dataset promises. Reinstall the dataset.',
  'registers.problem.name-taken':
    'You have a table of that name. Drop or rename yours, then load {{title}} again: nothing of yours was changed.',
  'registers.problem.not-stored': 'The database could not take {{title}}. Drop tables you do not need and try again.',
  'registers.problem.worker-failed': 'Loading {{title}} stopped unexpectedly. Try again.',

  'registers.table': 'Table',
  'registers.rows': 'Rows',
  'registers.covers': 'Covers',
  'registers.file': 'File',
  'registers.file.value': '{{bytes}}, {{encoding}}',
  'registers.problems': 'Known problems',
  'registers.columns_one': '{{count}} column',
  'registers.columns_other': '{{count}} columns',
  'registers.column': 'Column',
  'registers.meaning': 'Meaning',
  'registers.invented':
    'About persons. These are invented. A real register like this is personal data: before you ask for it, name the legal basis (GDPR, article 6; mostly a public task), the purpose, and why you need each column.',
  'registers.invented.trace':
    'About persons. These are invented. Real traces are personal data, with a key in place of the name as well: who knows a few places of a person finds the person. Name the legal basis (GDPR, article 6), the purpose, and how coarse places and times may be; systematic tracking calls for an impact assessment (article 35).',
  'registers.personal':
    'About persons. Before you use it, name the legal basis (GDPR, article 6; mostly a public task), the purpose, and why you need each column.',

  'change.records': 'records',
} as const;
