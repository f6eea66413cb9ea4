/** Names of columns that hold one of two coordinates, as they are called in the languages of Europe. */

export interface AxisName {
  readonly axis: 'x' | 'y';
  /** The name says degrees: longitude or latitude. */
  readonly isDegrees: boolean;
  /** The name without the word for the axis: the other column has the same. */
  readonly stem: string;
}

/** Words for the first and the second axis, of one kind each. */
const WORDS: readonly (readonly [string, string, boolean])[] = [
  [
    'longitud[a-z]*|long|lon|lng|l(?:ae|a)nge(?:ngrad)?|lengtegraad|dlugosc|pituusaste|hosszusag|boylam|zemepisna_delka',
    'latitud[a-z]*|lat|breite(?:ngrad)?|breedtegraad|szerokosc|leveysaste|szelesseg|enlem|zemepisna_sirka',
    true,
  ],
  ['easting|eastings', 'northing|northings', false],
  ['east', 'north', false],
  ['este?', 'norte?|nord', false],
  ['ost(?:wert)?', 'nord(?:wert)?', false],
  ['rechtswert', 'hochwert', false],
  ['rw', 'hw', false],
  ['x', 'y', false],
  ['e', 'n', false],
];
/** What is glued to a word: `xcoord`, `utmx`, `geolon`, `lonwgs84`. */
const BEFORE = '(?:geo|gps|utm|map|loc|pos|point|pt|p|c|centr\\w*|coor\\w*|koor\\w*|geom)?';
const BEHIND = '(?:coor\\w*|koor\\w*|wgs(?:84)?|dd|dec|deg|utm|etrs(?:89)?|l93|rd|\\d{4,5}|m)?';
const PATTERNS = WORDS.map(([first, second, isDegrees]) => ({
  isDegrees,
  x: new RegExp(`^((?:.*_)?${BEFORE})(?:${first})(${BEHIND}(?:_.*)?)$`),
  y: new RegExp(`^((?:.*_)?${BEFORE})(?:${second})(${BEHIND}(?:_.*)?)$`),
}));

/** Lower case without accents, words joined by `_`. */
export function plainName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** What the name may mean, best first. */
export function axisNamesOf(name: string): AxisName[] {
  const plain = plainName(name);
  return PATTERNS.flatMap(({ x, y, isDegrees }, kind) =>
    (['x', 'y'] as const).flatMap((axis) => {
      const match = (axis === 'x' ? x : y).exec(plain);
      return match === null ? [] : [{ axis, isDegrees, stem: `${kind} ${match[1]} ${match[2]}` }];
    }),
  );
}
