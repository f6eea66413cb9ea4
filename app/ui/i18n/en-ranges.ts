/** What a modelled figure could be instead. */
export const enRanges = {
  'range.provisional': '{{low}} to {{high}} (provisional)',
  'range.could.step': 'could be {{before}} → {{after}}, change {{change}}',
  'range.is-provisional': '{{words}} (provisional)',
  'range.change.provisional': 'change {{low}} to {{high}} (provisional)',
  'range.value': '{{value}} ({{low}} to {{high}})',
  'range.about':
    'Ranges marked provisional vary what is not known a few dozen times, the three street models among it, with nobody choosing another way; the draws let everybody choose anew.',
  'results.example.interval.provisional': ', could be {{low}} to {{high}} (provisional)',
  'here.pm10': 'PM10',
  'health.range.provisional': 'The range is that of the risks and of the provisional range together.',
  'sure.tornado.outcome': 'Of the change in',
  'tornado.noise': 'How loud that traffic is at a façade',
  'tornado.quiet': 'How loud the city around is',
} as const;
