import { CRS84, createCrsTransform, EPSG25831 } from '../core/geo/crs.ts';

const toMetric = createCrsTransform(CRS84, EPSG25831);

/** Easting and northing in EPSG:25831, metres, of a place in degrees; null where the projection has no answer. */
export function metricCoordinates(lon: number, lat: number): readonly [easting: number, northing: number] | null {
  return toMetric.forward(lon, lat);
}
