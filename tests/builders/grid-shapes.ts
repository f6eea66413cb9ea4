/** Shapes with corners on a small grid, where edges touch, run along each other and meet in corners all the time. */
import fc from 'fast-check';
import type { Geometry } from '../../app/core/geo/geojson.ts';
import { type Area, type Corner, meets, type Path, runsThrough } from './exact-planar.ts';

/** Grid steps per degree: places are exact in binary. */
const STEPS_PER_DEGREE = 64;

export const gridCorner = (size: number): fc.Arbitrary<Corner> =>
  fc.tuple(fc.nat({ max: size }), fc.nat({ max: size }));

/** No two edges have anything in common but a corner of neighbours. */
export function isSimpleRing(ring: Path): boolean {
  const edges = ring.slice(1).map((to, i): Path => [ring[i]!, to]);
  for (const [i, edge] of edges.entries()) {
    const [a, b] = edge as [Corner, Corner];
    if (a[0] === b[0] && a[1] === b[1]) return false;
    for (let j = i + 1; j < edges.length; j++) {
      const other = edges[j] as [Corner, Corner];
      const isNext = j === i + 1;
      const isBefore = i === 0 && j === edges.length - 1;
      if (!isNext && !isBefore) {
        if (meets(edge, [[other]])) return false;
      } else {
        const [shared, one, two] = isNext ? [b, a, other[1]] : [a, b, other[0]];
        const straight = (one[0] - shared[0]) * (two[1] - shared[1]) === (one[1] - shared[1]) * (two[0] - shared[0]);
        const sameWay = (one[0] - shared[0]) * (two[0] - shared[0]) + (one[1] - shared[1]) * (two[1] - shared[1]) > 0;
        if (straight && sameWay) return false;
      }
    }
  }
  return true;
}

const simpleRing = (size: number, mostCorners: number): fc.Arbitrary<Path> =>
  fc
    .array(gridCorner(size), { minLength: 3, maxLength: mostCorners })
    .map((corners): Path => [...corners, corners[0]!])
    .filter((ring) => isSimpleRing(ring) && !isFlat(ring));

const isFlat = (ring: Path) => {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) twice += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  return twice === 0;
};

const isWithin = (hole: Path, shell: Path) =>
  [...runsThrough(hole, [[shell]])].join() === 'inside' &&
  hole.every((corner) => !shell.some((at) => at.join() === corner.join()));

/** A simple polygon, with a hole where one was found that fits. */
export const gridArea = (size: number, mostCorners = 6): fc.Arbitrary<Area> =>
  fc
    .tuple(simpleRing(size, mostCorners), fc.option(simpleRing(size, 4)))
    .map(([shell, hole]): Area => (hole !== null && isWithin(hole, shell) ? [shell, hole] : [shell]));

export const gridLine = (size: number): fc.Arbitrary<Path> =>
  fc
    .array(gridCorner(size), { minLength: 2, maxLength: 5 })
    .filter((path) => path.some(([x, y]) => x !== path[0]![0] || y !== path[0]![1]));

const degrees = ([x, y]: Corner): [number, number] => [2 + x / STEPS_PER_DEGREE, 41 + y / STEPS_PER_DEGREE];

export const pointGeometry = (corner: Corner): Geometry => ({ type: 'Point', coordinates: degrees(corner) });
export const lineGeometry = (path: Path): Geometry => ({ type: 'LineString', coordinates: path.map(degrees) });
export const areaGeometry = (area: Area): Geometry => ({
  type: 'Polygon',
  coordinates: area.map((ring) => ring.map(degrees)),
});
