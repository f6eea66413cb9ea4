/** Buildings: one per parcel of the perimeter blocks, and a few large ones in the blocks that serve the public. */
import { roundTo } from '../../../app/core/base/portable-math.ts';
import { type RandomSource, randomFrom } from '../../../app/core/base/random.ts';
import { cutParcels, footprint, type Parcel, type RingMeasures } from './parcels.ts';
import {
  type Block,
  moved,
  type Plan,
  type PlanPoint,
  type PlanPolygon,
  type PlanRing,
  polygonAreaM2,
  twoDigits,
} from './plan.ts';
import { specialBuildings } from './special-blocks.ts';

export type BuildingUse = 'residential' | 'mixed' | 'office' | 'retail' | 'education' | 'health' | 'culture' | 'market';

export interface Building {
  readonly id: string;
  readonly block: Block;
  readonly polygon: PlanPolygon;
  /** 0 faces south-east, then counter-clockwise; null for a building that stands free. */
  readonly side: Parcel['side'] | null;
  readonly isCorner: boolean;
  readonly facade: readonly [PlanPoint, PlanPoint] | null;
  readonly areaM2: number;
  readonly heightM: number;
  readonly floors: number;
  readonly year: number;
  readonly use: BuildingUse;
}

/** How the Eixample was built: share of the buildings, years, floors (ground floor included) and their heights, m. */
interface Period {
  readonly share: number;
  readonly from: number;
  readonly to: number;
  /** Weights of 4, 5, 6, 7, 8 and 9 floors. */
  readonly floorWeights: readonly number[];
  readonly groundM: number;
  readonly upperM: number;
}
const PERIODS: readonly Period[] = [
  { share: 0.34, from: 1872, to: 1910, floorWeights: [0.1, 0.34, 0.5, 0.06, 0, 0], groundM: 4.9, upperM: 3.4 },
  { share: 0.27, from: 1911, to: 1938, floorWeights: [0.03, 0.16, 0.46, 0.35, 0, 0], groundM: 4.6, upperM: 3.2 },
  { share: 0.13, from: 1941, to: 1959, floorWeights: [0, 0.06, 0.34, 0.5, 0.1, 0], groundM: 4.4, upperM: 3.0 },
  { share: 0.16, from: 1960, to: 1976, floorWeights: [0, 0.02, 0.12, 0.42, 0.34, 0.1], groundM: 4.2, upperM: 2.9 },
  { share: 0.1, from: 1977, to: 2019, floorWeights: [0, 0.05, 0.35, 0.45, 0.15, 0], groundM: 4.2, upperM: 3.0 },
];
const FEWEST_FLOORS = 4;
const PARAPET_M = 1;
/** A block's builders kept to its neighbours' period this often. */
const SAME_PERIOD_AS_BLOCK = 0.35;
const TOWER_SHARE_ON_AVENUE = 0.035;
/** Towers and a few modern houses stand back from the building line; rear façades vary. */
const TOWER_SETBACK_M = 5;
const MODERN_SINCE = 1960;
const MODERN_SETBACK_SHARE = 0.1;
const MODERN_SETBACK_M = 3;
const SHALLOWER_SHARE = 0.5;
const SHALLOWER_MOST_M = 3.5;

export function ringMeasures(plan: Plan): RingMeasures {
  const { blockSideM, chamferLegM, buildingDepthM, courtyardLegM } = plan.parameters;
  return { sideM: blockSideM, chamferLegM, depthM: buildingDepthM, courtyardLegM };
}

export function createBuildings(plan: Plan): readonly Building[] {
  const measures = ringMeasures(plan);
  return plan.blocks.flatMap((block) => {
    const random = randomFrom(plan.parameters.seed, 'buildings', block.id);
    if (block.special !== null) return freeStanding(block, block.special, measures.sideM);
    const blockPeriod = choosePeriod(random);
    const cut = cutParcels(measures, randomFrom(plan.parameters.seed, 'parcels', block.id));
    return cut.map((parcel, index) => {
      const period = random.uniform() < SAME_PERIOD_AS_BLOCK ? blockPeriod : choosePeriod(random);
      const onAvenue = facesAvenue(plan, block, parcel.side);
      const isTower = onAvenue && random.uniform() < TOWER_SHARE_ON_AVENUE;
      const house = isTower ? tower(random) : ordinary(period, onAvenue, random);
      const ring = moved(builtOn(parcel, isTower, house.year, random), block.origin);
      return {
        id: `building-${block.id.slice('block-'.length)}-${twoDigits(index + 1)}`,
        block,
        polygon: [ring],
        side: parcel.side,
        isCorner: parcel.isCorner,
        facade: facadeOf(parcel, ring),
        areaM2: polygonAreaM2([ring]),
        ...house,
        use: chooseUse(isTower, onAvenue, random),
      };
    });
  });
}

/** Corners fill their parcel. */
function builtOn(parcel: Parcel, isTower: boolean, year: number, random: RandomSource): PlanRing {
  const rearM = random.uniform() < SHALLOWER_SHARE ? roundTo(SHALLOWER_MOST_M * random.uniform(), 0.1) : 0;
  const standsBack = year >= MODERN_SINCE && random.uniform() < MODERN_SETBACK_SHARE;
  if (parcel.isCorner) return parcel.ring;
  return footprint(parcel, isTower ? TOWER_SETBACK_M : standsBack ? MODERN_SETBACK_M : 0, rearM);
}

/** The wall towards the parcel's street: a ring's vertices keep their order when it is moved or made smaller. */
function facadeOf(parcel: Parcel, ring: PlanRing): Building['facade'] {
  if (parcel.facade === null) return null;
  const at = (end: PlanPoint) => ring[parcel.ring.findIndex((vertex) => vertex[0] === end[0] && vertex[1] === end[1])]!;
  return [at(parcel.facade[0]), at(parcel.facade[1])];
}

/** Which axis a block's side faces. */
export function axisOfSide(plan: Plan, block: Block, side: Parcel['side']) {
  switch (side) {
    case 0:
      return plan.rows[block.row]!;
    case 1:
      return plan.columns[block.column + 1]!;
    case 2:
      return plan.rows[block.row + 1]!;
    case 3:
      return plan.columns[block.column]!;
  }
}

function facesAvenue(plan: Plan, block: Block, side: Parcel['side']): boolean {
  return axisOfSide(plan, block, side).isAvenue;
}

function choosePeriod(random: RandomSource): Period {
  return PERIODS[
    weightedIndex(
      PERIODS.map((period) => period.share),
      random,
    )
  ]!;
}

function ordinary(period: Period, onAvenue: boolean, random: RandomSource) {
  const year = period.from + random.below(period.to - period.from + 1);
  const higher = onAvenue && random.uniform() < 0.4 ? 1 : 0;
  const floors = FEWEST_FLOORS + weightedIndex(period.floorWeights, random) + higher;
  // Ceilings differ from house to house by a few per cent, so eaves rarely line up.
  const heightM = period.groundM + (floors - 1) * period.upperM * (1 + 0.025 * random.normal()) + PARAPET_M;
  return { year, floors, heightM: roundTo(heightM, 0.1) };
}

function tower(random: RandomSource) {
  const floors = 12 + random.below(6);
  return { year: 1964 + random.below(50), floors, heightM: roundTo(4.5 + (floors - 1) * 3.1 + PARAPET_M, 0.1) };
}

function chooseUse(isTower: boolean, onAvenue: boolean, random: RandomSource): BuildingUse {
  if (isTower) return random.uniform() < 0.6 ? 'office' : 'mixed';
  const chance = random.uniform();
  if (onAvenue) return chance < 0.42 ? 'residential' : chance < 0.74 ? 'mixed' : chance < 0.94 ? 'office' : 'retail';
  return chance < 0.7 ? 'residential' : chance < 0.92 ? 'mixed' : chance < 0.975 ? 'office' : 'retail';
}

function freeStanding(block: Block, special: NonNullable<Block['special']>, sideM: number): readonly Building[] {
  return specialBuildings(special, sideM).map((draft, index) => {
    const polygon = draft.polygon.map((ring) => moved(ring, block.origin));
    return {
      id: `building-${block.id.slice('block-'.length)}-${twoDigits(index + 1)}`,
      block,
      polygon,
      side: null,
      isCorner: false,
      facade: null,
      areaM2: polygonAreaM2(polygon),
      heightM: draft.heightM,
      floors: draft.floors,
      year: draft.year,
      use: draft.use,
    };
  });
}

/** An index by chance, in proportion to the weights. */
export function weightedIndex(weights: readonly number[], random: RandomSource): number {
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}
