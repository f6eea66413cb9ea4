/**
 * Which columns give a height above the ground, told by their names in the languages of European registers. Heights above
 * the sea (altitude, elevation, cota) never count; neither do clearances, roofs alone or what lies below the ground.
 */
import { snakeCase } from './column-names.ts';

export type HeightUnit = 'm' | 'ft' | 'cm' | 'storey';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** As `snakeCase` leaves them: no capitals, no accents. */
const HEIGHT = words(
  `height heights hgt ht hauteur haut altura alturas alcada alcaria altezza hohe hoehe gebaudehohe gebaeudehoehe hoogte
  gebouwhoogte hojd byggnadshojd hojde hoyde bygningshoyde korkeus rakennuskorkeus wysokosc vyska inaltime magassag
  visina vysota augstums aukstis korgus garaiera altur haed υψος висота височина высота yukseklik heightroof
  bldgheight bldght buildingheight`,
);

/** These speak of storeys whatever stands beside them. */
const STOREYS = words(
  `storeys stories floors etages plantas plantas_sr piani andares geschosse geschosszahl vollgeschosse stockwerke etagen
  bouwlagen verdiepingen vaningar kerrosluku kerroslkm etasjer kondygnacje kondygnacji podlazi podlaznost etazh
  emeletek szintszam katova stavu aukstai korruseid οροφοι поверхи etaznost numfloors nfloors nlevels`,
);

/** These only with a word for counting or for a building: `admin_level` and `sound_levels` are no storeys. */
const MAYBE_STOREYS = words(
  'level levels lev storey floor etage niveau niveaux plantes etager etaje etaze stavi szintek',
);

/** With one of these a name means something else. */
const NOT_A_HEIGHT = words(
  `altitude altitud altitudine elevation elev cota quota kote msnm nn nhn nap ngf asl amsl sea mer mar meer zee niveau_mer
  ground terrain base min minimum max_speed sol bodem boden maaiveld clearance vehicle maxheight sill tree trees arbre
  arbol baum boom vegetation underground basement sotano soterrani sous kelder keller accuracy error quality source id
  code type class below admin bajo subterranea subterraneas sota subterrani date year`,
);

/** What a name may hold beside the word, with what it adds to its rank. */
const QUALITY: Readonly<Record<string, number>> = {
  measured: 12,
  building: 10,
  bldg: 10,
  batiment: 10,
  edificio: 10,
  edifici: 10,
  roof: 8,
  toit: 8,
  ridge: 8,
  dach: 8,
  dak: 8,
  max: 6,
  maximum: 6,
  render: 5,
  mean: 4,
  median: 4,
  avg: 4,
  above: 4,
  wall: -6,
  eave: -6,
  eaves: -6,
  traufe: -6,
  gutter: -6,
};

const UNITS: Readonly<Record<string, HeightUnit>> = {
  ft: 'ft',
  feet: 'ft',
  foot: 'ft',
  pies: 'ft',
  piedi: 'ft',
  fuss: 'ft',
  cm: 'cm',
  m: 'm',
  mt: 'm',
  mts: 'm',
  meter: 'm',
  meters: 'm',
  metre: 'm',
  metres: 'm',
  metros: 'm',
  metri: 'm',
  metrow: 'm',
};

const PLAIN = words(
  'n nb no num number nombre numero count anzahl aantal liczba pocet antal total sobre rasant rasante the of de des del der d',
);

export interface NamedHeight {
  readonly kind: 'length' | 'storeys';
  /** By the name; null where it names none. */
  readonly unit: HeightUnit | null;
  /** The best fits best. */
  readonly rank: number;
}

function countsStoreys(parts: readonly string[]): boolean {
  if (parts.some((part) => STOREYS.has(part))) return true;
  if (!parts.some((part) => MAYBE_STOREYS.has(part))) return false;
  const beside = parts.filter((part) => !MAYBE_STOREYS.has(part));
  return (
    beside.every((part) => PLAIN.has(part) || Object.hasOwn(QUALITY, part)) &&
    (beside.length > 0 || parts[0] === 'levels')
  );
}

/** What a column's name says about height; null where it says nothing of the kind. */
export function namedHeight(source: string): NamedHeight | null {
  // `storeysAboveGround` counts from the ground; elsewhere the word means the ground's own height.
  const name = snakeCase(source).replace(/above_ground$/, 'above');
  const parts = name.split('_');
  // OpenStreetMap: the roof's own height and storeys are not the building's.
  if (parts[0] === 'roof' || parts.some((part) => NOT_A_HEIGHT.has(part))) return null;
  const isLength = parts.some((part) => HEIGHT.has(part)) || name === 'h' || name === 'h_m';
  if (!isLength && !countsStoreys(parts)) return null;
  let unit: HeightUnit | null = null;
  let rank = isLength ? 100 : 50;
  for (const part of parts) {
    const told = UNITS[part];
    if (told !== undefined && Object.hasOwn(UNITS, part)) unit = told;
    else if (Object.hasOwn(QUALITY, part)) rank += QUALITY[part]!;
    else if (!HEIGHT.has(part) && !STOREYS.has(part) && !MAYBE_STOREYS.has(part) && !PLAIN.has(part)) rank -= 10;
  }
  return { kind: isLength ? 'length' : 'storeys', unit: isLength ? unit : 'storey', rank };
}

/** Parts of a file's or a layer's name that say: these are buildings. */
const BUILDINGS =
  /build|bldg|batiment|\bbati\b|edific|gebaud|gebaeud|gebouw|\bpand(en)?\b|hauser\b|\bhouses\b|byggnad|bygning|rakennu|budynk|budynek|budov|cladir|epulet|zgrad|stavb|hoone|ehitis|eraikin|κτιρ|сград|будів|здани/u;

/** Columns that only files of buildings have; a count of buildings is something that districts have, too. */
const BUILDING_COLUMN = words(
  'building building_id building_type building_use bldg_id bldg_type id_build building_levels gebaudefunktion gebaudetyp type_batiment usage_batiment tipo_edificio',
);

/** Whether the name of a file or a layer speaks of buildings. */
export function namesBuildings(name: string): boolean {
  return BUILDINGS.test(snakeCase(name).replaceAll('_', ' '));
}

/** Whether a column says that its features are buildings. */
export function isBuildingColumn(source: string): boolean {
  return BUILDING_COLUMN.has(snakeCase(source));
}
