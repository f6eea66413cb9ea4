import { describe, expect, it } from 'vitest';
import {
  CRS84,
  type CrsDefinition,
  createCrsTransform,
  EPSG25831,
  findCrs,
  SHIPPED_CRS,
  transformGeometry,
} from '../../../../app/core/geo/crs.ts';
import { toEastingNorthing, toLonLat, UTM_31_NORTH } from '../../../../app/core/geo/transverse-mercator.ts';

/** Places in Barcelona, transformed with PROJ. */
const KNOWN = [
  { easting: 430164.372950341, northing: 4581940.39758424, lon: 2.16473952857229, lat: 41.3859611263672 },
  { easting: 430410.479322632, northing: 4580721.83280599, lon: 2.16782268565759, lat: 41.3750072188417 },
  { easting: 431046.474437634, northing: 4580671.92708107, lon: 2.17543306898859, lat: 41.3746124773618 },
];
const transform = createCrsTransform(CRS84, EPSG25831);

describe('coordinate reference systems', () => {
  it('agree with PROJ on Barcelona within a millimetre', () => {
    for (const { easting, northing, lon, lat } of KNOWN) {
      const [x, y] = transform.forward(lon, lat)!;
      expect(Math.abs(x - easting)).toBeLessThan(0.001);
      expect(Math.abs(y - northing)).toBeLessThan(0.001);
      const [backLon, backLat] = transform.inverse(easting, northing)!;
      expect(backLon).toBeCloseTo(lon, 8);
      expect(backLat).toBeCloseTo(lat, 8);
    }
  });

  it('are found by code in any case, EPSG:4326 as longitude first, and not when unknown', () => {
    expect(findCrs('epsg:25831')).toBe(EPSG25831);
    expect(findCrs('EPSG:4326')).toBe(CRS84);
    expect(findCrs('EPSG:99999')).toBeNull();
  });

  it('can be added to', () => {
    const webMercator: CrsDefinition = {
      code: 'EPSG:3857',
      name: 'Web Mercator',
      proj: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
      unit: 'metre',
    };
    const found = findCrs('EPSG:3857', [...SHIPPED_CRS, webMercator])!;
    expect(createCrsTransform(CRS84, found).forward(180, 0)![0]).toBeCloseTo(20037508.34, 2);
  });

  it('have no answer for a latitude off the Earth or a missing number', () => {
    expect(createCrsTransform(EPSG25831, CRS84).forward(Number.NaN, 4_581_940)).toBeNull();
    expect(transform.forward(2, Number.POSITIVE_INFINITY)).toBeNull();
  });

  it('transform whole geometries, heights kept', () => {
    const moved = transformGeometry(
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [KNOWN[0]!.lon, KNOWN[0]!.lat, 12] },
          { type: 'MultiPoint', coordinates: [] },
        ],
      },
      transform,
    )!;
    const point = moved.geometries[0] as { coordinates: number[] };
    expect(point.coordinates[0]).toBeCloseTo(KNOWN[0]!.easting, 3);
    expect(point.coordinates[2]).toBe(12);
    expect(transformGeometry({ type: 'Point', coordinates: [Number.NaN, 1] }, transform)).toBeNull();
  });
});

describe('the portable transverse Mercator', () => {
  it('agrees with proj4 within a tenth of a millimetre over the whole zone', () => {
    for (let lon = -1; lon <= 7; lon += 0.37) {
      for (let lat = 1; lat <= 80; lat += 3.7) {
        const [easting, northing] = toEastingNorthing(UTM_31_NORTH, lon, lat);
        const [x, y] = transform.forward(lon, lat)!;
        expect(Math.abs(easting - x)).toBeLessThan(1e-4);
        expect(Math.abs(northing - y)).toBeLessThan(1e-4);
      }
    }
  });

  it('comes back to the same degrees within ten micrometres', () => {
    const [lon, lat] = toLonLat(UTM_31_NORTH, ...toEastingNorthing(UTM_31_NORTH, 2.1649, 41.3917));
    expect(lon).toBeCloseTo(2.1649, 12);
    expect(lat).toBeCloseTo(41.3917, 10);
  });
});
