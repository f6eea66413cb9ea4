/** Texts around the list of functions; what is said of each function is reference text and lies with its data. */
export const enFunctions = {
  'functions.title_one': '{{count}} spatial function',
  'functions.title_other': '{{count}} spatial functions',
  'functions.about': 'About {{name}}',
  'functions.unit': 'Result in {{unit}}.',
  'functions.error': 'How exact',
  'functions.example': 'An example; a click puts it into the editor:',

  'problem.function-value': 'A function cannot work with one of the values.',
  'problem.function-value.help':
    'The words above say which function and which value, and in which row it is, where that was found. Leave the row out with WHERE, or look at it with ST_IsValidReason.',

  'example.spatial-join': 'NO₂ by district: a spatial join',
  'example.spatial-near': 'Buildings within 150 m of a facility',
  'example.spatial-reach': 'Within 100 m of a park, drawn',
  'example.spatial-cells': 'Trees counted in hexagons',
};
