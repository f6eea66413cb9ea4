/**
 * Cells of H3 (Uber, Apache-2.0): hexagons of sixteen sizes over the whole Earth. A cell is a 64-bit number; a text may hold it
 * in hexadecimal, as H3 itself writes it, or in decimal. Places come latitude first, as everywhere in H3.
 */
import {
  cellArea,
  cellToBoundary,
  cellToChildren,
  cellToChildrenSize,
  cellToLatLng,
  cellToParent,
  getResolution,
  gridDisk,
  gridDistance,
  gridRing,
  isValidCell,
  latLngToCell,
} from 'h3-js';
import type { Geometry, Position } from '../geojson.ts';
import { SpatialError } from './spatial-error.ts';

const DECIMAL = /^\d{17,20}$/;
const HEXADECIMAL = /^(?:0x)?[0-9a-f]{1,16}$/i;
/** More cells in one list than anybody looks at; a ring of 577 around a cell. */
const LARGEST_DISK = 1_000_000;

/** The cell in H3's own form; throws SpatialError where a text is none. */
function indexOf(text: string): string {
  const index = indexOrNull(text);
  if (index === null || !isValidCell(index)) throw new SpatialError('takes an H3 cell; this is none');
  return index;
}

function indexOrNull(text: string): string | null {
  const trimmed = text.trim();
  if (DECIMAL.test(trimmed)) return BigInt(trimmed).toString(16);
  return HEXADECIMAL.test(trimmed) ? trimmed.replace(/^0x/i, '').toLowerCase() : null;
}

const toNumber = (index: string) => BigInt(`0x${index}`);
const toList = (cells: readonly string[]) => cells.map(toNumber).join(',');

function requireResolution(resolution: number): void {
  if (resolution < 0 || resolution > 15) throw new SpatialError(`takes a resolution from 0 to 15, got ${resolution}`);
}

function requireRings(count: number): void {
  if (count < 0 || 3 * count * (count + 1) + 1 > LARGEST_DISK) {
    throw new SpatialError(`takes 0 to 576 rings, got ${count}`);
  }
}

export function cellAt(latitude: number, longitude: number, resolution: number): bigint {
  requireResolution(resolution);
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360)) {
    throw new SpatialError(`takes a latitude and then a longitude in degrees, got ${latitude} and ${longitude}`);
  }
  return toNumber(latLngToCell(latitude, longitude, resolution));
}

export function parentOf(cell: string, resolution: number): bigint {
  requireResolution(resolution);
  const index = indexOf(cell);
  if (resolution > getResolution(index)) {
    throw new SpatialError(`takes a coarser resolution than the cell's own ${getResolution(index)}, got ${resolution}`);
  }
  return toNumber(cellToParent(index, resolution));
}

function requireFiner(index: string, resolution: number): void {
  requireResolution(resolution);
  if (resolution < getResolution(index)) {
    throw new SpatialError(`takes a finer resolution than the cell's own ${getResolution(index)}, got ${resolution}`);
  }
}

export function childrenOf(cell: string, resolution: number): string {
  const index = indexOf(cell);
  requireFiner(index, resolution);
  if (cellToChildrenSize(index, resolution) > LARGEST_DISK) throw new SpatialError('gives at most a million cells');
  return toList(cellToChildren(index, resolution));
}

export function childCountOf(cell: string, resolution: number): bigint {
  const index = indexOf(cell);
  requireFiner(index, resolution);
  return BigInt(cellToChildrenSize(index, resolution));
}

export const latitudeOf = (cell: string): number => cellToLatLng(indexOf(cell))[0];
export const longitudeOf = (cell: string): number => cellToLatLng(indexOf(cell))[1];
export const resolutionOf = (cell: string): number => getResolution(indexOf(cell));
/** Square metres on the sphere of equal area, as H3 has them: within 0.7 % of the ellipsoid's. */
export const cellAreaM2 = (cell: string): number => cellArea(indexOf(cell), 'm2');
export const cellNumber = (cell: string): bigint => toNumber(indexOf(cell));
export const cellText = (cell: string): string => indexOf(cell);

export function isCell(cell: string): boolean {
  const index = indexOrNull(cell);
  return index !== null && isValidCell(index);
}

/** The cell's outline in degrees; one across the antimeridian is drawn beyond 180°, to be cut by whoever wants it cut. */
export function outlineOf(cell: string): Geometry & { readonly type: 'Polygon' } {
  const ring = cellToBoundary(indexOf(cell)).map(([lat, lon]): Position => [lon, lat]);
  const isCut = Math.max(...ring.map(([x]) => x!)) - Math.min(...ring.map(([x]) => x!)) > 180;
  const whole = isCut ? ring.map(([x, y]): Position => [x! < 0 ? x! + 360 : x!, y!]) : ring;
  return { type: 'Polygon', coordinates: [[...whole, whole[0]!]] };
}

/** Cells within so many steps, as decimals with commas between them. */
export function diskAround(cell: string, rings: number): string {
  requireRings(rings);
  return toList(gridDisk(indexOf(cell), rings));
}

export function ringAround(cell: string, rings: number): string {
  requireRings(rings);
  return toList(gridRing(indexOf(cell), rings));
}

/** Steps between two cells of one resolution; null where H3 cannot tell (too far apart, a pentagon between). */
export function stepsBetween(a: string, b: string): bigint | null {
  const [one, other] = [indexOf(a), indexOf(b)];
  if (getResolution(one) !== getResolution(other)) throw new SpatialError('takes two cells of the same resolution');
  try {
    return BigInt(gridDistance(one, other));
  } catch {
    return null;
  }
}
