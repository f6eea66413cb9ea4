/** Places that serve the public: where they are, and which building they are in. */
import { hash32, type RandomSource, randomFrom } from '../../../app/core/base/random.ts';
import { axisOfSide, type Building, type BuildingUse } from './buildings.ts';
import { ofPlace, PLANT_NAMES, shortStreetName } from './names.ts';
import type { Park } from './parks.ts';
import { distanceM, middleOf, type Plan, type PlanPoint } from './plan.ts';
import { chooseSpread } from './spread.ts';
import { alongStreet, type Street } from './streets.ts';

export type FacilityCategory =
  | 'school'
  | 'kindergarten'
  | 'primary-care'
  | 'hospital'
  | 'pharmacy'
  | 'market'
  | 'supermarket'
  | 'library'
  | 'sports'
  | 'playground'
  | 'bus-stop'
  | 'metro';

export interface Facility {
  readonly id: string;
  readonly name: string;
  readonly category: FacilityCategory;
  readonly buildingId: string | null;
  readonly point: PlanPoint;
}

/** Facilities that take a perimeter building of their own or a shop in one, with the use the building then has. */
const IN_BUILDINGS: readonly {
  readonly category: FacilityCategory;
  readonly count: number;
  readonly prefix: string;
  readonly use: BuildingUse;
}[] = [
  { category: 'school', count: 7, prefix: 'Escola', use: 'education' },
  { category: 'kindergarten', count: 10, prefix: "Llar d'infants", use: 'education' },
  { category: 'primary-care', count: 4, prefix: 'CAP', use: 'health' },
  { category: 'library', count: 2, prefix: 'Biblioteca', use: 'culture' },
  { category: 'sports', count: 5, prefix: 'Poliesportiu', use: 'culture' },
  { category: 'pharmacy', count: 42, prefix: 'Farmàcia', use: 'mixed' },
  { category: 'supermarket', count: 26, prefix: 'Supermercat', use: 'mixed' },
];
const PLAYGROUND_SHARE_OF_GARDENS = 0.6;
const BUS_STOPS_ON_STREETS = 30;
const KERB_M = 6;

export interface Facilities {
  readonly facilities: readonly Facility[];
  /** The use of a building that a facility has moved into, by building id. */
  readonly uses: ReadonlyMap<string, BuildingUse>;
}

export function createFacilities(
  plan: Plan,
  buildings: readonly Building[],
  parks: readonly Park[],
  streets: readonly Street[],
): Facilities {
  const random = randomFrom(plan.parameters.seed, 'facilities');
  const drafts: Omit<Facility, 'id'>[] = [...inOpenBlocks(buildings)];
  const uses = new Map<string, BuildingUse>();
  const free = new Set(buildings.filter((b) => b.facade !== null && (b.use === 'residential' || b.use === 'mixed')));
  for (const { category, count, prefix, use } of IN_BUILDINGS) {
    const placed = drafts.filter((draft) => draft.category === category).map((draft) => draft.point);
    for (const [index, building] of chooseSpread([...free], count, entranceOf, random, placed).entries()) {
      free.delete(building);
      uses.set(building.id, use);
      const street = shortStreetName(axisOfSide(plan, building.block, building.side ?? 0).name);
      const name = use === 'mixed' ? `${prefix} ${street}` : `${prefix} ${ofPlace(plantFor(category, index))}`;
      drafts.push({ category, name, buildingId: building.id, point: entranceOf(building) });
    }
  }
  drafts.push(...playgrounds(parks, random), ...busStops(streets, random), ...metroEntrances(plan));
  const facilities = drafts.map((draft, index) => ({ id: `facility-${String(index + 1).padStart(3, '0')}`, ...draft }));
  return { facilities: withDistinctNames(facilities), uses };
}

/** Each category starts elsewhere in the list of plants; within a category no plant comes twice. */
function plantFor(category: FacilityCategory, index: number): string {
  return PLANT_NAMES[(hash32(category) + index) % PLANT_NAMES.length]!;
}

/** Two metres inside the middle of the façade. */
function entranceOf(building: Building): PlanPoint {
  const middle = middleOf(building.polygon[0]!);
  if (building.facade === null) return middle;
  const [a, b] = building.facade;
  const door: PlanPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const share = 2 / distanceM(door, middle);
  return [door[0] + (middle[0] - door[0]) * share, door[1] + (middle[1] - door[1]) * share];
}

/** The first building of a market, hospital, school or library block is what the block is named for. */
function inOpenBlocks(buildings: readonly Building[]): readonly Omit<Facility, 'id'>[] {
  const seen = new Set<string>();
  const found: Omit<Facility, 'id'>[] = [];
  for (const building of buildings) {
    const { special } = building.block;
    if (special === null || special === 'park' || seen.has(building.block.id)) continue;
    seen.add(building.block.id);
    const plant = ofPlace(plantFor(special, PLANT_NAMES.length - seen.size));
    const prefix = { market: 'Mercat', hospital: 'Hospital', school: 'Escola', library: 'Biblioteca' }[special];
    found.push({ category: special, name: `${prefix} ${plant}`, buildingId: building.id, point: insideOf(building) });
  }
  return found;
}

/** A point in a building that may be bent or hollow: two metres in from the middle of its first wall. */
export function insideOf(building: Building): PlanPoint {
  const [a, b] = building.polygon[0]!;
  const length = distanceM(a!, b!);
  const inward: PlanPoint = [-(b![1] - a![1]) / length, (b![0] - a![0]) / length];
  return [(a![0] + b![0]) / 2 + 2 * inward[0], (a![1] + b![1]) / 2 + 2 * inward[1]];
}

function playgrounds(parks: readonly Park[], random: RandomSource): readonly Omit<Facility, 'id'>[] {
  return parks
    .filter((park) => !park.isGarden || random.uniform() < PLAYGROUND_SHARE_OF_GARDENS)
    .map((park) => ({
      category: 'playground' as const,
      name: `Zona de jocs, ${park.name}`,
      buildingId: null,
      point: middleOf(park.ring),
    }));
}

/** On the avenues at every other block, both ways; elsewhere spread over the streets of the basic network. */
function busStops(streets: readonly Street[], random: RandomSource): readonly Omit<Facility, 'id'>[] {
  const onAvenues = streets.filter((street) => street.axis.isAvenue && street.segment % 2 === 0);
  const lastAxis = Math.max(...streets.map((street) => street.axis.index));
  const basic = streets.filter(
    ({ axis, lanes }) => !axis.isAvenue && lanes === 3 && axis.index > 0 && axis.index < lastAxis,
  );
  const elsewhere = chooseSpread(basic, BUS_STOPS_ON_STREETS, stopOn, random, onAvenues.map(stopOn));
  return [...onAvenues, ...elsewhere].map((street) => ({
    category: 'bus-stop' as const,
    name: `Parada ${shortStreetName(street.axis.name)} - ${shortStreetName(street.crossTo)}`,
    buildingId: null,
    point: stopOn(street),
  }));
}

function stopOn(street: Street): PlanPoint {
  return alongStreet(street, 0.7, street.axis.isAvenue ? 7 : KERB_M);
}

/** Three stations, each with an entrance on either side of the avenue. */
function metroEntrances(plan: Plan): readonly Omit<Facility, 'id'>[] {
  const avenueRow = plan.rows[plan.parameters.avenueRow]!;
  const avenueColumn = plan.columns[plan.parameters.avenueColumn]!;
  const stations = [
    { row: avenueRow, column: plan.columns[1]! },
    { row: avenueRow, column: avenueColumn },
    { row: plan.rows[8]!, column: avenueColumn },
  ];
  return stations.flatMap(({ row, column }) =>
    [-1, 1].map((side) => ({
      category: 'metro' as const,
      name: `Metro ${shortStreetName(row.name)} - ${shortStreetName(column.name)} (${side < 0 ? 'mar' : 'muntanya'})`,
      buildingId: null,
      // On the pavement, just past the chamfers.
      point: [
        column.offsetM + side * (column.widthM / 2 + plan.parameters.chamferLegM + 4),
        row.offsetM + side * (row.widthM / 2 - 3),
      ] as PlanPoint,
    })),
  );
}

/** A name that occurs more than once gets a number, as chains and bus stops have. */
function withDistinctNames(facilities: readonly Facility[]): readonly Facility[] {
  const counts = new Map<string, number>();
  return facilities.map((facility) => {
    const count = (counts.get(facility.name) ?? 0) + 1;
    counts.set(facility.name, count);
    return count === 1 ? facility : { ...facility, name: `${facility.name} (${count})` };
  });
}
