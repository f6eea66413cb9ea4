/** How high the façades on both sides of a street stand: the walls of its canyon. */
import { roundTo } from '../../../app/core/base/portable-math.ts';
import { axisOfSide, type Building } from './buildings.ts';
import { distanceM, type Plan } from './plan.ts';
import { type Street, segmentKey } from './streets.ts';

export interface StreetCanyon {
  readonly streetId: string;
  /** Façade to façade. */
  readonly widthM: number;
  /** Mean of both sides, weighted by frontage; a park counts as 0. */
  readonly heightM: number;
  /** Seen in the direction of travel. */
  readonly leftHeightM: number;
  readonly rightHeightM: number;
  /** Direction of travel, clockwise from grid north, degrees. */
  readonly bearingDeg: number;
}

/** Free-standing buildings keep back from the street: they count by this share of the block's side. */
const FREE_STANDING_SHARE = 0.6;
/** The grid's rows run north-east. */
const ROW_BEARING_DEG = 45;

/**
 * Canyons by street. On the district's outermost streets only one side is drawn; the city is taken to go on beyond it
 * in the same way, so that side stands for both.
 */
export function createCanyons(
  plan: Plan,
  streets: readonly Street[],
  buildings: readonly Building[],
): ReadonlyMap<string, StreetCanyon> {
  const facades = facadesBySegment(plan, buildings);
  return new Map(
    streets.map((street) => {
      const sides = facades.get(segmentKey(street.axis, street.segment)) ?? {};
      const low = sides.low ?? sides.high ?? 0;
      const high = sides.high ?? sides.low ?? 0;
      // On a row heading +u the higher v is on the left; on a column heading +v the higher u is on the right.
      const highIsLeft = (street.axis.along === 'u') === (street.heading === 1);
      const turned =
        (street.axis.along === 'u' ? ROW_BEARING_DEG : ROW_BEARING_DEG - 90) + (street.heading === 1 ? 0 : 180);
      return [
        street.id,
        {
          streetId: street.id,
          widthM: street.axis.widthM,
          heightM: roundTo((low + high) / 2, 0.1),
          leftHeightM: roundTo(highIsLeft ? high : low, 0.1),
          rightHeightM: roundTo(highIsLeft ? low : high, 0.1),
          bearingDeg: (turned + 360) % 360,
        },
      ];
    }),
  );
}

/** Mean façade height per stretch of street, on the side of lower and of higher u or v. */
function facadesBySegment(plan: Plan, buildings: readonly Building[]) {
  const byBlock = new Map<string, Building[]>();
  for (const building of buildings) {
    const list = byBlock.get(building.block.id);
    if (list === undefined) byBlock.set(building.block.id, [building]);
    else list.push(building);
  }
  const segments = new Map<string, { low?: number; high?: number }>();
  for (const block of plan.blocks) {
    const inBlock = byBlock.get(block.id) ?? [];
    for (const side of [0, 1, 2, 3] as const) {
      const axis = axisOfSide(plan, block, side);
      const key = segmentKey(axis, axis.along === 'u' ? block.column : block.row);
      const entry = segments.get(key) ?? {};
      // A block is above the axis of its sides 0 and 3, and below that of its sides 1 and 2.
      entry[side === 0 || side === 3 ? 'high' : 'low'] = facadeHeightM(inBlock, side);
      segments.set(key, entry);
    }
  }
  return segments;
}

function facadeHeightM(buildings: readonly Building[], side: number): number {
  let frontage = 0;
  let weighted = 0;
  for (const { facade, heightM, side: faces } of buildings) {
    if (faces !== side || facade === null) continue;
    const metres = distanceM(facade[0], facade[1]);
    frontage += metres;
    weighted += metres * heightM;
  }
  if (frontage > 0) return weighted / frontage;
  const area = buildings.reduce((sum, building) => sum + building.areaM2, 0);
  if (area === 0) return 0;
  const volume = buildings.reduce((sum, building) => sum + building.areaM2 * building.heightM, 0);
  return (FREE_STANDING_SHARE * volume) / area;
}
