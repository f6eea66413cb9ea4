/** The choice of a language. `language.name` is what a language calls itself. */
export const enLanguage = {
  'language.name': 'English',
  'language.label': 'Language: {{name}}',
  'language.choose': 'Language',
  'notice.language-failed': 'The texts of this language could not be loaded, so nothing was changed.',
  'change.language': 'language',
} as const;
