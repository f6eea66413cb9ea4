import { describe, expect, it } from 'vitest';
import type { Geometry, Position } from '../../../../../app/core/geo/geojson.ts';
import { polygonsOf } from '../../../../../app/core/geo/geojson.ts';
import { areaM2 } from '../../../../../app/core/geo/measures.ts';
import { readWkt } from '../../../../../app/core/geo/read-wkt.ts';
import { geodesicM } from '../../../../../app/core/geo/spatial/geodesic.ts';
import { collected, intersectionOf, isEmptyGeometry, unionOf } from '../../../../../app/core/geo/spatial/overlay.ts';
import { distanceM, PreparedGeometry } from '../../../../../app/core/geo/spatial/prepared.ts';
import {
  buffered,
  convexHull,
  envelope,
  pointOnSurface,
  simplified,
} from '../../../../../app/core/geo/spatial/shapes.ts';
import { faultOf, madeValid } from '../../../../../app/core/geo/spatial/validity.ts';
import { writeWkt } from '../../../../../app/core/geo/wkt.ts';

const boundsOf = (geometry: Geometry) => new PreparedGeometry(geometry).bounds;
const bufferOf = (wkt: string, metres: number, segments = 8) =>
  buffered(readWkt(wkt), boundsOf(readWkt(wkt)), metres, segments);

describe('a buffer', () => {
  it.each([41.38, 0, 70, -33, 89])('has its border so many metres away, at latitude %d', (lat) => {
    const circle = bufferOf(`POINT(2.17 ${lat})`, 100);
    const ring = polygonsOf(circle)[0]![0]!;
    expect(ring).toHaveLength(33);
    for (const [lon, y] of ring) expect(geodesicM(2.17, lat, lon!, y!)).toBeCloseTo(100, 3);
  });

  it('of 64 segments has the circle’s area', () => {
    expect(areaM2(bufferOf('POINT(2.17 41.38)', 100, 64)) / (Math.PI * 100 ** 2)).toBeCloseTo(1, 3);
    expect(areaM2(bufferOf('POINT(2.17 41.38)', 100)) / (Math.PI * 100 ** 2)).toBeCloseTo(0.9936, 3);
  });

  it('of a street is its length times its width, and two half circles', () => {
    const [lon, lat, end] = [2.17, 41.38, 2.19];
    const length = geodesicM(lon, lat, end, lat);
    const exact = length * 100 + Math.PI * 50 ** 2;
    expect(areaM2(bufferOf(`LINESTRING(${lon} ${lat}, ${end} ${lat})`, 50, 64)) / exact).toBeCloseTo(1, 4);
  });

  it('keeps to its error 30 km east of the middle of what it surrounds', () => {
    const line = 'LINESTRING(2 41, 2.72 41)';
    const around = new PreparedGeometry(bufferOf(line, 1_000, 32));
    const beyond = new PreparedGeometry(readWkt('POINT(2.73192 41)'));
    const gap = geodesicM(2.72, 41, 2.73192, 41) - 1_000;
    expect(distanceM(around, beyond)).toBeCloseTo(gap, 0);
  });

  it('of less than nothing takes a margin off, and leaves nothing of what is too narrow', () => {
    const block = 'POLYGON((2.16 41.38, 2.162 41.38, 2.162 41.3815, 2.16 41.3815, 2.16 41.38))';
    expect(areaM2(bufferOf(block, -20))).toBeLessThan(areaM2(readWkt(block)));
    expect(isEmptyGeometry(bufferOf(block, -200))).toBe(true);
    expect(bufferOf('POINT EMPTY', 10)).toEqual({ type: 'Polygon', coordinates: [] });
  });

  it('across 180° is cut there (RFC 7946), and is as large as anywhere', () => {
    const cut = bufferOf('POINT(179.9995 10)', 100, 32);
    expect(cut.type).toBe('MultiPolygon');
    for (const rings of polygonsOf(cut)) {
      const lons = rings[0]!.map(([lon]) => lon!);
      expect(Math.min(...lons)).toBeGreaterThanOrEqual(-180);
      expect(Math.max(...lons)).toBeLessThanOrEqual(180);
    }
    expect(areaM2(cut)).toBeCloseTo(areaM2(bufferOf('POINT(2 10)', 100, 32)), 2);
    const joined = bufferOf(
      'MULTIPOLYGON(((179 0, 180 0, 180 1, 179 1, 179 0)), ((-180 0, -179 0, -179 1, -180 1, -180 0)))',
      10,
    );
    expect(areaM2(joined)).toBeCloseTo(areaM2(bufferOf('POLYGON((1 0, 3 0, 3 1, 1 1, 1 0))', 10)), -4);
  });

  it('refuses what no plane can hold', () => {
    expect(() => bufferOf('LINESTRING(0 0, 60 0)', 10)).toThrow(/1,000 km/);
    expect(() => bufferOf('POINT(430000 4582000)', 10)).toThrow(/degrees/);
  });
});

describe('a simpler line', () => {
  it('keeps its ends and what lies farther out, in metres east as well as north', () => {
    // 0.0001° is 11.1 m northwards and 8.4 m eastwards here.
    const bend = (lon: number, lat: number) => readWkt(`LINESTRING(2.16 41.38, ${lon} ${lat}, 2.16 41.4)`);
    const corners = (geometry: Geometry, metres: number) =>
      (simplified(geometry, boundsOf(geometry), metres) as { coordinates: Position[] }).coordinates.length;
    expect(corners(bend(2.1601, 41.39), 8)).toBe(3);
    expect(corners(bend(2.1601, 41.39), 9)).toBe(2);
  });

  it('lets areas too small for the tolerance go', () => {
    const block = readWkt('POLYGON((2.16 41.38, 2.1601 41.38, 2.1601 41.3801, 2.16 41.38))');
    expect(simplified(block, boundsOf(block), 1)).toEqual(block);
    expect(simplified(block, boundsOf(block), 100)).toBeNull();
  });
});

describe('answers of the PostGIS manual', () => {
  it('ST_ConvexHull of a multipoint is the ring around it', () => {
    const hull = convexHull(readWkt('MULTIPOINT(50 5, 150 30, 50 10, 10 10, 150 10)'));
    const corners = polygonsOf(hull)[0]![0]!.map(String).slice(1).sort();
    expect(corners).toEqual(['10,10', '150,10', '150,30', '50,5']);
  });

  it('ST_Envelope of a point is the point, of a level line the line', () => {
    const enveloped = (wkt: string) => writeWkt(envelope(readWkt(wkt), boundsOf(readWkt(wkt))));
    expect(enveloped('POINT(1 3)')).toBe('POINT (1 3)');
    expect(enveloped('LINESTRING(0 0, 1 3)')).toBe('POLYGON ((0 0, 1 0, 1 3, 0 3, 0 0))');
    expect(enveloped('LINESTRING(0 0, 1 0)')).toBe('LINESTRING (0 0, 1 0)');
    expect(enveloped('POLYGON EMPTY')).toBe('POLYGON EMPTY');
  });

  it('ST_PointOnSurface of a horseshoe lies in the horseshoe', () => {
    const horseshoe = readWkt('POLYGON((0 0, 10 0, 10 10, 8 10, 8 2, 2 2, 2 10, 0 10, 0 0))');
    const inside = pointOnSurface(horseshoe);
    expect(intersectionOf(inside, horseshoe)).toEqual(inside);
    expect(pointOnSurface(readWkt('LINESTRING EMPTY'))).toEqual({ type: 'Point', coordinates: [] });
  });

  it('ST_IsValidReason and ST_MakeValid of a bow tie', () => {
    const bowTie = readWkt('POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))');
    expect(faultOf(bowTie)).toBe('Self-intersection[1 1]');
    const repaired = madeValid(bowTie);
    expect(repaired.type).toBe('MultiPolygon');
    expect(polygonsOf(repaired)).toHaveLength(2);
  });

  it.each([
    ['POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5))', 'Hole lies outside shell[5 5]'],
    [
      'POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1), (1.5 1.5, 2 1.5, 2 2, 1.5 1.5))',
      /^Holes are nested/,
    ],
    ['POLYGON((0 0, 1 1, 0 0))', /^Too few/],
    ['POLYGON((0 0, 1 0, 1 1))', 'Ring is not closed[0 0]'],
    ['MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((1 1, 2 1, 2 2, 1 1)))', /^Nested shells/],
    ['LINESTRING(1 1)', /^Too few/],
  ])('says what is wrong with %s, and mends it', (wkt, fault) => {
    const geometry = readWkt(wkt);
    expect(faultOf(geometry)).toMatch(fault);
    expect(faultOf(madeValid(geometry))).toBeNull();
  });
});

describe('combinations', () => {
  it('of collections are those of their parts', () => {
    const mixed = readWkt('GEOMETRYCOLLECTION(POINT(5 5), LINESTRING(-1 1, 3 1), POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)))');
    const box = readWkt('POLYGON((1 0, 6 0, 6 6, 1 6, 1 0))');
    const common = intersectionOf(mixed, box);
    expect(new PreparedGeometry(common).bounds).toEqual({ minX: 1, minY: 0, maxX: 5, maxY: 5 });
  });

  it('with nothing are what OGC says', () => {
    const box = readWkt('POLYGON((1 0, 6 0, 6 6, 1 6, 1 0))');
    const nothing = readWkt('POLYGON EMPTY');
    expect(isEmptyGeometry(intersectionOf(box, nothing))).toBe(true);
    expect(new PreparedGeometry(unionOf([box, nothing])).bounds).toEqual(boundsOf(box));
    expect(unionOf([nothing, nothing])).toEqual(nothing);
    expect(isEmptyGeometry(intersectionOf(box, readWkt('POINT(9 9)')))).toBe(true);
  });

  it('keep kinds together where they can', () => {
    expect(writeWkt(collected([readWkt('POINT(1 2)'), readWkt('MULTIPOINT(3 4, 5 6)')]))).toBe(
      'MULTIPOINT ((1 2), (3 4), (5 6))',
    );
    expect(collected([readWkt('POINT(1 2)'), readWkt('LINESTRING(1 2, 3 4)')]).type).toBe('GeometryCollection');
  });

  it('wind their borders as GeoJSON asks, counter-clockwise', () => {
    const [ring] = polygonsOf(
      unionOf([readWkt('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))'), readWkt('POLYGON((1 0, 1 2, 3 2, 3 0, 1 0))')]),
    )[0]!;
    let twice = 0;
    for (let i = 0; i + 1 < ring!.length; i++)
      twice += ring![i]![0]! * ring![i + 1]![1]! - ring![i + 1]![0]! * ring![i]![1]!;
    expect(twice).toBe(12);
  });
});
