/**
 * Which column of a city's street layer says what. Names are compared without case, accents, blanks and signs; the lists
 * hold what OpenStreetMap, national road registers and navigation data call these things. The first name of a list that
 * the layer has is taken; a person may choose another column or none.
 */

export const STREET_ASPECTS = [
  'id',
  'name',
  'class',
  'speed',
  'lanes',
  'direction',
  'capacity',
  'width',
  'bridge',
  'tunnel',
  'layer',
  'junction',
] as const;
export type StreetAspect = (typeof STREET_ASPECTS)[number];

/** A layer's own column for each aspect; null where it has none. */
export type StreetColumns = Readonly<Record<StreetAspect, string | null>>;

/** Most telling first. Simplified as `plainName` does. */
const NAMES: Readonly<Record<StreetAspect, readonly string[]>> = {
  id: [
    'featureid',
    'id',
    'osmid',
    'idroad',
    'identifier',
    'objectid',
    'fid',
    'gid',
    'linkid',
    'edgeid',
    'cleabs',
    'codi',
    'codigo',
    'code',
  ],
  name: [
    'name',
    'nom',
    'nombre',
    'nome',
    'naam',
    'strassenname',
    'strasse',
    'strname',
    'streetname',
    'street',
    'roadname',
    'straatnaam',
    'sttnaam',
    'nomvoie',
    'nomvia',
    'nomcarrer',
    'carrer',
    'calle',
    'rue',
    'via',
    'ulica',
    'namn',
    'navn',
    'nimi',
    'label',
    'description',
    'descripcio',
    'descripcion',
  ],
  class: [
    'highway',
    'class',
    'fclass',
    'roadclass',
    'roadtype',
    'type',
    'kind',
    'klasse',
    'strassenklasse',
    'strkl',
    'widmung',
    'nature',
    'importance',
    'categorie',
    'category',
    'categoria',
    'tipo',
    'tipovia',
    'tipusvia',
    'tipus',
    'frc',
    'functionalclass',
    'funcclass',
    'wegbehsrt',
    'wegtype',
    'hierarchy',
    'jerarquia',
    'jerarquiavial',
  ],
  speed: [
    'speedkmh',
    'maxspeed',
    'speed',
    'speedlimit',
    'vmax',
    'freespeed',
    'geschwindigkeit',
    'hoechstgeschwindigkeit',
    'zulgeschw',
    'tempo',
    'vitesse',
    'vitmax',
    'vitessemax',
    'vitmoyvl',
    'velocidad',
    'velocidadmaxima',
    'velmax',
    'velocitat',
    'velocitatmaxima',
    'velocita',
    'velocidade',
    'maxsnelheid',
    'snelheid',
    'maximumsnelheid',
    'predkosc',
    'hastighet',
    'hastighed',
    'nopeus',
    'kmh',
  ],
  lanes: [
    'lanes',
    'numlanes',
    'lanecount',
    'nlanes',
    'nooflanes',
    'numberoflanes',
    'fahrstreifen',
    'anzahlspuren',
    'spuren',
    'fahrspuren',
    'nbvoies',
    'nbredevoies',
    'nbvoie',
    'voies',
    'carriles',
    'numcarriles',
    'ncarriles',
    'carrils',
    'numcarrils',
    'corsie',
    'ncorsie',
    'rijstroken',
    'aantalrijstroken',
    'faixas',
    'vias',
    'pasy',
    'korfalt',
  ],
  direction: [
    'oneway',
    'onewaydir',
    'direction',
    'dirtravel',
    'dir',
    'einbahn',
    'einbahnstrasse',
    'fahrtrichtung',
    'richtung',
    'sens',
    'sensdecirculation',
    'senscirculation',
    'sensuniqu',
    'sentido',
    'sentit',
    'senso',
    'sensounico',
    'rijrichting',
    'rijrichtng',
    'trafficdirection',
  ],
  capacity: ['capacityvehh', 'capacity', 'cap', 'kapazitaet', 'capacite', 'capacidad', 'capacitat'],
  width: ['widthm', 'width', 'breite', 'largeur', 'ancho', 'anchura', 'amplada', 'larghezza', 'largura', 'breedte'],
  bridge: ['bridge', 'isbridge', 'bruecke', 'pont', 'puente', 'brug'],
  tunnel: ['tunnel', 'istunnel', 'tunel', 'galleria'],
  layer: ['layer', 'zindex', 'zlevel', 'level', 'zorder', 'possol', 'positionparrapportausol', 'ebene', 'niveau'],
  junction: ['junction', 'roundabout', 'kreisverkehr'],
};

const ACCENTS = /[\u0300-\u036f]/g;
const SIGNS = /[^a-z0-9]/g;

/** `Höchst-Geschwindigkeit` → `hoechstgeschwindigkeit`; `Vitesse max.` → `vitessemax`. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(SIGNS, '');
}

/** What the layer's own columns seem to say; the person's choices go over it. */
export function findStreetColumns(columns: readonly string[]): StreetColumns {
  const byPlain = new Map<string, string>();
  for (const column of columns) {
    const plain = plainName(column);
    if (!byPlain.has(plain)) byPlain.set(plain, column);
  }
  const found = (aspect: StreetAspect) => {
    const name = NAMES[aspect].find((candidate) => byPlain.has(candidate));
    return name === undefined ? null : byPlain.get(name)!;
  };
  return Object.fromEntries(STREET_ASPECTS.map((aspect) => [aspect, found(aspect)])) as StreetColumns;
}
