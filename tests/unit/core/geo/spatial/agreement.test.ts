/**
 * Relations and overlays against engines that share no code with ours: exact fractions of whole numbers (tests/builders/
 * exact-planar) and polyclip-ts, over shapes whose corners and edges meet all the time.
 */
import fc from 'fast-check';
import { difference, intersection, union, xor } from 'polyclip-ts';
import { describe, expect, it } from 'vitest';
import type { Geometry, Position } from '../../../../../app/core/geo/geojson.ts';
import { polygonsOf } from '../../../../../app/core/geo/geojson.ts';
import {
  differenceOf,
  intersectionOf,
  symmetricDifferenceOf,
  unionOf,
} from '../../../../../app/core/geo/spatial/overlay.ts';
import { holds, PreparedGeometry } from '../../../../../app/core/geo/spatial/prepared.ts';
import { faultOf, madeValid } from '../../../../../app/core/geo/spatial/validity.ts';
import { hasPart, meets, runsThrough, whereIs } from '../../../../builders/exact-planar.ts';
import {
  areaGeometry,
  gridArea,
  gridCorner,
  gridLine,
  lineGeometry,
  pointGeometry,
} from '../../../../builders/grid-shapes.ts';

const prepare = (geometry: Geometry) => new PreparedGeometry(geometry);
type Relation = Exclude<Parameters<typeof holds>[0], 'dwithin'>;

function expectRelations(a: Geometry, b: Geometry, expected: Partial<Record<Relation, boolean>>): void {
  const [one, other] = [prepare(a), prepare(b)];
  const found = Object.fromEntries(
    Object.keys(expected).map((relation) => [relation, holds(relation as Relation, one, other)]),
  );
  expect(found).toEqual(expected);
}

describe('agreement with exact fractions', () => {
  it('of points and areas, on corners and edges as well: 6,000 cases', () => {
    fc.assert(
      fc.property(gridArea(8), gridCorner(8), (area, corner) => {
        const where = whereIs(corner, [area]);
        const relations = {
          contains: where === 'inside',
          covers: where !== 'outside',
          intersects: where !== 'outside',
          touches: where === 'border',
        };
        expectRelations(areaGeometry(area), pointGeometry(corner), { ...relations, within: false, equals: false });
        expectRelations(pointGeometry(corner), areaGeometry(area), {
          within: relations.contains,
          coveredby: relations.covers,
          intersects: relations.intersects,
          touches: relations.touches,
        });
      }),
      { seed: 1, numRuns: 6_000 },
    );
  });

  it('of lines and areas: 2,000 cases', () => {
    fc.assert(
      fc.property(gridLine(8), gridArea(8), (line, area) => {
        const runs = runsThrough(line, [area]);
        const [inside, outside] = [runs.has('inside'), runs.has('outside')];
        const touching = meets(line, [area]);
        expectRelations(lineGeometry(line), areaGeometry(area), {
          intersects: touching,
          within: inside && !outside,
          coveredby: !outside,
          crosses: inside && outside,
          touches: touching && !inside,
          contains: false,
          overlaps: false,
          equals: false,
        });
      }),
      { seed: 2, numRuns: 2_000 },
    );
  });

  it('of two areas with holes: 1,000 cases', () => {
    fc.assert(
      fc.property(gridArea(8), gridArea(8), (a, b) => {
        const common = hasPart(a, 'inside', [b]);
        const onlyA = hasPart(a, 'outside', [b]);
        const onlyB = hasPart(b, 'outside', [a]);
        const touching = common || a.some((ring) => meets(ring, [b])) || b.some((ring) => meets(ring, [a]));
        expectRelations(areaGeometry(a), areaGeometry(b), {
          intersects: touching,
          contains: common && !onlyB,
          covers: common && !onlyB,
          within: common && !onlyA,
          coveredby: common && !onlyA,
          touches: touching && !common,
          overlaps: common && onlyA && onlyB,
          equals: !onlyA && !onlyB,
          crosses: false,
        });
      }),
      { seed: 3, numRuns: 1_000 },
    );
  }, 120_000);
});

/** In square degrees, from corners near (2, 41). */
function planeArea(geometry: Geometry): number {
  let area = 0;
  for (const rings of polygonsOf(geometry)) {
    for (const [i, ring] of rings.entries()) {
      let twice = 0;
      for (let k = 0; k + 1 < ring.length; k++) {
        const [p, q] = [ring[k]!, ring[k + 1]!];
        twice += (p[0]! - 2) * (q[1]! - 41) - (q[0]! - 2) * (p[1]! - 41);
      }
      area += (i === 0 ? 0.5 : -0.5) * Math.abs(twice);
    }
  }
  return area;
}

type Rings = [number, number][][];
const ringsOf = (geometry: Geometry) => (geometry as unknown as { coordinates: Rings }).coordinates;
const clipped = (coordinates: Rings[]): Geometry => ({ type: 'MultiPolygon', coordinates });

/** Stars around a centre, with corners at random places: slivers, near misses and deep dents. */
const star = fc
  .tuple(
    fc.double({ min: 2, max: 2.1, noNaN: true }),
    fc.double({ min: 41, max: 41.1, noNaN: true }),
    fc.array(fc.double({ min: 1e-7, max: 0.08, noNaN: true }), { minLength: 3, maxLength: 24 }),
  )
  .map(([x, y, radii]): Geometry => {
    const ring = radii.map((radius, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  });
const shape = fc.oneof(gridArea(8).map(areaGeometry), star);

describe('agreement with polyclip-ts', () => {
  it('of intersection, union and differences: 600 pairs of areas, by their size', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const [ringsA, ringsB] = [ringsOf(a), ringsOf(b)];
        const close = (ours: Geometry, theirs: Geometry) =>
          expect(Math.abs(planeArea(ours) - planeArea(theirs))).toBeLessThan(1e-12);
        close(intersectionOf(a, b), clipped(intersection(ringsA, ringsB) as Rings[]));
        close(unionOf([a, b]), clipped(union(ringsA, ringsB) as Rings[]));
        close(differenceOf(a, b), clipped(difference(ringsA, ringsB) as Rings[]));
        close(symmetricDifferenceOf(a, b), clipped(xor(ringsA, ringsB) as Rings[]));
      }),
      { seed: 4, numRuns: 600 },
    );
  }, 120_000);

  it('gives sound shapes', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        for (const made of [intersectionOf(a, b), unionOf([a, b]), differenceOf(a, b)])
          expect(faultOf(made)).toBeNull();
      }),
      { seed: 5, numRuns: 300 },
    );
  }, 120_000);
});

describe('repair', () => {
  it('keeps what an odd number of rings surrounds, and is sound: 400 scribbles', () => {
    const scribble = fc
      .array(gridCorner(8), { minLength: 3, maxLength: 9 })
      .map((corners) => [...corners, corners[0]!]);
    fc.assert(
      fc.property(scribble, fc.array(gridCorner(16), { minLength: 10, maxLength: 10 }), (ring, places) => {
        const repaired = madeValid(areaGeometry([ring]));
        expect(faultOf(repaired)).toBeNull();
        const prepared = prepare(repaired);
        for (const [x, y] of places) {
          // Half steps, so that many places lie between the corners.
          const where = whereIs([x, y], [[ring.map(([cx, cy]) => [cx * 2, cy * 2] as const)]]);
          if (where === 'border') continue;
          const inside = holds('contains', prepared, prepare(pointGeometry([x / 2, y / 2])));
          expect(inside).toBe(where === 'inside');
        }
      }),
      { seed: 6, numRuns: 400 },
    );
  }, 60_000);
});
