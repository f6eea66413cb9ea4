import { describe, expect, it } from 'vitest';
import { CRS84, createCrsTransform, EPSG25831 } from '../../../../../app/core/geo/crs.ts';
import { ReadCancelled } from '../../../../../app/core/geo/doctor/feature-source.ts';
import { countsOf, examined, polygon, square, turned, twoSystems } from '../../../../builders/doctor-sources.ts';

const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] });
/** A building of 10 m near the Plaça de Catalunya in ETRS89 / UTM zone 31N, clockwise. */
const building = polygon(turned(square(430_500, 4_582_000, 10)));
const RD =
  '+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +units=m';
const NETHERLANDS = { west: 3.2, south: 50.75, east: 7.22, north: 53.7 };
const declared = 'urn:ogc:def:crs:EPSG::25831';

describe('the reference system', () => {
  it('has its axes exchanged where only so a file lies in the area that it is made for', async () => {
    const rd = { ...EPSG25831, code: 'EPSG:28992', proj: RD };
    const registry = { ...twoSystems, resolve: () => ({ definition: rd, codes: [] }), areaOf: () => NETHERLANDS };
    const { report } = await examined([point(487_000, 121_000)], { declared: 'EPSG:28992', registry });
    expect(report).toMatchObject({ outcome: 'loads-with-issues', issues: [{ code: 'swapped-axes' }] });
    expect(report.bbox!.map((degrees) => degrees.toFixed(1))).toEqual(['4.9', '52.4', '4.9', '52.4']);
  });

  it('is guessed from the usual positions, not from a slip', async () => {
    const ranked: unknown[] = [];
    const rank = (bounds: unknown) => {
      ranked.push(bounds);
      return [];
    };
    const registry = { ...twoSystems, rank };
    const street = Array.from({ length: 40 }, (_one, at) => point(430_000 + at, 4_582_000));
    await examined([...street, point(0, 0)], { registry });
    expect(ranked).toEqual([{ minX: 430_000, maxX: 430_039, minY: 4_582_000, maxY: 4_582_000 }]);
  });

  it('is degrees where the numbers can be nothing else', async () => {
    const { report } = await examined([point(2.17, 41.39)]);
    expect(report.crs).toMatchObject({ declared: null, used: 'EPSG:4326', why: 'degrees' });
    expect(report.bbox).toEqual([2.17, 41.39, 2.17, 41.39]);
  });

  it('is what the file says, and shapes land there', async () => {
    const { report, geometryAt } = await examined([building], { declared });
    expect(report).toMatchObject({ outcome: 'loads', crs: { declared, used: 'EPSG:25831', why: 'declared' } });
    const [x, y] = createCrsTransform(EPSG25831, CRS84).forward(430_500, 4_582_000)!;
    expect(report.bbox![0]).toBeCloseTo(x, 5);
    expect(report.bbox![1]).toBeCloseTo(y, 5);
    expect((geometryAt(0) as { coordinates: number[][][] }).coordinates[0]).toHaveLength(5);
  });

  it('is a question where the numbers are metres and nobody says of what', async () => {
    const { report, count, geometryAt } = await examined([building]);
    expect(report).toMatchObject({
      outcome: 'needs-crs',
      features: 1,
      drawable: 1,
      bbox: null,
      crs: { used: null, why: 'unknown', candidates: [{ code: 'EPSG:25831' }] },
    });
    expect(count).toBe(1);
    expect(geometryAt(0)).toBeNull();
    expect(report.why).toBe(
      'The file has one feature: its numbers are metres, and it does not say in which reference system: choose one; most likely EPSG:25831 (ETRS89 / UTM zone 31N, Spain – Catalonia).',
    );
  });

  it('that a person chooses answers the question, which stays as a note', async () => {
    const { report } = await examined([building], { chosenCrs: 'EPSG:25831' });
    expect(report).toMatchObject({ outcome: 'loads', crs: { used: 'EPSG:25831', why: 'chosen' } });
    expect(report.issues).toContainEqual(
      expect.objectContaining({ code: 'projected-without-crs', weight: 'note', counted: 'file', count: null }),
    );
  });

  it('that a person chooses counts more than what the file says', async () => {
    const { report } = await examined([building], { declared: 'CRS84', chosenCrs: 'EPSG:25831' });
    expect(report).toMatchObject({ outcome: 'loads', crs: { declared: 'CRS84', used: 'EPSG:25831', why: 'chosen' } });
  });

  it('that nobody knows is a question', async () => {
    const { report } = await examined([building], { declared: 'urn:ogc:def:crs:EPSG::999999' });
    expect(report).toMatchObject({
      outcome: 'needs-crs',
      issues: [{ code: 'unknown-crs', detail: 'urn:ogc:def:crs:EPSG::999999' }, { code: 'clockwise-outer-ring' }],
    });
  });

  it.each([
    ['degrees said to be metres', [point(2.17, 41.39)], declared],
    ['metres said to be degrees', [building], 'CRS84'],
  ])('is doubted where the numbers do not fit: %s', async (_name, features, said) => {
    const { report } = await examined(features, { declared: said });
    expect(report.outcome).toBe('needs-crs');
    expect(countsOf(report)).toMatchObject({ 'declared-crs-wrong': null });
  });

  it('written northing first is noticed, and rings are judged as they lie on the map', async () => {
    const swapped = polygon(building.coordinates[0]!.map(([x, y]) => [y!, x!]));
    const { report } = await examined([swapped], { declared });
    const straight = await examined([building], { declared });
    expect(report.outcome).toBe('loads-with-issues');
    expect(countsOf(report)).toEqual({ 'swapped-axes': null, 'clockwise-outer-ring': 1 });
    expect(report.bbox).toEqual(straight.report.bbox);
  });

  it('of degrees with the latitude first is noticed where a longitude is too large for one', async () => {
    const { report } = await examined([point(-33.9, 151.2)]);
    expect(report.bbox).toEqual([151.2, -33.9, 151.2, -33.9]);
    expect(countsOf(report)).toEqual({ 'swapped-axes': null });
  });

  it('of degrees that would lie in Europe the other way round is taken as written, and that is said', async () => {
    const { report } = await examined([point(41.39, 2.17)]);
    expect(report.bbox).toEqual([41.39, 2.17, 41.39, 2.17]);
    expect(report.outcome).toBe('loads-with-issues');
    expect(countsOf(report)).toEqual({ 'axes-may-be-swapped': null });
    const told = await examined([point(41.39, 2.17)], { axesSwapped: true });
    expect(told.report.bbox).toEqual([2.17, 41.39, 2.17, 41.39]);
  });
});

describe('a city model', () => {
  const crossed = polygon([
    [2, 41],
    [3, 42],
    [3, 41],
    [2, 42],
    [2, 41],
  ]);

  it('of small numbers is asked for its system, since its numbers are metres', async () => {
    const { report } = await examined([crossed], { format: 'cityjson' });
    expect(report.outcome).toBe('needs-crs');
  });

  it('is not blamed for the footprints that were made of it, which are mended all the same', async () => {
    const { report, geometryAt } = await examined([crossed], { format: 'cityjson', chosenCrs: 'EPSG:4326' });
    expect(countsOf(report)).toEqual({ 'projected-without-crs': null });
    expect(geometryAt(0)).toMatchObject({ type: 'MultiPolygon' });
  });
});

describe('the globe', () => {
  it('ends at latitude 90°: what lies beyond is left out', async () => {
    const { report } = await examined([point(2, 41), point(2, 95), point(2, 41)]);
    expect(report).toMatchObject({ drawable: 2, leftOut: [{ code: 'out-of-range', count: 1 }], bbox: [2, 41, 2, 41] });
  });

  it('goes round: longitudes of another turn are put back', async () => {
    const file = await examined([point(185, 41), point(-190, 41)]);
    expect([file.geometryAt(0), file.geometryAt(1)]).toEqual([point(-175, 41), point(170, 41)]);
    expect(countsOf(file.report)).toEqual({ 'longitude-beyond-180': 2 });
  });

  it.each([
    [
      'jumps',
      [
        [179, 10],
        [-179, 10],
        [-179, 11],
        [179, 11],
        [179, 10],
      ],
    ],
    [
      'goes on',
      [
        [179, 10],
        [181, 10],
        [181, 11],
        [179, 11],
        [179, 10],
      ],
    ],
  ])('is cut at the antimeridian where a shape %s over it', async (_name, ring) => {
    const { report, geometryAt } = await examined([polygon(ring)]);
    expect(countsOf(report)).toMatchObject({ 'crosses-antimeridian': 1 });
    expect(report.outcome).toBe('loads-with-issues');
    const shape = geometryAt(0) as { type: string; coordinates: number[][][][] };
    expect(shape.type).toBe('MultiPolygon');
    const sides = shape.coordinates.map((part) => part[0]!.map(([x]) => x!));
    expect(sides.map((xs) => [Math.min(...xs), Math.max(...xs)]).sort((a, b) => a[0]! - b[0]!)).toEqual([
      [-180, -179],
      [179, 180],
    ]);
  });

  it('may end beyond the antimeridian by what rounding adds', async () => {
    const around = polygon([
      [-180, -90],
      [180.0000000000001, -90],
      [180.0000000000001, -80],
      [-180, -80],
      [-180, -90],
    ]);
    expect((await examined([around])).report).toMatchObject({ outcome: 'loads', drawable: 1 });
  });

  it('may be wide: a shape of half the world is not cut', async () => {
    const wide = polygon([
      [-120, 10],
      [0, 10],
      [100, 10],
      [100, 20],
      [0, 20],
      [-120, 20],
      [-120, 10],
    ]);
    const { report, geometryAt } = await examined([wide]);
    expect(countsOf(report)).toEqual({});
    expect(geometryAt(0)).toEqual(wide);
  });

  it('has one place for a city: what lies far from the rest is said', async () => {
    const city = Array.from({ length: 20 }, (_none, i) => point(2 + i / 100, 41));
    const { report } = await examined([...city, point(0, 0)]);
    expect(report.issues).toMatchObject([{ code: 'far-from-the-rest', count: 1, firstFeatures: [21] }]);
    expect(report.outcome).toBe('loads');
  });
});

describe('the file', () => {
  it('that its reader refuses is refused, whatever was read before', async () => {
    const { report, count, columns } = await examined([point(2, 41)], {
      issues: [{ code: 'malformed-json', severity: 'error', detail: 'line 3' }],
    });
    expect(report).toMatchObject({
      outcome: 'refused',
      drawable: 0,
      bbox: null,
      why: 'This file cannot be loaded: its JSON is broken (line 3).',
    });
    expect([count, columns]).toEqual([0, []]);
  });

  it('without features loads, and says that it is empty', async () => {
    const { report } = await examined([]);
    expect(report).toMatchObject({
      outcome: 'loads',
      features: 0,
      drawable: 0,
      bbox: null,
      why: 'The file is sound and has no features.',
    });
  });

  it('has a row for a feature that its reader could not read', async () => {
    const { report, count } = await examined(
      [point(2, 41), { unreadable: true, geometry: undefined, properties: undefined }],
      {
        issues: [{ code: 'broken-feature', severity: 'warning', featureNumber: 2 }],
      },
    );
    expect(count).toBe(2);
    expect(report).toMatchObject({
      outcome: 'loads-with-issues',
      features: 2,
      drawable: 1,
      leftOut: [{ code: 'broken-feature', count: 1 }],
    });
    expect(countsOf(report)).toEqual({ 'broken-feature': 1 });
  });

  it('is told that its stated extent is wrong, and nothing is made of it', async () => {
    const right = await examined([point(2, 41), point(3, 42)], { bbox: [2, 41, 3, 42] });
    expect(countsOf(right.report)).toEqual({});
    const wrong = await examined([point(2, 41), point(3, 42)], { bbox: [41, 2, 42, 3] });
    expect(countsOf(wrong.report)).toEqual({ 'bbox-member-wrong': 1 });
    expect(wrong.report.bbox).toEqual([2, 41, 3, 42]);
  });

  it('names numbers that occur twice', async () => {
    const feature = (id: string | number) => ({ id, geometry: point(2, 41), properties: {} });
    const { report } = await examined([feature(1), feature('1'), feature(1), feature(1)]);
    expect(report.issues).toMatchObject([{ code: 'duplicate-feature-ids', count: 2, firstFeatures: [3, 4] }]);
  });

  it('gives the height of its buildings in metres', async () => {
    const shape = polygon(square(2, 41, 0.001));
    const { heightM, report } = await examined([
      { geometry: shape, properties: { height: 12.5 } },
      { geometry: shape, properties: { height: null } },
    ]);
    expect([...heightM]).toEqual([12.5, Number.NaN]);
    expect(report.height).toMatchObject({ column: 'height', rule: 'metres', known: 1, of: 2 });
    expect(countsOf(report)).toMatchObject({ 'null-height': 1 });
  });
});

describe('long work', () => {
  it('can be cancelled between batches', async () => {
    let asked = 0;
    const isCancelled = () => ++asked > 2;
    await expect(examined(Array(10).fill(point(2, 41)), { batch: 2, isCancelled })).rejects.toThrow(ReadCancelled);
  });

  it('can be cancelled while shapes are placed', async () => {
    let placing = false;
    const wish = {
      onProgress: ({ step }: { step: string }) => {
        placing ||= step === 'reprojecting';
      },
      isCancelled: () => placing,
    };
    await expect(examined(Array(12_000).fill(point(2, 41)), wish)).rejects.toThrow(ReadCancelled);
  });

  it('tells how far it is', async () => {
    const told: string[] = [];
    await examined(Array(6_000).fill(point(2, 41)), {
      onProgress: ({ step, done, all }) => told.push(`${step} ${done}/${all}`),
    });
    expect(told).toEqual(['reprojecting 5000/6000', 'reprojecting 6000/6000']);
  });
});

describe('numbers that may be metres of a plan', () => {
  /** Squares of 10 in a grid from 0, 0. */
  const plan = (columns: number, rows: number, side = 10, at = 0) =>
    Array.from({ length: columns * rows }, (_, i) =>
      polygon(square(at + (i % columns) * side, at + Math.floor(i / columns) * side, side * 0.8)),
    );

  it('are asked about, with degrees as the first answer, and taken as degrees once a person says so', async () => {
    const { report } = await examined(plan(12, 8));
    expect(report.outcome).toBe('needs-crs');
    expect(report.issues.map(({ code }) => code)).toContain('may-be-local-metres');
    expect(report.why).toMatch(/118 × 78/);
    expect(report.crs.candidates[0]?.code).toBe('EPSG:4326');
    const said = await examined(plan(12, 8), { chosenCrs: 'EPSG:4326' });
    expect(said.report.outcome).not.toBe('needs-crs');
    expect(said.report.drawable).toBe(96);
  });
  it.each([
    ['of a city in degrees', plan(12, 8, 0.001, 2.16)],
    ['that begin elsewhere', plan(6, 3, 10, 30)],
    ['of a small plan', plan(2, 2)],
    [
      'with digits that no plan has',
      plan(12, 8).map((one) => ({
        ...one,
        coordinates: one.coordinates.map((ring) => ring.map(([x, y]) => [x! + 0.12345, y!])),
      })),
    ],
  ])('are degrees without a question: %s', async (_what, shapes) => {
    expect((await examined(shapes)).report.issues.map(({ code }) => code)).not.toContain('may-be-local-metres');
  });
});
