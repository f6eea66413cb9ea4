/** What a person settles about virtual sensors: on what they stand, and of which kinds how many. Kept, and read again as foreign input. */
import {
  MOST_VIRTUAL_SENSORS,
  VIRTUAL_SENSOR_KINDS,
  type VirtualSensorIssue,
  type VirtualSensorKind,
} from './virtual-sensors.ts';

export interface VirtualSensorsSpec {
  readonly table: string;
  /** The column of WKB. */
  readonly geometry: string;
  /** A column that names the places; null: they are called after their number. */
  readonly nameColumn: string | null;
  /** How many of each kind; kinds that are not in it have none. */
  readonly counts: Readonly<Partial<Record<VirtualSensorKind, number>>>;
  /** No two of a kind stand nearer to each other, m. */
  readonly apartM: number;
  /** Another seed, another arrangement. */
  readonly seed: number;
}

export interface PlacedSensors {
  /** A GeoJSON FeatureCollection in the columns of the shipped `sensors`, UTF-8. */
  readonly geojson: Uint8Array<ArrayBuffer>;
  readonly count: number;
  /** What each kind measures, first kinds first: what the layer can be coloured by. */
  readonly properties: readonly string[];
  /** With the kind that each is about. */
  readonly issues: readonly {
    readonly code: VirtualSensorIssue;
    readonly kind: VirtualSensorKind;
    readonly placed: number;
  }[];
  /** Middle of all of them, and half the width of what they cover. */
  readonly lon: number;
  readonly lat: number;
  readonly reachM: number;
}

export const FARTHEST_APART_M = 10_000;

export function countOf({ counts }: VirtualSensorsSpec): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** What was kept, where it is sound in every part; null otherwise. */
export function readVirtualSensorsSpec(value: unknown): VirtualSensorsSpec | null {
  const { table, geometry, nameColumn, counts, apartM, seed } = fieldsOf(value);
  const kept: Partial<Record<VirtualSensorKind, number>> = {};
  const given = fieldsOf(counts);
  for (const kind of VIRTUAL_SENSOR_KINDS) {
    const count = given[kind];
    if (count === undefined) continue;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > MOST_VIRTUAL_SENSORS) return null;
    kept[kind] = count;
  }
  const isSound =
    typeof table === 'string' &&
    typeof geometry === 'string' &&
    (nameColumn === null || typeof nameColumn === 'string') &&
    typeof apartM === 'number' &&
    apartM >= 0 &&
    apartM <= FARTHEST_APART_M &&
    typeof seed === 'number' &&
    Number.isInteger(seed);
  return isSound ? { table, geometry, nameColumn, counts: kept, apartM, seed } : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
