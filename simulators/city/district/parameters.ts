/**
 * What the district is made from. The measures are those published for Barcelona's Eixample: block side 113.3 m,
 * streets 20 m (pitch 133.3 m), two avenues of 50 m, chamfers of 20 m (legs 14.1 m), buildings 28 m deep around a
 * courtyard, eaves at 20–24 m, grid at 45° to north, about 36,000 inhabitants per km².
 */

export interface DistrictParameters {
  readonly seed: number;
  /** Middle of the grid, EPSG:25831 metres. */
  readonly centreEastingM: number;
  readonly centreNorthingM: number;
  readonly blocksPerSide: number;
  readonly blockSideM: number;
  readonly streetWidthM: number;
  readonly avenueWidthM: number;
  readonly chamferLegM: number;
  readonly buildingDepthM: number;
  /** Legs of the small chamfers of the courtyards. */
  readonly courtyardLegM: number;
  /** Which axis of each direction is the avenue, counted from 0. */
  readonly avenueColumn: number;
  readonly avenueRow: number;
  readonly densityPerKm2: number;
}

export const DISTRICT_PARAMETERS: DistrictParameters = {
  seed: 20241107,
  centreEastingM: 430_184,
  centreNorthingM: 4_582_577,
  blocksPerSide: 10,
  blockSideM: 113.3,
  streetWidthM: 20,
  avenueWidthM: 50,
  chamferLegM: 14.1,
  buildingDepthM: 28,
  courtyardLegM: 4,
  avenueColumn: 6,
  avenueRow: 4,
  densityPerKm2: 36_000,
};

/** Carriageways, m: of a street, and of one direction of an avenue, whose middle lies so far from the axis. */
export const STREET_CARRIAGEWAY_M = 10;
export const AVENUE_CARRIAGEWAY_M = 11;
export const AVENUE_CARRIAGEWAY_OFFSET_M = 9;

/** Blocks that are not closed perimeters, by column and row of the grid. */
export type SpecialBlock = 'park' | 'school' | 'market' | 'hospital' | 'library';
export const SPECIAL_BLOCKS: readonly { readonly column: number; readonly row: number; readonly use: SpecialBlock }[] =
  [
    { column: 1, row: 7, use: 'park' },
    { column: 4, row: 2, use: 'park' },
    { column: 8, row: 1, use: 'park' },
    { column: 6, row: 3, use: 'park' },
    { column: 7, row: 8, use: 'park' },
    { column: 2, row: 5, use: 'market' },
    { column: 8, row: 5, use: 'hospital' },
    { column: 5, row: 7, use: 'school' },
    { column: 1, row: 1, use: 'school' },
    { column: 5, row: 4, use: 'library' },
  ];

/** How many courtyards are open to the public as gardens. */
export const COURTYARD_GARDENS = 14;
