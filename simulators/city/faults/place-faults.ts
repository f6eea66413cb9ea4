/**
 * Faults of where a device says it stands. Each is announced by a meta message when it begins and taken back by one
 * when it ends; devices that speak NGSI-LD say it with every reading.
 *
 * Projection: transverse Mercator on GRS80, zone 31 (EPSG:25831), series of J. P. Snyder, Map Projections: A Working
 * Manual (USGS Professional Paper 1395, 1987), eqs. 8-9 to 8-15; centimetres within a zone.
 */
import { cos, sin } from '../../../app/core/base/portable-math.ts';
import type { Fault } from './fault.ts';
import { familyOf } from './fault.ts';

export interface SaidPlace {
  readonly lon: number;
  readonly lat: number;
}

const DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = 111_132;
/** ED50 grid coordinates taken for ETRS89 ones lie this far off in Catalonia, metres. */
const ED50_EAST_M = 93;
const ED50_NORTH_M = 205;

/** Where a device says it stands while it suffers from these faults; the last of them to begin counts. */
export function saidPlace(place: SaidPlace, faults: readonly Fault[]): SaidPlace {
  let last: Fault | null = null;
  for (const fault of faults) {
    if (familyOf(fault) === 'place' && (last === null || fault.fromMs >= last.fromMs)) last = fault;
  }
  if (last === null) return place;
  const { lon, lat } = place;
  switch (last.type) {
    case 'swapped-axes':
      return { lon: lat, lat: lon };
    case 'projected-as-degrees':
      return projected(lon, lat);
    case 'null-island':
      return { lon: 0, lat: 0 };
    case 'ed50-shift':
      return {
        lon: decimals(lon + ED50_EAST_M / (METRES_PER_DEGREE * cos(lat * DEGREE)), 1e7),
        lat: decimals(lat + ED50_NORTH_M / METRES_PER_DEGREE, 1e7),
      };
    default:
      return { lon: Math.trunc(lon * 100) / 100, lat: Math.trunc(lat * 100) / 100 };
  }
}

/** Easting and northing in metres, where degrees are expected. */
function projected(lon: number, lat: number): SaidPlace {
  const a = 6_378_137;
  const e2 = 0.00669438002290079;
  const scale = 0.9996;
  const phi = lat * DEGREE;
  const second = e2 / (1 - e2);
  const s = sin(phi);
  const c = cos(phi);
  const n = a / Math.sqrt(1 - e2 * s * s);
  const t = (s * s) / (c * c);
  const cc = second * c * c;
  const x = (lon - 3) * DEGREE * c;
  const e4 = e2 * e2;
  const e6 = e4 * e2;
  const arc =
    a *
    ((1 - e2 / 4 - (3 * e4) / 64 - (5 * e6) / 256) * phi -
      ((3 * e2) / 8 + (3 * e4) / 32 + (45 * e6) / 1024) * sin(2 * phi) +
      ((15 * e4) / 256 + (45 * e6) / 1024) * sin(4 * phi) -
      ((35 * e6) / 3072) * sin(6 * phi));
  const x2 = x * x;
  const east = scale * n * x * (1 + ((1 - t + cc) * x2) / 6 + ((5 - 18 * t + t * t + 72 * cc) * x2 * x2) / 120);
  const north =
    scale *
    (arc + n * (s / c) * x2 * (0.5 + ((5 - t + 9 * cc + 4 * cc * cc) * x2) / 24 + ((61 - 58 * t) * x2 * x2) / 720));
  return { lon: decimals(east + 500_000, 10), lat: decimals(north, 10) };
}

function decimals(value: number, inverse: number): number {
  return Math.round(value * inverse) / inverse;
}
