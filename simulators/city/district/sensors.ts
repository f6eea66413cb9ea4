/** The sensor network: what is measured where, how often, and in which dialect it reports. */
import { type RandomSource, randomFrom } from '../../../app/core/base/random.ts';
import { SENSOR_KINDS, type SensorKind } from '../../../app/core/stream/sensor-kinds.ts';
import type { Building } from './buildings.ts';
import { shortStreetName } from './names.ts';
import type { Park } from './parks.ts';
import { middleOf, type Plan, type PlanPoint } from './plan.ts';
import { chooseSpread } from './spread.ts';
import { alongStreet, rightFacadeM, type Street } from './streets.ts';

export interface Sensor {
  readonly id: string;
  readonly name: string;
  readonly kind: SensorKind;
  readonly streetId: string | null;
  readonly heightM: number;
  readonly point: PlanPoint;
  /** Parking bays watched; null for other kinds. */
  readonly spaces: number | null;
}

const KERB_M = 5.6;
const KERB_ON_AVENUE_M = 6.4;
/** Bays of about five metres along a block's straight side, less loading zones and crossings. */
const FEWEST_SPACES = 8;
const MOST_SPACES = 16;
/** Low-cost sensors that stand beside a reference station, so that one can be compared with the other. */
const BESIDE_REFERENCE_M = 1.5;

export function createSensors(
  plan: Plan,
  streets: readonly Street[],
  buildings: readonly Building[],
  parks: readonly Park[],
): readonly Sensor[] {
  const random = (key: string) => randomFrom(plan.parameters.seed, 'sensors', key);
  // Traffic is counted at the district's rim too; everything else stands inside it.
  const inner = streets.filter((street) => !isOutermost(plan, street));
  const references = referenceStations(inner, parks, random('reference'));
  return [
    ...loops(streets, random('loop')),
    ...lowCostAir(inner, references, random('air')),
    ...references,
    ...onStreets('noise', 3, 40, 4, inner, random('noise'), (street) =>
      alongStreet(street, 0.5, rightFacadeM(street) - 0.3),
    ),
    ...weatherStations(buildings, random('weather')),
    ...onStreets('bike', 2, 16, 0.5, bikeStreets(inner), random('bike'), (street) => alongStreet(street, 0.75, 4)),
    ...onStreets('bin', 3, 30, 1.2, inner, random('bin'), (street) => alongStreet(street, 0.2, kerbM(street))),
    ...parking(inner, random('parking')),
  ];
}

function onStreets(
  prefix: 'noise' | 'bike' | 'bin',
  digits: number,
  count: number,
  heightM: number,
  streets: readonly Street[],
  random: RandomSource,
  placeOf: (street: Street) => PlanPoint,
): readonly Sensor[] {
  return chooseSpread(streets, count, placeOf, random).map((street, index) => ({
    id: numbered(prefix, index, digits),
    name: placeName(street),
    kind: SENSOR_KINDS[prefix],
    streetId: street.id,
    heightM,
    point: placeOf(street),
    spaces: null,
  }));
}

/** Eighteen loops on the avenues, the rest spread over the streets; each lies before the stop line. */
function loops(streets: readonly Street[], random: RandomSource): readonly Sensor[] {
  const beforeStopLine = (street: Street) => alongStreet(street, 0.66);
  const onAvenues = chooseSpread(
    streets.filter((s) => s.axis.isAvenue),
    18,
    beforeStopLine,
    random,
  );
  const elsewhere = chooseSpread(
    streets.filter((street) => !street.axis.isAvenue),
    46,
    beforeStopLine,
    random,
    onAvenues.map(beforeStopLine),
  );
  return [...onAvenues, ...elsewhere].map((street, index) => ({
    id: numbered('loop', index, 3),
    name: placeName(street),
    kind: SENSOR_KINDS.loop,
    streetId: street.id,
    heightM: 0,
    point: beforeStopLine(street),
    spaces: null,
  }));
}

/** Two stations by traffic, one on a calm street, one in a park for the urban background. */
function referenceStations(
  streets: readonly Street[],
  parks: readonly Park[],
  random: RandomSource,
): readonly Sensor[] {
  const place = (street: Street) => alongStreet(street, 0.5, kerbM(street));
  const pick = (list: readonly Street[], count: number) => chooseSpread(list, count, place, random);
  const central = streets.filter((street) => street.segment > 0 && street.segment < 9);
  const chosen = [
    ...pick(
      central.filter((street) => street.axis.isAvenue && street.axis.along === 'u'),
      1,
    ),
    ...pick(
      central.filter((street) => street.axis.isAvenue && street.axis.along === 'v'),
      1,
    ),
    ...pick(
      central.filter((street) => street.lanes === 2),
      1,
    ),
  ];
  const park = parks.find((candidate) => !candidate.isGarden)!;
  const [u, v] = middleOf(park.ring);
  const drafts = [
    ...chosen.map((street) => ({ name: placeName(street), streetId: street.id, point: place(street) })),
    { name: park.name, streetId: null, point: [u + 8, v + 8] as PlanPoint },
  ];
  return drafts.map((draft, index) => ({
    id: numbered('air-ref', index, 2),
    kind: SENSOR_KINDS.airReference,
    heightM: 3,
    spaces: null,
    ...draft,
  }));
}

/** The first few beside the reference stations on streets, the others on lamp posts at the kerb. */
function lowCostAir(
  streets: readonly Street[],
  references: readonly Sensor[],
  random: RandomSource,
): readonly Sensor[] {
  const place = (street: Street) => alongStreet(street, 0.4, kerbM(street));
  const beside = references.map((station) => ({
    name: station.name,
    streetId: station.streetId,
    point: [station.point[0] + BESIDE_REFERENCE_M, station.point[1]] as PlanPoint,
  }));
  const others = chooseSpread(
    streets,
    40 - beside.length,
    place,
    random,
    beside.map((draft) => draft.point),
  );
  const drafts = [
    ...beside,
    ...others.map((street) => ({ name: placeName(street), streetId: street.id, point: place(street) })),
  ];
  return drafts.map((draft, index) => ({
    id: numbered('air', index, 3),
    kind: SENSOR_KINDS.air,
    heightM: 3,
    spaces: null,
    ...draft,
  }));
}

/** On high roofs, far apart. */
function weatherStations(buildings: readonly Building[], random: RandomSource): readonly Sensor[] {
  const high = buildings.filter((building) => building.facade !== null && building.heightM >= 27);
  const roofOf = (building: Building) => middleOf(building.polygon[0]!);
  return chooseSpread(high, 3, roofOf, random).map((building, index) => ({
    id: numbered('weather', index, 2),
    name: `Terrat ${building.id.slice('building-'.length)}`,
    kind: SENSOR_KINDS.weather,
    streetId: null,
    heightM: building.heightM + 2,
    point: roofOf(building),
    spaces: null,
  }));
}

function parking(streets: readonly Street[], random: RandomSource): readonly Sensor[] {
  const place = (street: Street) => alongStreet(street, 0.5, -4);
  const calm = streets.filter((street) => !street.axis.isAvenue && street.lanes === 2);
  return chooseSpread(calm, 24, place, random).map((street, index) => ({
    id: numbered('parking', index, 3),
    name: placeName(street),
    kind: SENSOR_KINDS.parking,
    streetId: street.id,
    heightM: 0,
    point: place(street),
    spaces: FEWEST_SPACES + random.below(MOST_SPACES - FEWEST_SPACES + 1),
  }));
}

function isOutermost(plan: Plan, street: Street): boolean {
  return street.axis.index === 0 || street.axis.index === plan.parameters.blocksPerSide;
}

/** Bike lanes run on the avenues and on every other calm street. */
function bikeStreets(streets: readonly Street[]): readonly Street[] {
  return streets.filter((street) => street.axis.isAvenue || (street.lanes === 2 && street.axis.index % 2 === 0));
}

function kerbM(street: Street): number {
  return street.axis.isAvenue ? KERB_ON_AVENUE_M : KERB_M;
}

function placeName(street: Street): string {
  return `${street.axis.name} / ${shortStreetName(street.crossTo)}`;
}

function numbered(prefix: string, index: number, digits: number): string {
  return `${prefix}-${String(index + 1).padStart(digits, '0')}`;
}
