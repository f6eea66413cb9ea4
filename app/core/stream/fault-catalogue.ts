/**
 * Everything that can go wrong with a sensor of the city, as data: what a fault touches, what it can befall, and what
 * can be set. How each one changes messages is the simulator's (simulators/city/faults); docs/faults.md tells people.
 */

/**
 * silence: nothing comes · value: wrong numbers · delivery: wrong moments or copies · clock: wrong times · wording: other
 * text · place: wrong coordinates · weather: nothing is wrong with the sensor, what it measures is different.
 */
export type FaultFamily = 'silence' | 'value' | 'delivery' | 'clock' | 'wording' | 'place' | 'weather';

export type FaultType =
  | 'gap'
  | 'id-reuse'
  | 'stuck'
  | 'spike'
  | 'drift'
  | 'noise-burst'
  | 'saturation'
  | 'counter-rollover'
  | 'counter-reset'
  | 'unit-mixup'
  | 'sentinel'
  | 'duplicate'
  | 'replay'
  | 'late'
  | 'out-of-order'
  | 'retained-stale'
  | 'rogue-publisher'
  | 'clock-skew'
  | 'local-as-utc'
  | 'dst-fold'
  | 'renamed-key'
  | 'string-number'
  | 'decimal-comma'
  | 'swapped-axes'
  | 'projected-as-degrees'
  | 'null-island'
  | 'ed50-shift'
  | 'truncated-degrees'
  | 'wind-turn';

export type FaultParameters = Readonly<Record<string, number | string>>;

/** What may be set: a number within bounds (both inside), or one of a few texts. `standard` where nothing is said. */
export type FaultParameter =
  | { readonly standard: number; readonly least: number; readonly most: number }
  | { readonly standard: string; readonly choices: readonly string[] };

export interface FaultKind {
  readonly type: FaultType;
  readonly family: FaultFamily;
  /** Domains of the sensors it can befall; null for all. */
  readonly domains: readonly string[] | null;
  /** Properties it can befall, one at a time; null where it touches whole messages. */
  readonly properties: readonly string[] | null;
  /** True where it is one reading and no more. */
  readonly oneReading: boolean;
  readonly parameters: Readonly<Record<string, FaultParameter>>;
}

/** What has to be known of a sensor to say what can befall it. */
export interface FaultySensor {
  readonly id: string;
  readonly domain: string;
  readonly properties: readonly string[];
  /** From one reading to the next. */
  readonly cadenceSeconds: number;
}

const MEASURED = ['flow', 'speed', 'no2', 'no', 'o3', 'pm10', 'pm25', 'laeq', 'bikes', 'temperature', 'humidity'];
const ALL = [...MEASURED, 'occupancy', 'wind_speed', 'wind_direction', 'pressure', 'rain', 'fill', 'free'];
// Parking stands still by nature: nobody could tell that it is stuck.
const MOVING = ['traffic', 'air', 'noise', 'weather', 'mobility'];

const whole = (type: FaultType, family: FaultFamily, parameters: FaultKind['parameters'] = {}): FaultKind => ({
  type,
  family,
  domains: null,
  properties: null,
  oneReading: false,
  parameters,
});
const value = (
  type: FaultType,
  domains: readonly string[] | null,
  properties: readonly string[],
  more: Partial<Pick<FaultKind, 'family' | 'oneReading' | 'parameters'>> = {},
): FaultKind => ({ type, family: 'value', domains, properties, oneReading: false, parameters: {}, ...more });

/** In the order in which they take hold where several meet: another unit first, then its error, then how it is written. */
export const FAULT_KINDS: readonly FaultKind[] = [
  whole('gap', 'silence'),
  { ...whole('id-reuse', 'value'), domains: ['traffic', 'air', 'noise', 'mobility', 'waste', 'parking'] },
  // Deviation of the small wobble, as a share of the value; 0 stands still to the last digit.
  value('stuck', MOVING, MEASURED, { parameters: { dither: { standard: 0, least: 0, most: 0.05 } } }),
  value('spike', null, [...MEASURED, 'wind_speed', 'pressure', 'fill'], { oneReading: true }),
  // Hours until the error has its full height.
  value('drift', ['air', 'noise', 'weather'], ['no2', 'no', 'o3', 'pm10', 'pm25', 'laeq', 'temperature', 'humidity'], {
    parameters: { hours: { standard: 2, least: 0.1, most: 48 } },
  }),
  value('noise-burst', MOVING, [...MEASURED, 'wind_speed', 'pressure']),
  // Height of the ceiling, as a share of the first reading.
  value('saturation', MOVING, MEASURED, { parameters: { share: { standard: 0.7, least: 0.05, most: 1 } } }),
  value('counter-rollover', ['traffic', 'mobility'], ['flow', 'bikes'], { oneReading: true }),
  value('counter-reset', ['traffic', 'mobility'], ['flow', 'bikes'], { oneReading: true }),
  value('unit-mixup', null, ['no2', 'no', 'o3', 'temperature', 'wind_speed', 'speed', 'occupancy', 'fill', 'humidity']),
  value('sentinel', null, ALL, {
    parameters: { code: { standard: '-999', choices: ['-999', '9999', 'NaN', 'empty'] } },
  }),
  whole('duplicate', 'delivery'),
  whole('replay', 'delivery'),
  whole('late', 'delivery'),
  whole('out-of-order', 'delivery'),
  whole('retained-stale', 'delivery'),
  whole('rogue-publisher', 'delivery'),
  whole('clock-skew', 'clock', { seconds: { standard: 120, least: -300, most: 300 } }),
  whole('local-as-utc', 'clock'),
  // Minutes until the clock is set back an hour.
  whole('dst-fold', 'clock', { minutes: { standard: 0, least: 0, most: 360 } }),
  value('renamed-key', null, ALL, { family: 'wording' }),
  value('string-number', null, ALL, { family: 'wording' }),
  value('decimal-comma', null, ALL, { family: 'wording' }),
  whole('swapped-axes', 'place'),
  whole('projected-as-degrees', 'place'),
  whole('null-island', 'place'),
  whole('ed50-shift', 'place'),
  whole('truncated-degrees', 'place'),
  // No fault but an event of the whole city, named after the station that tells of it; 180 is a wind from the south.
  { ...whole('wind-turn', 'weather', { from_deg: { standard: 180, least: 0, most: 359 } }), domains: ['weather'] },
];

const BY_TYPE: ReadonlyMap<string, FaultKind> = new Map(FAULT_KINDS.map((kind) => [kind.type, kind]));

export function faultKind(type: string): FaultKind | undefined {
  return BY_TYPE.get(type);
}

/** The properties of a sensor that a fault can befall; none where it touches whole messages or cannot befall it. */
export function propertiesBefallen(kind: FaultKind, sensor: FaultySensor): readonly string[] {
  if (kind.domains !== null && !kind.domains.includes(sensor.domain)) return [];
  return sensor.properties.filter((property) => kind.properties?.includes(property));
}

export function canBefall(kind: FaultKind, sensor: FaultySensor): boolean {
  if (sensor.properties.length === 0) return false;
  if (kind.domains !== null && !kind.domains.includes(sensor.domain)) return false;
  return kind.properties === null || propertiesBefallen(kind, sensor).length > 0;
}
