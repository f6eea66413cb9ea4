/** Parks that fill a block, and courtyards opened to the public as gardens. */
import { randomFrom } from '../../../app/core/base/random.ts';
import { ringMeasures } from './buildings.ts';
import { ofPlace, PLANT_NAMES } from './names.ts';
import { COURTYARD_GARDENS } from './parameters.ts';
import { courtyard } from './parcels.ts';
import { type Block, chamferedSquare, middleOf, moved, type Plan, type PlanRing, twoDigits } from './plan.ts';
import { chooseSpread } from './spread.ts';

export interface Park {
  readonly id: string;
  readonly name: string;
  readonly block: Block;
  readonly ring: PlanRing;
  readonly isGarden: boolean;
}

const PARK_INSET_M = 4;
const GARDEN_INSET_M = 5;

export function createParks(plan: Plan): readonly Park[] {
  const measures = ringMeasures(plan);
  const random = randomFrom(plan.parameters.seed, 'parks');
  const parkBlocks = plan.blocks.filter((block) => block.special === 'park');
  const gardenBlocks = chooseSpread(
    plan.blocks.filter((block) => block.special === null),
    COURTYARD_GARDENS,
    (block) => middleOf(block.outline),
    random,
    parkBlocks.map((block) => middleOf(block.outline)),
  );
  const drafts = [
    ...parkBlocks.map((block) => ({ block, isGarden: false })),
    ...gardenBlocks.map((block) => ({ block, isGarden: true })),
  ];
  return drafts.map(({ block, isGarden }, index) => {
    const local = isGarden
      ? courtyard(measures, GARDEN_INSET_M)
      : chamferedSquare(measures.sideM, measures.chamferLegM, PARK_INSET_M);
    const plant = ofPlace(PLANT_NAMES[index % PLANT_NAMES.length]!);
    return {
      id: `park-${twoDigits(index + 1)}`,
      name: isGarden ? `Jardins ${plant}` : `Parc ${plant}`,
      block,
      ring: moved(local, block.origin),
      isGarden,
    };
  });
}
