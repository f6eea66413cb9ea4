import { describe, expect, it } from 'vitest';
import { findEquilibrium } from '../../../../../app/core/models/assignment/equilibrium.ts';
import type { AssignmentNetwork, TripTable } from '../../../../../app/core/models/assignment/network.ts';
import {
  expandTurns,
  type TurnExpansionOptions,
  type TurnRule,
} from '../../../../../app/core/models/assignment/turns.ts';
import { gridNetwork, madeCity, networkOf, tripsOf } from '../../../../builders/road-networks.ts';

function flowsWithTurns(
  network: AssignmentNetwork,
  trips: TripTable,
  rules: readonly TurnRule[],
  options: TurnExpansionOptions = {},
) {
  const { value: expansion, issues } = expandTurns(network, rules, { zoneNodes: trips.zoneNode, ...options });
  expect(issues).toEqual([]);
  const found = findEquilibrium(expansion!.network, trips, { relativeGap: 1e-11 });
  expect(found.issues).toEqual([]);
  return {
    equilibrium: found.value!,
    expansion: expansion!,
    flow: expansion!.linkValues(found.value!.flowVehPerHour),
  };
}

/** A crossing: 0 west, 1 north, 2 east, 3 south, 4 the middle, with a longer way round from west by south to east. */
const crossing = networkOf(5, [
  { from: 0, to: 4, time: 10, capacity: 1000 },
  { from: 4, to: 2, time: 10, capacity: 1000 },
  { from: 4, to: 1, time: 10, capacity: 1000 },
  { from: 0, to: 3, time: 30, capacity: 1000 },
  { from: 3, to: 2, time: 30, capacity: 1000 },
  { from: 1, to: 2, time: 25, capacity: 1000 },
]);
const [WEST_MIDDLE, MIDDLE_EAST, MIDDLE_NORTH] = [0, 1, 2];
const eastbound = tripsOf([0, 2], [[0, 1, 1]]);

describe('turn bans and penalties', () => {
  it('change nothing where there are none, though every junction is taken apart', () => {
    for (const seed of [5, 6]) {
      const { network, trips } = madeCity(seed, 5, 8, 90);
      const plain = findEquilibrium(network, trips, { relativeGap: 1e-11 }).value!;
      const apart = flowsWithTurns(network, trips, [], { everyNode: true });
      expect(apart.expansion.network.nodeCount).toBe(network.nodeCount + 2 * network.linkCount);
      expect(Math.abs(apart.equilibrium.objective / plain.objective - 1)).toBeLessThan(1e-9);
      for (let a = 0; a < network.linkCount; a++) {
        if (network.bprFactor![a] === 0 || network.freeFlowTimeS[a] === 0) continue;
        expect(Math.abs(apart.flow[a]! - plain.flowVehPerHour[a]!)).toBeLessThan(1);
      }
    }
  });

  it('leave a network without rules as it is', () => {
    const { value } = expandTurns(crossing, []);
    expect([value!.network.nodeCount, value!.network.linkCount]).toEqual([5, 6]);
  });

  it('send traffic by another turn, or round, when one is banned', () => {
    const noStraight = { fromLink: WEST_MIDDLE, toLink: MIDDLE_EAST, penaltyS: Infinity };
    const noLeft = { fromLink: WEST_MIDDLE, toLink: MIDDLE_NORTH, penaltyS: Infinity };
    expect([...flowsWithTurns(crossing, eastbound, []).flow]).toEqual([1, 1, 0, 0, 0, 0]);
    expect([...flowsWithTurns(crossing, eastbound, [noStraight]).flow]).toEqual([1, 0, 1, 0, 0, 1]);
    expect([...flowsWithTurns(crossing, eastbound, [noStraight, noLeft]).flow]).toEqual([0, 0, 0, 1, 1, 0]);
  });

  it('count a penalty as time', () => {
    const straight = (penaltyS: number) => ({ fromLink: WEST_MIDDLE, toLink: MIDDLE_EAST, penaltyS });
    expect([...flowsWithTurns(crossing, eastbound, [straight(24)]).flow]).toEqual([1, 1, 0, 0, 0, 0]);
    expect([...flowsWithTurns(crossing, eastbound, [straight(26)]).flow]).toEqual([1, 0, 1, 0, 0, 1]);
  });

  it('let trips start and end at a junction with rules, but not sneak through it as a zone', () => {
    const toMiddle = tripsOf([0, 4, 2], [[0, 1, 7], [1, 2, 5], [0, 2, 1]]); // biome-ignore format: one row per pair
    const rules = [
      { fromLink: WEST_MIDDLE, toLink: MIDDLE_EAST, penaltyS: Infinity },
      { fromLink: WEST_MIDDLE, toLink: MIDDLE_NORTH, penaltyS: Infinity },
    ];
    expect([...flowsWithTurns(crossing, toMiddle, rules).flow]).toEqual([7, 5, 0, 1, 1, 0]);
  });

  it('can forbid turning back', () => {
    const dead = networkOf(3, [
      { from: 0, to: 1, time: 1 },
      { from: 1, to: 0, time: 1 },
      { from: 1, to: 2, time: 1 },
    ]);
    const { value } = expandTurns(dead, [], { everyNode: true, turningBackS: Infinity });
    expect([...value!.turnFrom].map((a, t) => [a, value!.turnTo[t]])).toEqual([[0, 2]]);
  });

  it('are refused where the links do not meet or the penalty is negative', () => {
    const grid = gridNetwork(3);
    const { value, issues } = expandTurns(grid, [
      { fromLink: 0, toLink: 0, penaltyS: 1 },
      { fromLink: 0, toLink: 1, penaltyS: -4 },
    ]);
    expect(value).toBeNull();
    expect(issues.map(({ detail }) => detail)).toEqual([
      'link 0 does not lead to the start of link 0',
      'turning from link 0 into link 1 costs -4 s',
    ]);
  });
});
