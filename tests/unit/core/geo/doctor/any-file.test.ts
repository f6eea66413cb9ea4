import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlatGeometry } from '../../../../../app/core/geo/doctor/geometry/flat-geometry.ts';
import { faultsOfRow } from '../../../../../app/core/geo/doctor/geometry/mend-rows.ts';
import { PolygonChecker } from '../../../../../app/core/geo/doctor/geometry/polygon-faults.ts';
import { ShapeReader } from '../../../../../app/core/geo/doctor/geometry/read-shape.ts';
import { RingTurns } from '../../../../../app/core/geo/doctor/geometry/ring-turns.ts';
import { Tally } from '../../../../../app/core/geo/doctor/tally.ts';
import type { Geometry } from '../../../../../app/core/geo/geojson.ts';
import { faultOf } from '../../../../../app/core/geo/spatial/validity.ts';
import { examined } from '../../../../builders/doctor-sources.ts';
import { gridPolygons, nastyGeometry } from '../../../../builders/nasty-shapes.ts';

const SEED = 20241107;

/** The shape as it is read, before anything is mended, and what is found wrong with it. */
function read(raw: unknown): { readonly shape: Geometry | null; readonly isSound: boolean } {
  const geometry = new FlatGeometry();
  new ShapeReader(geometry, new Tally(), new RingTurns()).read(raw, 0);
  const shape = geometry.geometryAt(0);
  return { shape, isSound: shape === null || faultsOfRow(geometry, 0, new PolygonChecker()).codes.length === 0 };
}

describe('whatever stands in a file', () => {
  it('the doctor never throws, and what is drawn and what is left out are all its features', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nastyGeometry, { maxLength: 6 }), async (geometries) => {
        const { report, count, geometryAt } = await examined(
          geometries.map((geometry) => ({ geometry, properties: {} })),
        );
        expect(count).toBe(geometries.length);
        expect(report.features).toBe(geometries.length);
        expect(report.drawable + report.leftOut.reduce((sum, reason) => sum + reason.count, 0)).toBe(geometries.length);
        const codes = new Set(report.issues.map(({ code }) => code));
        for (const { code } of report.leftOut) expect(codes).toContain(code);
        if (report.outcome === 'needs-crs') return;
        const drawn = geometries.filter((_geometry, row) => geometryAt(row) !== null);
        expect(drawn).toHaveLength(report.drawable);
        expect(Object.values(report.geometryTypes).reduce((sum, types) => sum + types, 0)).toBe(geometries.length);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });

  it('what comes out is sound, lies in the world, and comes out the same when it goes in again', async () => {
    const notes = new Set([
      'z-values',
      'geometry-collection',
      'mixed-dimensions',
      'axes-may-be-swapped',
      'far-from-the-rest',
      'no-features',
    ]);
    await fc.assert(
      fc.asyncProperty(fc.array(nastyGeometry, { maxLength: 4 }), async (geometries) => {
        const first = await examined(geometries.map((geometry) => ({ geometry, properties: {} })));
        if (first.report.outcome === 'needs-crs') return;
        const shapes = geometries.map((_geometry, row) => first.geometryAt(row)).filter((shape) => shape !== null);
        for (const shape of shapes) expect(faultOf(shape)).toBeNull();
        const second = await examined(shapes);
        expect(shapes.map((_shape, row) => second.geometryAt(row))).toEqual(shapes);
        expect(second.report.issues.filter(({ code }) => !notes.has(code))).toEqual([]);
        const [west, south, east, north] = second.report.bbox ?? [0, 0, 0, 0];
        expect(west >= -180 && south >= -90 && east <= 180 && north <= 90).toBe(true);
      }),
      { seed: SEED, numRuns: 600 },
    );
  });

  it('shapes of two corners in the last place of their numbers are judged as JTS judges them', () => {
    for (const step of [0.125, 1e-13, 2 ** -46]) {
      let faulty = 0;
      fc.assert(
        fc.property(gridPolygons(4, step), (polygons) => {
          const { shape, isSound } = read(polygons);
          if (shape === null) return;
          if (!isSound) faulty++;
          expect(isSound).toBe(faultOf(shape) === null);
        }),
        { seed: SEED, numRuns: 2_000 },
      );
      // Otherwise nothing was compared.
      expect(faulty).toBeGreaterThan(300);
    }
  });

  it('large rings are judged as small ones', () => {
    fc.assert(
      fc.property(gridPolygons(12, 0.125), (polygons) => {
        // Edges cut into pieces: more of them, and the same shape.
        const finer = JSON.parse(JSON.stringify(polygons), (_key, value) =>
          Array.isArray(value) && value.length > 3 && typeof value[0]?.[0] === 'number' ? inPieces(value, 8) : value,
        );
        expect(read(finer).isSound).toBe(read(polygons).isSound);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

/** Eighths of steps of an eighth are exact. */
function inPieces(ring: number[][], pieces: number): number[][] {
  return ring.flatMap((to, i) => {
    const from = ring[i - 1];
    if (from === undefined) return [to];
    return Array.from({ length: pieces }, (_none, piece) =>
      [0, 1].map((d) => from[d]! + ((to[d]! - from[d]!) * (piece + 1)) / pieces),
    );
  });
}
