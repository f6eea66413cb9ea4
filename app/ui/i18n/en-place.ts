/** Texts of the analyses of the place: walking access, sun, sky and heat. */
export const enPlace = {
  'place.intro':
    'The place as it stands, whatever the scenario: who reaches what on foot, where the sun shines and where nights stay warm.',
  'place.access': 'Walking access',
  'place.access.about':
    'From every door along the streets to the nearest place of each kind: 5 km/h, for people of 65 and older 0.9 m/s, 15 s at each crossing. Beside it, what a circle on the map would have said.',
  'place.access.run': 'Work out walking times',
  'place.access.caption': 'People within {{minutes}} minutes, %',
  'place.access.kind': 'Nearest',
  'place.access.everybody': 'Everybody',
  'place.access.elderly': '65 and older',
  'place.access.straight': 'By the circle',
  'place.access.reached':
    'A person reaches {{mean}} of the {{kinds}} kinds in that time on average; {{percent}} % of people reach all of them.',
  'place.access.gini': 'Inequality of walking times (Gini): {{value}}; 0 is the same for all.',
  'place.access.limits':
    'Source: the streets, census and facilities of this synthetic district; speeds are assumptions.',
  'place.sun': 'Sun, sky and heat',
  'place.sun.about':
    'Hours of direct sun on façades and pavements by geometry: clear sky, flat ground, buildings as prisms, no trees.',
  'place.sun.day': 'Day',
  'place.sun.day.march': '21 March',
  'place.sun.day.june': '21 June',
  'place.sun.day.december': '21 December',
  'place.sun.run': 'Follow the sun',
  'place.sun.running': 'Following the sun',
  'place.sun.low': 'Façades 2 m above the ground',
  'place.sun.high': 'Façades 14 m above the ground',
  'place.sun.pavement': 'Pavements',
  'place.sun.enough': 'Façades at 14 m with 1.5 hours or more',
  'place.sun.sky': 'Sky seen from the middle of the street',
  'place.sun.heat': 'Warmer than the country on a clear, calm summer night, at most',
  'place.sun.limits': 'The heat figure is uncertain by about ±0.9 K (Theeuwes and others, 2017).',
  'place.hours': '{{value}} h',
  'place.kelvin': '{{value}} K',
  'place.percent': '{{value}} %',
  'model.tab.place': 'Place',
  'change.access-analysed': 'walking access',
  'change.sun-analysed': 'sun and heat',
} as const;
