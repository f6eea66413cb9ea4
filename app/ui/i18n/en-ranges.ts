/** What a modelled figure could be instead. */
export const enRanges = {
  'range.provisional': '{{low}} to {{high}} (provisional)',
  'range.could.step': 'could be {{before}} → {{after}}, change {{change}}',
  'range.is-provisional': '{{words}} (provisional)',
  'range.change.provisional': 'change {{low}} to {{high}} (provisional)',
  'range.value': '{{value}} ({{low}} to {{high}})',
  'range.about':
    'A provisional range varies what is not known a few dozen times, with each of three street models, and lets nobody choose another way; the draws do.',
  'results.example.interval.provisional': ', could be {{low}} to {{high}} (provisional)',
  'here.pm10': 'PM10',
  'health.range.provisional': 'The range is that of the risks and of the provisional range together.',
  'sure.tornado.outcome': 'Of the change in',
  'sure.outcome.no2MeanUgM3': 'NO₂ at people’s façades',
  'sure.outcome.pm25MeanUgM3': 'PM2.5 at people’s façades',
  'sure.outcome.peopleAboveLden': 'People above 53 dB of noise (Lden)',
  'sure.outcome.vehHoursPerDay': 'Hours spent driving',
  'tornado.noise': 'How loud that traffic is at a façade',
  'tornado.quiet': 'How loud the city around is',
} as const;
