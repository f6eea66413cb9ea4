/**
 * House numbers and the directory of addresses. Numbers rise along a street from its lowest u or v, even on the side
 * where the houses lie towards growing v or u, and skip where a park takes the place of houses.
 */
import { roundTo } from '../../../../app/core/base/portable-math.ts';
import { axisOfSide, type Building } from '../buildings.ts';
import { insideOf } from '../facilities.ts';
import type { DistrictModel } from '../model.ts';
import { type Axis, distanceM, middleOf, type Plan, type PlanPoint, twoDigits } from '../plan.ts';
import type { CensusSection } from '../residents.ts';
import type { RegisterTable } from './register-table.ts';

/** Kind of street, particle and name, in either language. */
export interface StreetName {
  readonly type: string;
  readonly particle: string;
  readonly name: string;
}

export interface AddressStreet {
  /** Five digits. */
  readonly code: string;
  readonly catalan: StreetName;
  readonly spanish: StreetName;
}

export interface Address {
  readonly id: string;
  readonly street: AddressStreet;
  readonly number: number;
  readonly building: Building;
  readonly section: CensusSection;
  readonly postcode: string;
  /** Ten digits: province, municipality, district, section. */
  readonly sectionCode: string;
  /** At the door, in plan metres. */
  readonly point: PlanPoint;
  /** EPSG:25831, centimetres. */
  readonly eastingM: number;
  readonly northingM: number;
  readonly lon: number;
  readonly lat: number;
}

/** A number to about every 12 m, and at least 2 more than the house before. */
const NUMBER_EVERY_M = 6.2;
/** Province 08 and a municipality that does not exist. */
const MUNICIPALITY = '08999';
const POSTCODE_BASE = 8090;

/** What the plants are called in Spanish, by the name that people say in Catalan. */
const SPANISH_NAMES: Readonly<Record<string, readonly [particle: string, name: string]>> = {
  Romaní: ['del', 'Romero'],
  Farigola: ['del', 'Tomillo'],
  Espígol: ['del', 'Espliego'],
  Llorer: ['del', 'Laurel'],
  Lledoners: ['de los', 'Almeces'],
  Sàlvia: ['de la', 'Salvia'],
  Orenga: ['del', 'Orégano'],
  Fonoll: ['del', 'Hinojo'],
  Menta: ['de la', 'Menta'],
  Marialluïsa: ['de la', 'Hierbaluisa'],
  Safrà: ['del', 'Azafrán'],
  Ginebró: ['del', 'Enebro'],
  Arboç: ['del', 'Madroño'],
  Llentiscle: ['del', 'Lentisco'],
  Garrofer: ['del', 'Algarrobo'],
  Murtra: ['del', 'Arrayán'],
  Marfull: ['del', 'Durillo'],
  Til·lers: ['de los', 'Tilos'],
  Olivera: ['del', 'Olivo'],
  Magraner: ['del', 'Granado'],
  Figuera: ['de la', 'Higuera'],
  Codonyer: ['del', 'Membrillo'],
};
const SPANISH_TYPES: Readonly<Record<string, string>> = { Carrer: 'Calle', Avinguda: 'Avenida', Passeig: 'Paseo' };

export function createAddresses(model: DistrictModel): readonly Address[] {
  const { plan } = model;
  const streets = streetsOf(plan);
  const sectionOf = new Map(model.sections.flatMap((section) => section.blocks.map((b) => [b.id, section] as const)));
  const drafts = model.buildings.map((building) => {
    const side = building.side ?? 0;
    const axis = axisOfSide(plan, building.block, side);
    const point = doorOf(building);
    return {
      building,
      axis,
      point,
      isEven: side === 0 || side === 3,
      alongM: axis.along === 'u' ? point[0] : point[1],
    };
  });
  const lastNumbers = new Map<string, number>();
  const startM = plan.columns[0]!.offsetM;
  const numbered = drafts
    .map((draft, order) => ({ ...draft, order }))
    .sort((a, b) => a.alongM - b.alongM || a.order - b.order)
    .map((draft) => {
      const line = `${axisKey(draft.axis)} ${draft.isEven}`;
      const wanted = 2 * Math.round((draft.alongM - startM) / (2 * NUMBER_EVERY_M)) + (draft.isEven ? 2 : 1);
      const number = Math.max(wanted, (lastNumbers.get(line) ?? -2) + 2);
      lastNumbers.set(line, number);
      return { ...draft, number };
    })
    .sort((a, b) => a.order - b.order);
  const half = Math.SQRT1_2;
  return numbered.map(({ building, axis, point, number, order }) => {
    const section = sectionOf.get(building.block.id)!;
    const district = Number(section.districtId.slice('district-'.length));
    const [lon, lat] = plan.toLonLat(point);
    return {
      id: `address-${String(order + 1).padStart(4, '0')}`,
      street: streets.get(axisKey(axis))!,
      number,
      building,
      section,
      postcode: `0${POSTCODE_BASE + district}`,
      sectionCode: `${MUNICIPALITY}${twoDigits(district)}0${section.id.slice('section-'.length)}`,
      point,
      eastingM: roundTo(plan.parameters.centreEastingM + (point[0] - point[1]) * half, 0.01),
      northingM: roundTo(plan.parameters.centreNorthingM + (point[0] + point[1]) * half, 0.01),
      lon,
      lat,
    };
  });
}

const axisKey = (axis: Axis) => `${axis.along}${axis.index}`;

function streetsOf(plan: Plan): ReadonlyMap<string, AddressStreet> {
  return new Map(
    [...plan.rows, ...plan.columns].map((axis, index) => {
      const [, type, particle, name] = /^(\S+) (de la |de l'|dels |del )(.+)$/.exec(axis.name)!;
      const [spanishParticle, spanishName] = SPANISH_NAMES[name!]!;
      const street: AddressStreet = {
        code: String(1013 + 37 * index).padStart(5, '0'),
        catalan: { type: type!, particle: particle!.trim(), name: name! },
        spanish: { type: SPANISH_TYPES[type!]!, particle: spanishParticle, name: spanishName },
      };
      return [axisKey(axis), street] as const;
    }),
  );
}

/** Two metres inside the wall where the door is: a wedge's is on the chamfer. */
function doorOf(building: Building): PlanPoint {
  if (building.side === null) return insideOf(building);
  const ring = building.polygon[0]!;
  const [a, b] = building.facade ?? [ring.at(-1)!, ring[0]!];
  const wall: PlanPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const middle = middleOf(ring);
  const share = 2 / distanceM(wall, middle);
  return [wall[0] + (middle[0] - wall[0]) * share, wall[1] + (middle[1] - wall[1]) * share];
}

/** "Carrer de l'Espígol", "Calle del Espliego". */
export function fullName({ type, particle, name }: StreetName): string {
  return particle.endsWith("'") ? `${type} ${particle}${name}` : `${type} ${particle} ${name}`;
}

/** The directory itself: kept well, so that the others can be tied to it. */
export function addressDirectory(addresses: readonly Address[]): RegisterTable {
  return {
    table: 'addresses',
    role: 'register',
    title: 'Directory of addresses',
    about: 'Every house with its street in both languages, its number, and the building and section it belongs to.',
    coverage: 'The whole place: one address for each building.',
    knownProblems: [],
    personal: false,
    encoding: 'utf-8',
    delimiter: ',',
    lineEnd: '\n',
    columns: [
      { name: 'address_id', description: 'identifier' },
      { name: 'street_code', description: 'code of the street, five digits' },
      { name: 'street_name', description: 'name of the street in Catalan, the official one' },
      { name: 'street_name_es', description: 'name of the street in Spanish' },
      { name: 'house_number', description: 'number of the house' },
      { name: 'postcode', description: 'postcode, five digits' },
      { name: 'section_code', description: 'official code of the census section, ten digits' },
      { name: 'building_id', description: 'building → buildings' },
      { name: 'block_id', description: 'block → blocks' },
      { name: 'section_id', description: 'census section → census_sections' },
      { name: 'x', description: 'easting of the door in EPSG:25831, m', type: 'double' },
      { name: 'y', description: 'northing of the door in EPSG:25831, m', type: 'double' },
      { name: 'lon', description: 'longitude of the door in WGS84, degrees', type: 'double' },
      { name: 'lat', description: 'latitude of the door in WGS84, degrees', type: 'double' },
    ],
    rows: addresses.map((address) => [
      address.id,
      address.street.code,
      fullName(address.street.catalan),
      fullName(address.street.spanish),
      String(address.number),
      address.postcode,
      address.sectionCode,
      address.building.id,
      address.building.block.id,
      address.section.id,
      address.eastingM.toFixed(2),
      address.northingM.toFixed(2),
      String(address.lon),
      String(address.lat),
    ]),
  };
}
