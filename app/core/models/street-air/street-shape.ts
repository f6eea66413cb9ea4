/**
 * Which streets are canyons: those as high as a third of their width or more, with façades on both sides. The others are
 * open roads.
 *
 * A side is built where at least half of twelve points, 6 m behind its façade line, lie in a building. Where the data end
 * nobody knows: a side beyond the hull of the crossings counts as built, since the city goes on there.
 *
 * Source: the limit of H/W is SIRANE's (L. Soulhac et al. 2011); the share of built points is an assumption.
 */
import type { Assumption } from '../assumption.ts';
import type { Canyon } from './street-air.ts';

export const LEAST_ASPECT = 1 / 3;
const LEAST_BUILT = 0.5;
const POINTS = 12;
const BEHIND_FACADE_M = 6;
const CELL_M = 50;

export const SHAPE_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'street-air.least-aspect',
    value: LEAST_ASPECT,
    unit: '1',
    range: [0.2, 0.5],
    source: 'Height over width below which a street is an open road; as in SIRANE',
    kind: 'published',
  },
  {
    key: 'street-air.least-built',
    value: LEAST_BUILT,
    unit: '1',
    range: [0.3, 0.7],
    source: 'Share of a side that must be built for it to be a wall; judgement',
    kind: 'assumption',
  },
];

export interface ShapedStreet {
  readonly fromXM: number;
  readonly fromYM: number;
  readonly toXM: number;
  readonly toYM: number;
  readonly canyon: Pick<Canyon, 'widthM' | 'heightM'>;
}

/** A ring in metres. */
export type RingM = readonly (readonly [xM: number, yM: number])[];

/** 1 for streets that are open roads. `edge` is the ring beyond which nothing is known. */
export function openStreets(streets: readonly ShapedStreet[], buildings: readonly RingM[], edge: RingM): Uint8Array {
  const isBuilt = builtAt(buildings);
  return Uint8Array.from(streets, ({ fromXM, fromYM, toXM, toYM, canyon: { widthM, heightM } }) => {
    if (heightM / widthM < LEAST_ASPECT) return 1;
    const dx = toXM - fromXM;
    const dy = toYM - fromYM;
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    const off = widthM / 2 + BEHIND_FACADE_M;
    const isWall = (side: 1 | -1): boolean => {
      let built = 0;
      let known = 0;
      for (let i = 0; i < POINTS; i++) {
        // The ends lie in the crossing: the middle two thirds count.
        const share = 1 / 6 + ((i + 0.5) / POINTS) * (2 / 3);
        const x = fromXM + share * dx + (side * dy * off) / length;
        const y = fromYM + share * dy - (side * dx * off) / length;
        if (!isInsideRing(edge, x, y)) continue;
        known++;
        if (isBuilt(x, y)) built++;
      }
      return known < POINTS / 2 || built >= known * LEAST_BUILT;
    };
    return isWall(1) && isWall(-1) ? 0 : 1;
  });
}

function builtAt(rings: readonly RingM[]): (x: number, y: number) => boolean {
  const cells = new Map<string, RingM[]>();
  for (const ring of rings) {
    const xs = ring.map(([x]) => Math.floor(x / CELL_M));
    const ys = ring.map(([, y]) => Math.floor(y / CELL_M));
    for (let cx = Math.min(...xs); cx <= Math.max(...xs); cx++) {
      for (let cy = Math.min(...ys); cy <= Math.max(...ys); cy++) {
        const list = cells.get(`${cx} ${cy}`);
        if (list === undefined) cells.set(`${cx} ${cy}`, [ring]);
        else list.push(ring);
      }
    }
  }
  return (x, y) =>
    (cells.get(`${Math.floor(x / CELL_M)} ${Math.floor(y / CELL_M)}`) ?? []).some((ring) => isInsideRing(ring, x, y));
}

export function isInsideRing(ring: RingM, x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
