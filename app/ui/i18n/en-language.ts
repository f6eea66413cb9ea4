/** The choice of a language, motion, and units that are words. `language.name` is what a language calls itself. */
export const enLanguage = {
  'language.name': 'English',
  'language.label': 'Language {{tag}}: {{name}}',
  'language.choose': 'Language',
  'notice.language-failed': 'The texts of this language could not be loaded, so nothing was changed.',
  'motion.label': 'Motion',
  'motion.system': 'As the system',
  'motion.reduced': 'Reduced: nothing glides or blinks',
  'unit.vehicles': 'veh',
  'unit.vehicles-an-hour': 'veh/h',
  'unit.vehicles-a-day': 'veh/day',
  'unit.bicycles-an-hour': 'bikes/h',
  'unit.people': 'people',
  'unit.people-a-square-kilometre': 'people/km²',
  'unit.years': 'years',
  'change.language': 'language',
} as const;
