/**
 * How warm a clear, calm summer night gets at most in the streets of a place, and what planted trees change of it.
 *
 * Sky view of a street from its canyon, SVF = cos(atan(2H/W)) = 1/√(1 + (2H/W)²); vegetation is the share of ground under
 * crowns within 500 m, as the heat island's formula has it. A hundred trees on one street are a third of a percent of that
 * circle: the formula knows nothing of the shade right under them, which is what people feel.
 */
import type { Assumption } from '../assumption.ts';
import { CLEAR_SUMMER_DAY, heatIslandMaxK } from '../heat/heat-island.ts';
import type { WhatIfPlace } from './place.ts';

const VEGETATION_RADIUS_M = 500;
const CROWN_M2 = 25;
/** Of a place whose trees nobody counted; the map of its heat and its what-ifs take the same. */
export const USUAL_VEGETATION = 0.1;

export const HEAT_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'heat.vegetation-share',
    value: USUAL_VEGETATION,
    unit: '1',
    range: [0.05, 0.2],
    source: 'Share of ground under crowns in a dense European quarter; judgement',
    kind: 'assumption',
  },
  {
    key: 'heat.crown-area',
    value: CROWN_M2,
    unit: 'm2',
    range: [10, 50],
    source: 'Crown of a young street tree about ten years after planting; judgement',
    kind: 'assumption',
  },
  {
    key: 'heat.daily-range',
    value: CLEAR_SUMMER_DAY.dailyRangeK,
    unit: 'K',
    range: [6, 12],
    source: 'Between the warmest and coolest hour of a clear summer day in the country around; judgement',
    kind: 'assumption',
  },
];

/** K above the country around, by segment. */
export function streetHeatK(place: WhatIfPlace, treesPlanted: Float64Array): Float64Array {
  const { segments, streets, nodeXM, nodeYM } = place;
  const x = segments.map(({ links }) => (nodeXM[streets.from[links[0]!]!]! + nodeXM[streets.to[links[0]!]!]!) / 2);
  const y = segments.map(({ links }) => (nodeYM[streets.from[links[0]!]!]! + nodeYM[streets.to[links[0]!]!]!) / 2);
  const circleM2 = Math.PI * VEGETATION_RADIUS_M * VEGETATION_RADIUS_M;
  return Float64Array.from(segments, ({ canyon }, here) => {
    let trees = 0;
    for (let there = 0; there < segments.length; there++) {
      const planted = treesPlanted[there]!;
      if (planted === 0) continue;
      const dx = x[there]! - x[here]!;
      const dy = y[there]! - y[here]!;
      if (dx * dx + dy * dy <= VEGETATION_RADIUS_M * VEGETATION_RADIUS_M) trees += planted;
    }
    const vegetation = Math.min(1, USUAL_VEGETATION + (trees * CROWN_M2) / circleM2);
    const aspect = (2 * canyon.heightM) / canyon.widthM;
    return heatIslandMaxK(1 / Math.sqrt(1 + aspect * aspect), vegetation, CLEAR_SUMMER_DAY);
  });
}
