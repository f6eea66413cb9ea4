/** Trees: a row along every pavement, five along the avenues, and groves in parks, gardens and open blocks. */
import { hypot, roundTo } from '../../../app/core/base/portable-math.ts';
import { type RandomSource, randomFrom } from '../../../app/core/base/random.ts';
import type { Building } from './buildings.ts';
import type { Park } from './parks.ts';
import { type Axis, middleOf, type Plan, type PlanPoint, type PlanRing } from './plan.ts';
import { type Street, segmentKey, streetsBySegment } from './streets.ts';

export interface Tree {
  readonly id: string;
  readonly point: PlanPoint;
  readonly species: string;
  readonly heightM: number;
  readonly crownM: number;
  readonly streetId: string | null;
}

interface Species {
  readonly name: string;
  readonly share: number;
  readonly heightM: number;
  readonly crownM: number;
}
const PLANE_TREE: Species = { name: 'Platanus × hispanica', share: 0.34, heightM: 13, crownM: 6.6 };
const SPECIES: readonly Species[] = [
  PLANE_TREE,
  { name: 'Celtis australis', share: 0.22, heightM: 11.5, crownM: 6 },
  { name: 'Styphnolobium japonicum', share: 0.14, heightM: 9.5, crownM: 5.4 },
  { name: 'Tipuana tipu', share: 0.12, heightM: 11, crownM: 6.4 },
  { name: 'Melia azedarach', share: 0.1, heightM: 8.5, crownM: 4.8 },
  { name: 'Jacaranda mimosifolia', share: 0.08, heightM: 8, crownM: 4.8 },
];
const PARK_SPECIES: readonly Species[] = [
  { name: 'Pinus pinea', share: 0.3, heightM: 12, crownM: 7.5 },
  { name: 'Quercus ilex', share: 0.3, heightM: 9.5, crownM: 6.5 },
  { name: 'Tilia × europaea', share: 0.2, heightM: 11, crownM: 6 },
  { name: 'Cercis siliquastrum', share: 0.2, heightM: 6.5, crownM: 4.5 },
];

const SPACING_M = 8;
/** Metres from a street's axis: just inside the kerb; on an avenue two rows a pavement and one on the median. */
const STREET_ROWS_M = [-5.9, 5.9];
const AVENUE_ROWS_M = [-20.4, -16, 0, 16, 20.4];
const CLEAR_OF_CHAMFER_M = 1.5;
const GAP_SHARE = 0.05;
const YOUNG_SHARE = 0.14;
const GROVE_SPACING_M = 10;
/** The lawn in the middle of a park and the half width of the two paths that cross on it. */
const LAWN_RADIUS_M = 20;
const PATH_HALF_WIDTH_M = 3.5;
const GARDEN_LAWN_RADIUS_M = 7;
/** In yards trees stand at the rim only, clear of walls. */
const YARD_RIM_M = 8;
const CLEAR_OF_WALLS_M = 4.5;

export function createTrees(
  plan: Plan,
  streets: readonly Street[],
  parks: readonly Park[],
  buildings: readonly Building[],
): readonly Tree[] {
  const bySegment = streetsBySegment(streets);
  const drafts: Omit<Tree, 'id'>[] = [];
  for (const axis of [...plan.rows, ...plan.columns]) {
    const random = randomFrom(plan.parameters.seed, 'trees', axis.along, axis.index);
    const species = axis.isAvenue ? PLANE_TREE : choose(SPECIES, random);
    for (let segment = 0; segment < plan.parameters.blocksPerSide; segment++) {
      const links = bySegment.get(segmentKey(axis, segment))!;
      for (const across of axis.isAvenue ? AVENUE_ROWS_M : STREET_ROWS_M) {
        const streetId = (links.find((link) => isOnSide(link, across)) ?? links[0]!).id;
        for (const along of positionsAlong(plan, axis, segment)) {
          if (random.uniform() < GAP_SHARE) continue;
          const u = axis.along === 'u' ? along : axis.offsetM + across;
          const v = axis.along === 'u' ? axis.offsetM + across : along;
          drafts.push({ point: [u, v], streetId, ...grown(species, random) });
        }
      }
    }
  }
  for (const park of parks) {
    const random = randomFrom(plan.parameters.seed, 'trees', park.id);
    const [middleU, middleV] = middleOf(park.ring);
    const isOpen = ([u, v]: PlanPoint) =>
      park.isGarden
        ? hypot(u - middleU, v - middleV) < GARDEN_LAWN_RADIUS_M
        : hypot(u - middleU, v - middleV) < LAWN_RADIUS_M ||
          Math.min(Math.abs(u - middleU), Math.abs(v - middleV)) < PATH_HALF_WIDTH_M;
    drafts.push(...grove(park.ring, isOpen, random));
  }
  for (const block of plan.blocks) {
    if (block.special === null || block.special === 'park') continue;
    const random = randomFrom(plan.parameters.seed, 'trees', block.id);
    const walls = buildings.filter((building) => building.block === block).map((building) => building.polygon[0]!);
    const isOpen = (at: PlanPoint) =>
      distanceToRingM(block.outline, at) > YARD_RIM_M ||
      walls.some((wall) => contains(wall, at) || distanceToRingM(wall, at) < CLEAR_OF_WALLS_M);
    drafts.push(...grove(block.outline, isOpen, random));
  }
  return drafts.map((draft, index) => ({ id: `tree-${String(index + 1).padStart(4, '0')}`, ...draft }));
}

/** Every eight metres along a block's straight side, in its middle. */
function positionsAlong(plan: Plan, axis: Axis, segment: number): readonly number[] {
  const { blockSideM, chamferLegM } = plan.parameters;
  const crossing = (axis.along === 'u' ? plan.columns : plan.rows)[segment]!;
  const straight = blockSideM - 2 * (chamferLegM + CLEAR_OF_CHAMFER_M);
  const count = Math.floor(straight / SPACING_M) + 1;
  const first = crossing.offsetM + crossing.widthM / 2 + (blockSideM - (count - 1) * SPACING_M) / 2;
  return Array.from({ length: count }, (_, index) => first + index * SPACING_M);
}

/** Whether an avenue's link runs on that side of the axis; a street has one link for both sides. */
function isOnSide(link: Street, across: number): boolean {
  if (!link.axis.isAvenue) return true;
  const linkAcross = (link.axis.along === 'u' ? link.from[1] : link.from[0]) - link.axis.offsetM;
  return linkAcross > 0 === across > 0;
}

function grown(species: Species, random: RandomSource) {
  const age = random.uniform() < YOUNG_SHARE ? 0.45 + 0.2 * random.uniform() : 0.85 + 0.3 * random.uniform();
  return {
    species: species.name,
    heightM: roundTo(species.heightM * age, 0.1),
    crownM: roundTo(species.crownM * (0.25 + 0.75 * age), 0.1),
  };
}

/** A loose grid inside a ring, but where it is to stay open. */
function grove(ring: PlanRing, isOpen: (at: PlanPoint) => boolean, random: RandomSource): Omit<Tree, 'id'>[] {
  const [middleU, middleV] = middleOf(ring);
  const reach = Math.max(...ring.map(([u, v]) => Math.max(Math.abs(u - middleU), Math.abs(v - middleV))));
  const trees: Omit<Tree, 'id'>[] = [];
  const steps = Math.floor((2 * reach) / GROVE_SPACING_M);
  for (let row = 0; row <= steps; row++) {
    for (let column = 0; column <= steps; column++) {
      const u = middleU + (column - steps / 2) * GROVE_SPACING_M + 5 * (random.uniform() - 0.5);
      const v = middleV + (row - steps / 2) * GROVE_SPACING_M + 5 * (random.uniform() - 0.5);
      const tree = grown(choose(PARK_SPECIES, random), random);
      if (!contains(ring, [u, v]) || distanceToRingM(ring, [u, v]) < 2.5 || isOpen([u, v])) continue;
      trees.push({ point: [u, v], streetId: null, ...tree });
    }
  }
  return trees;
}

function choose(list: readonly Species[], random: RandomSource): Species {
  let left = random.uniform();
  for (const species of list) {
    left -= species.share;
    if (left < 0) return species;
  }
  return list[0]!;
}

function contains(ring: PlanRing, [u, v]: PlanPoint): boolean {
  let inside = false;
  for (const [index, [au, av]] of ring.entries()) {
    const [bu, bv] = ring[(index + 1) % ring.length]!;
    if (av > v !== bv > v && u < au + ((v - av) / (bv - av)) * (bu - au)) inside = !inside;
  }
  return inside;
}

function distanceToRingM(ring: PlanRing, [u, v]: PlanPoint): number {
  let nearest = Number.MAX_VALUE;
  for (const [index, [au, av]] of ring.entries()) {
    const [bu, bv] = ring[(index + 1) % ring.length]!;
    const squared = (bu - au) * (bu - au) + (bv - av) * (bv - av);
    const share = Math.max(0, Math.min(1, ((u - au) * (bu - au) + (v - av) * (bv - av)) / squared));
    nearest = Math.min(nearest, hypot(u - au - share * (bu - au), v - av - share * (bv - av)));
  }
  return nearest;
}
