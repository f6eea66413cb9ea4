/**
 * Names of columns that can be written in SQL without quotes: snake_case, unique, no reserved word, no name of the
 * house's own columns. The file's name stays beside them.
 */

/** Columns that every imported table has of its own. */
export const HOUSE_COLUMNS: readonly string[] = [
  'feature_id',
  'height_m',
  'height_source',
  'geom',
  'roof_geom',
  'wall_geom',
  'centroid_lon',
  'centroid_lat',
  'min_lon',
  'min_lat',
  'max_lon',
  'max_lat',
  'area_m2',
  'length_m',
];

/** Words that DuckDB does not take as a column without quotes; an integration test holds the list against DuckDB's own. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
  deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect
  into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary
  qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot
  using variadic when where window with
  anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike inner is
  isnull join left like map natural notnull outer overlaps positional right semi similar struct tablesample try_cast
  unpack verbose`.split(/\s+/),
);

/** Longest name; what is longer is cut. */
const LONGEST = 60;

/** Letters that do not fall apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

/** `measuredHeight` → `measured_height`, `addr:street` → `addr_street`, `Höhe [m]` → `hohe_m`; '' where nothing is left. */
export function snakeCase(source: string): string {
  const words = source
    .slice(0, 4 * LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})(?!\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[ßæœøłđðþħı]/g, (letter) => LETTERS[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return [...words].slice(0, LONGEST).join('').replace(/_+$/, '');
}

function safeStart(source: string, column: number): string {
  const name = snakeCase(source);
  if (name === '') return `column_${column}`;
  // A digit may not begin a name, nor may a digit of another script.
  if (!/^\p{L}/u.test(name)) return `c_${name}`;
  return RESERVED_WORDS.has(name) || HOUSE_COLUMNS.includes(name) ? `file_${name}` : name;
}

export interface NamedColumn {
  readonly name: string;
  /** Another column of the file came to the same name first. */
  readonly clashed: boolean;
}

/** A safe name for each of the file's columns, in their order: what clashes gets a number behind it. */
export function safeNames(sources: readonly string[]): readonly NamedColumn[] {
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return sources.map((source, index) => {
    const wanted = safeStart(source, index + 1);
    if (!taken.has(wanted)) {
      taken.add(wanted);
      return { name: wanted, clashed: false };
    }
    let number = last.get(wanted) ?? 1;
    let name: string;
    do {
      number += 1;
      name = `${wanted}_${number}`;
    } while (taken.has(name));
    last.set(wanted, number);
    taken.add(name);
    return { name, clashed: true };
  });
}
