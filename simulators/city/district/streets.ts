/** Intersections and directed streets: one link per block and direction of travel. */
import { AVENUE_CARRIAGEWAY_M, AVENUE_CARRIAGEWAY_OFFSET_M, STREET_CARRIAGEWAY_M } from './parameters.ts';
import { type Axis, distanceM, type Plan, type PlanPoint, twoDigits } from './plan.ts';

export interface Intersection {
  readonly id: string;
  readonly point: PlanPoint;
}

export interface Street {
  readonly id: string;
  readonly axis: Axis;
  /** Which stretch of the axis, counted from its lowest u or v. */
  readonly segment: number;
  /** +1 towards growing u or v. */
  readonly heading: 1 | -1;
  readonly fromNode: string;
  readonly toNode: string;
  readonly from: PlanPoint;
  readonly to: PlanPoint;
  /** Names of the streets crossed at its start and end. */
  readonly crossFrom: string;
  readonly crossTo: string;
  readonly lanes: number;
  readonly speedKmh: number;
  readonly capacityVehPerHour: number;
  readonly carriagewayM: number;
}

/** A signal gives each lane about 0.45 of the time of a saturation flow of 1,800 vehicles an hour. */
const CAPACITY_PER_LANE = 800;
const CAPACITY_PER_AVENUE_LANE = 900;
/** Every third street belongs to the basic network: a lane more and 50 km/h. */
const BASIC_NETWORK_EVERY = 3;

export function intersectionId(column: number, row: number): string {
  return `node-r${twoDigits(row + 1)}-c${twoDigits(column + 1)}`;
}

export function createIntersections(plan: Plan): readonly Intersection[] {
  return plan.rows.flatMap((row) =>
    plan.columns.map((column) => ({
      id: intersectionId(column.index, row.index),
      point: [column.offsetM, row.offsetM] as const,
    })),
  );
}

export function createStreets(plan: Plan): readonly Street[] {
  return [...plan.rows, ...plan.columns].flatMap((axis) => {
    const crossings = axis.along === 'u' ? plan.columns : plan.rows;
    return crossings.slice(0, -1).flatMap((_, segment) => {
      const headings: readonly (1 | -1)[] = axis.direction === 'both' ? [1, -1] : [axis.direction];
      return headings.map((heading) => createStreet(axis, crossings, segment, heading));
    });
  });
}

function createStreet(axis: Axis, crossings: readonly Axis[], segment: number, heading: 1 | -1): Street {
  const [start, end] = heading === 1 ? [segment, segment + 1] : [segment + 1, segment];
  const isBasic = axis.index % BASIC_NETWORK_EVERY === 1;
  const lanes = axis.isAvenue || isBasic ? 3 : 2;
  // Traffic keeps right: heading +u the right-hand side is −v, heading +v it is +u.
  const right = (axis.along === 'u' ? -heading : heading) * (axis.isAvenue ? AVENUE_CARRIAGEWAY_OFFSET_M : 0);
  const pointAt = (crossing: number): PlanPoint => {
    const along = crossings[crossing]!.offsetM;
    const across = axis.offsetM + right;
    return axis.along === 'u' ? [along, across] : [across, along];
  };
  const nodeAt = (crossing: number) =>
    axis.along === 'u' ? intersectionId(crossing, axis.index) : intersectionId(axis.index, crossing);
  const line = `${axis.along === 'u' ? 'r' : 'c'}${twoDigits(axis.index + 1)}-${twoDigits(segment + 1)}`;
  return {
    id: `street-${line}${axis.isAvenue ? (heading === 1 ? '-up' : '-down') : ''}`,
    axis,
    segment,
    heading,
    fromNode: nodeAt(start),
    toNode: nodeAt(end),
    from: pointAt(start),
    to: pointAt(end),
    crossFrom: crossings[start]!.name,
    crossTo: crossings[end]!.name,
    lanes,
    speedKmh: axis.isAvenue || isBasic ? 50 : 30,
    capacityVehPerHour: lanes * (axis.isAvenue ? CAPACITY_PER_AVENUE_LANE : CAPACITY_PER_LANE),
    carriagewayM: axis.isAvenue ? AVENUE_CARRIAGEWAY_M : STREET_CARRIAGEWAY_M,
  };
}

/** The point a share of the way along a street (0–1) and so many metres to the right of its carriageway's middle. */
export function alongStreet(street: Street, share: number, rightM = 0): PlanPoint {
  const { from, to } = street;
  const length = distanceM(from, to);
  const du = (to[0] - from[0]) / length;
  const dv = (to[1] - from[1]) / length;
  return [from[0] + (to[0] - from[0]) * share + dv * rightM, from[1] + (to[1] - from[1]) * share - du * rightM];
}

/** How far the façade on the right stands from the middle of the carriageway, m. */
export function rightFacadeM(street: Street): number {
  return street.axis.widthM / 2 - (street.axis.isAvenue ? AVENUE_CARRIAGEWAY_OFFSET_M : 0);
}

/** Streets by axis and segment, both directions of an avenue together. */
export function streetsBySegment(streets: readonly Street[]): ReadonlyMap<string, readonly Street[]> {
  const bySegment = new Map<string, Street[]>();
  for (const street of streets) {
    const key = segmentKey(street.axis, street.segment);
    const list = bySegment.get(key);
    if (list === undefined) bySegment.set(key, [street]);
    else list.push(street);
  }
  return bySegment;
}

export function segmentKey(axis: Axis, segment: number): string {
  return `${axis.along}${axis.index}:${segment}`;
}
