/** Scenarios beside each other, and what is said of draws. */
export const enCompare = {
  'model.tab.compare': 'Compare',
  'model.measure.lnight': 'Night noise',

  'model.partial':
    'Not settled yet: drivers could still save {{gap}} of their time by other routes. The figures and the map move until they cannot.',

  'compare.scenarios': 'Which scenarios',
  'compare.scenarios.few':
    'Two scenarios are needed to compare. Make another one above, or duplicate this one and change it.',
  'compare.scenarios.choose': 'Choose two or more.',
  'compare.scenarios.running': 'The scenarios are calculated',
  'compare.scenarios.evaluating': 'Calculating {{name}}',
  'compare.scenarios.exploring': 'Drawing what is not known, for {{name}}',
  'compare.scenarios.cancel': 'Cancel the calculation of these scenarios',
  'compare.scenarios.draw': 'How sure? Run {{draws}} draws for each',
  'compare.scenarios.totals': 'Beside each other',
  'compare.scenarios.on-map': 'on the map',
  'compare.scenarios.show': 'Show',
  'compare.scenarios.show-named': 'Show on the map: {{name}}',
  'compare.scenarios.lower': 'lower in {{lower}} of {{draws}}',
  'compare.scenarios.higher': 'higher in {{higher}} of {{draws}}',
  'compare.scenarios.note':
    'Each against the same baseline; bold is the change. A figure is one run at the middle of everything until all of these scenarios were drawn; then it is the median of the draws, and the range holds nine draws of ten.',
  'compare.pair': 'One less the other',
  'compare.pair.one': 'Scenario',
  'compare.pair.two': 'less',
  'compare.pair.none': 'no difference',
  'compare.pair.single':
    'From one run each. Run the draws to learn how sure the difference is: it cannot be read off two ranges beside each other.',
  'compare.pair.note':
    'Both scenarios were drawn with the same numbers, so what they share cancels in each draw. That is why this range is narrower than the two ranges above suggest.',

  'results.single-run':
    'One run at the middle of what is not known, with the street model OSPM. It need not be the middle of the draws, which take three street models.',
  'results.single-run.traffic': 'One run at the middle of what is not known.',
  'results.medians.traffic':
    'Medians of {{draws}} draws, below each change the range of nine draws of ten. The change is the median of the draws’ differences, so it need not be what the two columns differ by.',
  'results.modelled.own':
    'Modelled, not measured: yearly mean days of your own streets, with the fleet of the shipped district.',
  'results.medians':
    'Medians of {{draws}} draws over three street models, below each change the range of nine draws of ten. The change is the median of the draws’ differences, so it need not be what the two columns differ by.',
  'results.hardly-any': 'hardly any',
  'results.particles': 'Particles: for whom',
  'results.particles.above': 'People above, yearly mean',
  'results.particles.pm25': 'PM2.5: {{limit}} µg/m³',
  'results.particles.pm10': 'PM10: {{limit}} µg/m³',
  'results.particles.eu-2008': 'EU 2008, in force',
  'results.particles.eu-2030': 'EU, from 2030',
  'results.particles.who-2021': 'WHO 2021',
  'results.particles.note':
    'From the single run, without a range: most of these particles blow in from outside. EU limits of the Directives of 2008 and 2024, WHO guideline of 2021.',
  'results.groups.range': 'change {{low}} to {{high}}',
  'sure.structure': 'If one street model were right',
  'sure.structure.ospm': 'OSPM, as in the single run',
  'sure.structure.street': 'STREET-SRI',
  'sure.structure.box': 'Well-mixed box (SIRANE type)',
  'sure.structure.step': '{{before}} → {{after}} µg/m³ ({{change}})',
  'sure.structure.note':
    'NO₂ at people’s façades, everything else at its middle. Three published models of the same street: what lies between them is structural uncertainty, which no better number removes. The draws take each as often.',
  'change.scenarios-compared': 'scenarios to compare',
  'change.scenarios-calculated': 'scenarios calculated',
  'change.scenarios-cancelled': 'calculation cancelled',
} as const;
