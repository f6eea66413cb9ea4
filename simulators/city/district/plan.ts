/**
 * The drawing board: metres u (towards the north-east, along the sea) and v (towards the north-west, up the hill) of
 * the grid's middle. Everything is laid out here and turned into longitude and latitude at the very end.
 */
import { hypot, roundTo } from '../../../app/core/base/portable-math.ts';
import { toLonLat, UTM_31_NORTH } from '../../../app/core/geo/transverse-mercator.ts';
import { COLUMN_NAMES, ROW_NAMES } from './names.ts';
import { type DistrictParameters, SPECIAL_BLOCKS, type SpecialBlock } from './parameters.ts';

export type PlanPoint = readonly [u: number, v: number];
/** Open (its last vertex is not its first), counter-clockwise. */
export type PlanRing = readonly PlanPoint[];
/** Outer ring and holes; holes too are counter-clockwise here. */
export type PlanPolygon = readonly PlanRing[];

/** The middle line of one street through the whole district. */
export interface Axis {
  readonly index: number;
  /** Rows run along u at a fixed v; columns run along v at a fixed u. */
  readonly along: 'u' | 'v';
  readonly offsetM: number;
  readonly widthM: number;
  readonly isAvenue: boolean;
  readonly name: string;
  /** One-way streets: +1 towards growing u or v, −1 the other way; avenues are two-way. */
  readonly direction: 1 | -1 | 'both';
}

export interface Block {
  readonly id: string;
  readonly column: number;
  readonly row: number;
  /** Lower-left corner of the block's square. */
  readonly origin: PlanPoint;
  /** The building line: the square with its corners cut. */
  readonly outline: PlanRing;
  /** From street axis to street axis: blocks' cells tile the district. */
  readonly cell: PlanRing;
  readonly special: SpecialBlock | null;
}

export interface Plan {
  readonly parameters: DistrictParameters;
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  /** Row by row, from the lowest u and v. */
  readonly blocks: readonly Block[];
  readonly areaM2: number;
  /** Longitude and latitude of a plan position, seven decimals (about 1 cm). */
  toLonLat(point: PlanPoint): [lon: number, lat: number];
}

export function createPlan(parameters: DistrictParameters): Plan {
  const columns = axes(parameters, 'v', parameters.avenueColumn, COLUMN_NAMES, -1);
  const rows = axes(parameters, 'u', parameters.avenueRow, ROW_NAMES, 1);
  const blocks = rows
    .slice(0, -1)
    .flatMap((_, row) => columns.slice(0, -1).map((_, column) => createBlock(parameters, columns, rows, column, row)));
  const extent = (list: readonly Axis[]) => list.at(-1)!.offsetM - list[0]!.offsetM;
  const half = Math.SQRT1_2;
  return {
    parameters,
    rows,
    columns,
    blocks,
    areaM2: extent(rows) * extent(columns),
    toLonLat: ([rawU, rawV]) => {
      // Millimetres first: a corner that two parcels share must come out the same however each arrived at it.
      const u = roundTo(rawU, 0.001);
      const v = roundTo(rawV, 0.001);
      const [lon, lat] = toLonLat(
        UTM_31_NORTH,
        parameters.centreEastingM + (u - v) * half,
        parameters.centreNorthingM + (u + v) * half,
      );
      return [roundTo(lon, 1e-7), roundTo(lat, 1e-7)];
    },
  };
}

/**
 * The axes of one direction. One-way streets alternate; the outermost two run opposite ways, and the rows' first the
 * other way than the columns' first, so that the streets around the district form a circuit and no corner is a trap.
 */
function axes(
  parameters: DistrictParameters,
  along: 'u' | 'v',
  avenue: number,
  names: readonly string[],
  firstDirection: 1 | -1,
): readonly Axis[] {
  const { blocksPerSide, blockSideM, streetWidthM, avenueWidthM } = parameters;
  const widthOf = (index: number) => (index === avenue ? avenueWidthM : streetWidthM);
  const offsets = [0];
  for (let index = 1; index <= blocksPerSide; index++) {
    offsets.push(offsets[index - 1]! + widthOf(index - 1) / 2 + blockSideM + widthOf(index) / 2);
  }
  const middle = offsets.at(-1)! / 2;
  let direction = -firstDirection as 1 | -1;
  return offsets.map((offset, index) => {
    const isAvenue = index === avenue;
    if (!isAvenue) direction = direction === 1 ? -1 : 1;
    return {
      index,
      along,
      offsetM: offset - middle,
      widthM: widthOf(index),
      isAvenue,
      name: names[index]!,
      direction: isAvenue ? 'both' : direction,
    };
  });
}

function createBlock(
  parameters: DistrictParameters,
  columns: readonly Axis[],
  rows: readonly Axis[],
  column: number,
  row: number,
): Block {
  const west = columns[column]!;
  const east = columns[column + 1]!;
  const south = rows[row]!;
  const north = rows[row + 1]!;
  const origin: PlanPoint = [west.offsetM + west.widthM / 2, south.offsetM + south.widthM / 2];
  return {
    id: `block-r${twoDigits(row + 1)}-c${twoDigits(column + 1)}`,
    column,
    row,
    origin,
    outline: moved(chamferedSquare(parameters.blockSideM, parameters.chamferLegM), origin),
    cell: [
      [west.offsetM, south.offsetM],
      [east.offsetM, south.offsetM],
      [east.offsetM, north.offsetM],
      [west.offsetM, north.offsetM],
    ],
    special: SPECIAL_BLOCKS.find((special) => special.column === column && special.row === row)?.use ?? null,
  };
}

/** A square from (inset, inset) to (side − inset, side − inset) with its corners cut by `leg`. */
export function chamferedSquare(side: number, leg: number, inset = 0): PlanRing {
  const low = inset;
  const high = side - inset;
  return [
    [low + leg, low],
    [high - leg, low],
    [high, low + leg],
    [high, high - leg],
    [high - leg, high],
    [low + leg, high],
    [low, high - leg],
    [low, low + leg],
  ];
}

export function rectangle(fromU: number, fromV: number, toU: number, toV: number): PlanRing {
  return [
    [fromU, fromV],
    [toU, fromV],
    [toU, toV],
    [fromU, toV],
  ];
}

export function moved(ring: PlanRing, by: PlanPoint): PlanRing {
  return ring.map(([u, v]) => [u + by[0], v + by[1]]);
}

/** Area in m², positive for a counter-clockwise ring. */
export function ringAreaM2(ring: PlanRing): number {
  let twice = 0;
  for (const [index, [u, v]] of ring.entries()) {
    const [nextU, nextV] = ring[(index + 1) % ring.length]!;
    twice += u * nextV - nextU * v;
  }
  return twice / 2;
}

export function polygonAreaM2(polygon: PlanPolygon): number {
  return polygon.reduce((sum, ring, index) => sum + (index === 0 ? ringAreaM2(ring) : -ringAreaM2(ring)), 0);
}

/** Mean of the vertices: inside, for the convex rings of this plan. */
export function middleOf(ring: PlanRing): PlanPoint {
  const sum = ring.reduce<PlanPoint>(([su, sv], [u, v]) => [su + u, sv + v], [0, 0]);
  return [sum[0] / ring.length, sum[1] / ring.length];
}

export function distanceM(a: PlanPoint, b: PlanPoint): number {
  return hypot(a[0] - b[0], a[1] - b[1]);
}

export function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
