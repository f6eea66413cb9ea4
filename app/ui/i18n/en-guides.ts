/** The guides, read inside the page. */
export const enGuides = {
  'guides.title': 'Guides',
  'guides.trainer': 'For trainers',
  'guides.participant': 'For participants',
  'guides.city': 'For cities: your own data',
  'guides.deployment': 'Deployment',
  'guides.dictionary': 'Data dictionary',
  'guides.models': 'The models and their limits',
  'guides.glossary': 'Glossary',
  'guides.back': 'Back to the help',
  'guides.contents': 'Contents',
  'guides.text': 'Text of the guide',
  'guides.failed': 'This guide could not be read. Is the server still running?',
  'guides.retry': 'Try again',
  'guides.english': 'The guides are there in English only.',
} as const;
