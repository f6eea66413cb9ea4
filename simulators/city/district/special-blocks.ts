/** What stands in the blocks that are not closed perimeters. Metres from the block's lower-left corner. */
import type { BuildingUse } from './buildings.ts';
import type { SpecialBlock } from './parameters.ts';
import { chamferedSquare, type PlanPolygon, type PlanRing, rectangle } from './plan.ts';

export interface SpecialBuilding {
  readonly polygon: PlanPolygon;
  readonly heightM: number;
  readonly floors: number;
  readonly year: number;
  readonly use: BuildingUse;
}

export function specialBuildings(special: SpecialBlock, side: number): readonly SpecialBuilding[] {
  switch (special) {
    case 'park':
      return [];
    case 'market':
      return [{ polygon: [crossHall(side, 12, 24)], heightM: 15.5, floors: 2, year: 1882, use: 'market' }];
    case 'hospital':
      return [
        // A chamfered ring around a cloister, two pavilions in it, and a ward tower at the back.
        {
          polygon: [chamferedSquare(side, 14, 10), chamferedSquare(side, 6, 28)],
          heightM: 18.2,
          floors: 4,
          year: 1910,
          use: 'health',
        },
        { polygon: [rectangle(36, 36, 52, side - 36)], heightM: 13.4, floors: 3, year: 1924, use: 'health' },
        {
          polygon: [rectangle(side - 52, 36, side - 36, side - 36)],
          heightM: 31.6,
          floors: 8,
          year: 1972,
          use: 'health',
        },
      ];
    case 'school':
      return [
        // Two wings at a right angle shelter the playground from the streets; a gymnasium stands across it.
        { polygon: [twoWings(12, side - 12, 16)], heightM: 14.8, floors: 4, year: 1932, use: 'education' },
        {
          polygon: [rectangle(side - 44, side - 34, side - 18, side - 18)],
          heightM: 8.6,
          floors: 1,
          year: 1986,
          use: 'education',
        },
      ];
    case 'library':
      return [
        {
          polygon: [rectangle(20, 40, side - 20, side - 14), rectangle(46, 58, side - 46, side - 32)],
          heightM: 17.6,
          floors: 4,
          year: 2008,
          use: 'culture',
        },
        { polygon: [rectangle(20, 16, 44, 30)], heightM: 9.2, floors: 2, year: 2008, use: 'culture' },
      ];
  }
}

/** A hall in the form of a Greek cross. */
function crossHall(side: number, margin: number, armHalf: number): PlanRing {
  const middle = side / 2;
  const low = middle - armHalf;
  const high = middle + armHalf;
  const far = side - margin;
  return [
    [low, margin],
    [high, margin],
    [high, low],
    [far, low],
    [far, high],
    [high, high],
    [high, far],
    [low, far],
    [low, high],
    [margin, high],
    [margin, low],
    [low, low],
  ];
}

/** An L along the lower and the left side, its outer corner cut like the block's. */
function twoWings(low: number, high: number, depth: number): PlanRing {
  return [
    [low + 10, low],
    [high, low],
    [high, low + depth],
    [low + depth, low + depth],
    [low + depth, high],
    [low, high],
    [low, low + 10],
  ];
}
