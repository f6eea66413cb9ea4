/** The shape of the generated list of systems (app/cli/crs): rows of columns, so that a few hundred kilobytes hold them all. */

/** Name, west, south, east, north in degrees; west > east crosses the antimeridian. */
export type PackedArea = readonly [name: string, west: number, south: number, east: number, north: number];

/** EPSG's operation, its stated accuracy in metres, where it holds, and the seven (or three, or no) numbers of the shift. */
export type PackedShift = readonly [
  operation: number,
  accuracyM: number,
  west: number,
  south: number,
  east: number,
  north: number,
  numbers: string,
];

/** Ellipsoid and prime meridian as PROJ writes them, name of the datum without authority, shifts to WGS84 by index. */
export type PackedDatum = readonly [proj: string, name: string, shifts: readonly number[]];

/** Sum of: 1 withdrawn by its authority, 2 Esri's own code, 4 easting is officially the second coordinate. */
export type PackedFlags = number;
export const WITHDRAWN = 1;
export const OF_ESRI = 2;
export const NORTH_FIRST = 4;

export type PackedGeographic = readonly [
  code: number,
  name: string,
  prjName: string,
  datum: number,
  area: number,
  flags: PackedFlags,
  degreesPerUnit: number,
];

/** The name is Esri's, which .prj files bear; a readable one is made from it. */
export type PackedProjected = readonly [
  code: number,
  prjName: string,
  geographic: number,
  area: number,
  flags: PackedFlags,
  proj: string,
];

export interface PackedDefinitions {
  readonly source: string;
  readonly areas: readonly PackedArea[];
  readonly shifts: readonly PackedShift[];
  readonly datums: readonly PackedDatum[];
  readonly geographic: readonly PackedGeographic[];
  readonly projected: readonly PackedProjected[];
  /** Withdrawn or second codes of a system: code, the code that holds now, flags. */
  readonly aliases: readonly (readonly [code: number, now: number, flags: PackedFlags])[];
}
