/**
 * What a street is taken for where its layer does not say: free speed, lanes and capacity by class.
 *
 * Capacity in veh/h is lanes × capacity per lane. Values are usual ones of urban assignment models between signals
 * (a lane of a through street carries 600–1,000 veh/h, one of a motorway 1,800–2,000); they are assumptions, shown as
 * such, and every street that needed one is counted.
 */
import type { Assumption } from '../assumption.ts';
import { plainName } from './street-columns.ts';

export const STREET_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'living-street',
  'service',
] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

export interface ClassDefaults {
  readonly speedKmh: number;
  /** In each direction that is open. */
  readonly lanesEachWay: number;
  readonly capacityPerLaneVehPerHour: number;
  /** Façade to façade, m, where no width is known. */
  readonly widthM: number;
}

export const CLASS_DEFAULTS: Readonly<Record<StreetClass, ClassDefaults>> = {
  motorway: { speedKmh: 100, lanesEachWay: 2, capacityPerLaneVehPerHour: 1900, widthM: 50 },
  trunk: { speedKmh: 80, lanesEachWay: 2, capacityPerLaneVehPerHour: 1600, widthM: 40 },
  primary: { speedKmh: 50, lanesEachWay: 2, capacityPerLaneVehPerHour: 900, widthM: 30 },
  secondary: { speedKmh: 50, lanesEachWay: 1, capacityPerLaneVehPerHour: 900, widthM: 24 },
  tertiary: { speedKmh: 50, lanesEachWay: 1, capacityPerLaneVehPerHour: 800, widthM: 20 },
  residential: { speedKmh: 30, lanesEachWay: 1, capacityPerLaneVehPerHour: 600, widthM: 15 },
  'living-street': { speedKmh: 10, lanesEachWay: 1, capacityPerLaneVehPerHour: 300, widthM: 12 },
  service: { speedKmh: 20, lanesEachWay: 1, capacityPerLaneVehPerHour: 300, widthM: 10 },
};

/** A layer that names no class: every street is taken for one of these. */
export const CLASS_WHERE_UNKNOWN: StreetClass = 'tertiary';

const SOURCE = 'Usual value of urban assignment models; judgement';

export const OWN_STREET_ASSUMPTIONS: readonly Assumption[] = STREET_CLASSES.flatMap((name): Assumption[] => {
  const { speedKmh, lanesEachWay, capacityPerLaneVehPerHour, widthM } = CLASS_DEFAULTS[name];
  const of = (what: string, value: number, unit: string): Assumption => ({
    key: `own-streets.${name}.${what}`,
    value,
    unit,
    source: SOURCE,
    kind: 'assumption',
  });
  return [
    of('speed', speedKmh, 'km/h'),
    of('lanes-each-way', lanesEachWay, '1'),
    of('capacity-per-lane', capacityPerLaneVehPerHour, '{veh}/h'),
    of('width', widthM, 'm'),
  ];
});

/** A class that no car may use. */
export const NOT_FOR_CARS = 'not-for-cars';

/** Words that layers write for each class; simplified as column names are. Numbers are road classes of navigation data. */
const WORDS: Readonly<Record<StreetClass | typeof NOT_FOR_CARS, readonly string[]>> = {
  motorway: [
    'motorway',
    'motorwaylink',
    'freeway',
    'autobahn',
    'bundesautobahn',
    'bab',
    'typeautoroutier',
    'autoroute',
    'autopista',
    'autostrada',
    'autoestrada',
    'snelweg',
    'autosnelweg',
    'motorvag',
  ],
  trunk: [
    'trunk',
    'trunklink',
    'expressway',
    'schnellstrasse',
    'autovia',
    'autopistaautovia',
    'viarapida',
    'ronda',
    'ekspresowa',
    'routea2chaussees',
    'rijksweg',
    'r',
    'stradaextraurbanaprincipale',
  ],
  primary: [
    'primary',
    'primarylink',
    'majorroad',
    'bundesstrasse',
    'b',
    'nationale',
    'routenationale',
    'carreteranacional',
    'nacional',
    'stradastatale',
    'statale',
    'estradanacional',
    'krajowa',
    'hauptstrasse',
    'hauptverkehrsstrasse',
    'arterial',
    'avinguda',
    'avenida',
    'avenue',
  ],
  secondary: [
    'secondary',
    'secondarylink',
    'landesstrasse',
    'landstrasse',
    'staatsstrasse',
    'l',
    'st',
    'departementale',
    'routedepartementale',
    'carreteraautonomica',
    'carreteraconvencional',
    'stradaprovinciale',
    'provinciale',
    'provincialeweg',
    'p',
    'wojewodzka',
    'collector',
    'bretelle',
  ],
  tertiary: [
    'tertiary',
    'tertiarylink',
    'kreisstrasse',
    'k',
    'routea1chaussee',
    'unclassified',
    'powiatowa',
    'sammelstrasse',
    'distributor',
    'rondpoint',
    'roundabout',
    'stradacomunale',
    'comunale',
    'minorroad',
    'road',
    'street',
  ],
  residential: [
    'residential',
    'gemeindestrasse',
    'g',
    'anliegerstrasse',
    'wohnstrasse',
    'urbano',
    'urbana',
    'calle',
    'carrer',
    'rua',
    'rue',
    'gminna',
    'communale',
    'local',
    'localstreet',
    'gemeenteweg',
    'erschliessungsstrasse',
  ],
  'living-street': [
    'livingstreet',
    'verkehrsberuhigterbereich',
    'spielstrasse',
    'zonederencontre',
    'woonerf',
    'erf',
    'homezone',
    'busguideway',
  ],
  service: [
    'service',
    'serviceroad',
    'parkingaisle',
    'driveway',
    'alley',
    'routeempierree',
    'w',
    'wirtschaftsweg',
    'track',
    'camino',
    'chemin',
    'zufahrt',
  ],
  'not-for-cars': [
    'footway',
    'path',
    'pedestrian',
    'steps',
    'cycleway',
    'bridleway',
    'corridor',
    'sentier',
    'escalier',
    'fussweg',
    'radweg',
    'gehweg',
    'fussgaengerzone',
    'fietspad',
    'voetpad',
    'proposed',
    'construction',
    'planned',
    'abandoned',
    'platform',
    'raceway',
    'rail',
    'railway',
    'tram',
    'subway',
    'lightrail',
    'ferry',
    'peatonal',
    'sendero',
    'carrilbici',
    'pistacyclable',
    'pistecyclable',
    'pontebateau',
    'bacoupliaisonmaritime',
    'piste',
  ],
};

const CLASS_OF = new Map<string, StreetClass | typeof NOT_FOR_CARS>(
  Object.entries(WORDS).flatMap(([name, words]) =>
    words.map((word) => [word, name as StreetClass | typeof NOT_FOR_CARS] as const),
  ),
);
/** Functional road classes 0–7 and importances 1–6 run from the largest to the smallest. */
const NUMBERED: readonly StreetClass[] = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'residential',
  'service',
];

/** Null where the text names no class that is known. */
export function classOf(text: string): StreetClass | typeof NOT_FOR_CARS | null {
  const plain = plainName(text);
  const named = CLASS_OF.get(plain);
  if (named !== undefined) return named;
  return /^[0-7]$/.test(plain) ? NUMBERED[Number(plain)]! : null;
}
