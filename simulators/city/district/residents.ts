/** Dwellings, census sections with their people by age, and the districts they belong to. */
import { type RandomSource, randomFrom } from '../../../app/core/base/random.ts';
import type { Building, BuildingUse } from './buildings.ts';
import { DISTRICT_NAMES } from './names.ts';
import { type Block, type Plan, type PlanPoint, type PlanRing, twoDigits } from './plan.ts';

export interface CensusSection {
  readonly id: string;
  readonly districtId: string;
  readonly name: string;
  readonly outline: PlanRing;
  readonly blocks: readonly Block[];
  readonly population: number;
  readonly pop0to14: number;
  readonly pop15to64: number;
  readonly pop65plus: number;
  readonly dwellings: number;
}

export interface District {
  readonly id: string;
  readonly name: string;
  readonly outline: PlanRing;
  readonly blocks: readonly Block[];
}

export interface Residents {
  readonly dwellings: ReadonlyMap<string, number>;
  readonly sections: readonly CensusSection[];
  readonly districts: readonly District[];
}

const PERSONS_PER_DWELLING = 2.3;
/** What stairs, light wells and walls leave of a footprint. */
const USABLE_SHARE = 0.82;
const SECTION_TARGET = 1_400;
const SECTION_LEAST = 1_050;
const SECTION_MOST = 1_750;

/**
 * Dwellings follow floor space; the space one dwelling takes is set so that the whole district comes out at its
 * density (about 105 m² gross, which is what the Eixample's flats measure).
 */
export function createResidents(
  plan: Plan,
  buildings: readonly Building[],
  uses: ReadonlyMap<string, BuildingUse>,
): Residents {
  const wanted = (plan.parameters.densityPerKm2 * plan.areaM2) / 1e6 / PERSONS_PER_DWELLING;
  const space = buildings.map((building) => livingSpaceM2(building, uses.get(building.id) ?? building.use));
  const spacePerDwelling = space.reduce((sum, m2) => sum + m2, 0) / wanted;
  const dwellings = new Map(buildings.map((b, index) => [b.id, Math.round(space[index]! / spacePerDwelling)]));

  const perBlock = new Map<string, number>();
  for (const building of buildings) {
    perBlock.set(building.block.id, (perBlock.get(building.block.id) ?? 0) + dwellings.get(building.id)!);
  }
  const districts = createDistricts(plan);
  const groups = districts.flatMap((district) =>
    partition(district.blocks, (block) => PERSONS_PER_DWELLING * (perBlock.get(block.id) ?? 0)).map((blocks) => ({
      district,
      blocks,
    })),
  );
  const sections = groups.map(({ district, blocks }, index) => {
    const id = `section-${twoDigits(index + 1)}`;
    const count = blocks.reduce((sum, block) => sum + (perBlock.get(block.id) ?? 0), 0);
    return {
      id,
      districtId: district.id,
      name: `Secció ${twoDigits(index + 1)}, ${district.name}`,
      outline: outlineOf(plan, blocks),
      blocks,
      dwellings: count,
      ...people(count, randomFrom(plan.parameters.seed, 'people', id)),
    };
  });
  return { dwellings, sections, districts };
}

/** Flats from the first floor up; where shops and offices mix in, one floor fewer. */
function livingSpaceM2(building: Building, use: BuildingUse): number {
  const floors = use === 'residential' ? building.floors - 1 : use === 'mixed' ? building.floors - 2 : 0;
  return building.areaM2 * USABLE_SHARE * floors;
}

function people(dwellings: number, random: RandomSource) {
  const population = Math.round(dwellings * PERSONS_PER_DWELLING * (1 + 0.025 * random.normal()));
  const pop0to14 = Math.round(population * (0.115 + 0.012 * random.normal()));
  const pop65plus = Math.round(population * (0.21 + 0.02 * random.normal()));
  return { population, pop0to14, pop15to64: population - pop0to14 - pop65plus, pop65plus };
}

/** The avenues part the grid into four; the largest part is halved. */
function createDistricts(plan: Plan): readonly District[] {
  const { avenueColumn: column, avenueRow: row, blocksPerSide: side } = plan.parameters;
  const halved = Math.floor(column / 2);
  const parts = [
    { columns: [0, column], rows: [0, row] },
    { columns: [column, side], rows: [0, row] },
    { columns: [0, halved], rows: [row, side] },
    { columns: [halved, column], rows: [row, side] },
    { columns: [column, side], rows: [row, side] },
  ] as const;
  return parts.map(({ columns, rows }, index) => {
    // Row by row and back again, so that blocks that follow each other always touch.
    const blocks = plan.blocks
      .filter((b) => b.column >= columns[0] && b.column < columns[1] && b.row >= rows[0] && b.row < rows[1])
      .sort((a, b) => a.row - b.row || (a.column - b.column) * ((a.row - rows[0]) % 2 === 0 ? 1 : -1));
    return { id: `district-${index + 1}`, name: DISTRICT_NAMES[index]!, blocks, outline: outlineOf(plan, blocks) };
  });
}

/**
 * Cuts a chain of blocks into sections of 1,050–1,750 people, as near to 1,400 as can be: least sum of squares, by
 * dynamic programming over the places to cut.
 */
function partition(blocks: readonly Block[], peopleOf: (block: Block) => number): Block[][] {
  const best: { cost: number; start: number }[] = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= blocks.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, start: end - 1 };
    let sum = 0;
    for (let start = end - 1; start >= 0; start--) {
      sum += peopleOf(blocks[start]!);
      const outside = sum < SECTION_LEAST || sum > SECTION_MOST ? 1e9 : 0;
      const cost = best[start]!.cost + (sum - SECTION_TARGET) * (sum - SECTION_TARGET) + outside;
      if (cost < choice.cost) choice = { cost, start };
    }
    best.push(choice);
  }
  const sections: Block[][] = [];
  for (let end = blocks.length; end > 0; end = best[end]!.start) sections.unshift(blocks.slice(best[end]!.start, end));
  return sections;
}

/** The outline of blocks that hang together: their cells' edges, those between two of them left out. */
function outlineOf(plan: Plan, blocks: readonly Block[]): PlanRing {
  const edges = new Map<string, readonly [from: string, to: string]>();
  const key = (column: number, row: number) => `${column},${row}`;
  for (const { column, row } of blocks) {
    const corners = [key(column, row), key(column + 1, row), key(column + 1, row + 1), key(column, row + 1)];
    for (const [index, from] of corners.entries()) {
      const to = corners[(index + 1) % 4]!;
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  const nextOf = new Map(edges.values());
  const first = nextOf.keys().next().value!;
  const ring: PlanPoint[] = [];
  for (let corner = first; ring.length < nextOf.size; corner = nextOf.get(corner)!) {
    const [column, row] = corner.split(',').map(Number);
    ring.push([plan.columns[column!]!.offsetM, plan.rows[row!]!.offsetM]);
  }
  return ring;
}
