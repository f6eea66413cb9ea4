import { describe, expect, it } from 'vitest';
import { findEquilibrium } from '../../../../../app/core/models/assignment/equilibrium.ts';
import { selectLink } from '../../../../../app/core/models/assignment/select-link.ts';
import { braess, madeCity, networkOf, tripsOf } from '../../../../builders/road-networks.ts';

describe('select-link analysis', () => {
  it('names the pairs on a link and where else they drive', () => {
    // 0 → 2 → 3 and 1 → 2 → 3 share the link 2 → 3; 1 → 3 also has a way of its own.
    const network = networkOf(4, [
      { from: 0, to: 2, time: 10, capacity: 100 },
      { from: 1, to: 2, time: 10, capacity: 100 },
      { from: 2, to: 3, time: 10, capacity: 100 },
      { from: 1, to: 3, time: 90, capacity: 100 },
    ]);
    const trips = tripsOf([0, 1, 2, 3], [[0, 3, 30], [1, 3, 20], [0, 2, 5]]); // biome-ignore format: one row per pair
    const { value } = findEquilibrium(network, trips);
    const selected = selectLink(network, trips, value!.bushes, 2);
    expect(selected.vehPerHour).toBe(50);
    expect(selected.pairs).toEqual([
      { fromZone: 0, toZone: 3, vehPerHour: 30, share: 1 },
      { fromZone: 1, toZone: 3, vehPerHour: 20, share: 1 },
    ]);
    expect([...selected.flowVehPerHour]).toEqual([30, 20, 50, 0]);
  });

  it('divides one pair among its ways', () => {
    const network = braess(true);
    const trips = tripsOf([0, 1], [[0, 1, 6]]);
    const { value } = findEquilibrium(network, trips, { relativeGap: 1e-9 });
    const selected = selectLink(network, trips, value!.bushes, 3);
    expect(selected.pairs[0]!.share).toBeCloseTo(1 / 3, 5);
    for (const [a, flow] of [2, 0, 0, 2, 2].entries()) expect(selected.flowVehPerHour[a]).toBeCloseTo(flow, 4);
  });

  it('adds up to the link’s flow, conserves flow, and is never more than what drives there', () => {
    const { network, trips } = madeCity(9, 6, 10, 90);
    const { value } = findEquilibrium(network, trips, { relativeGap: 1e-9 });
    const { flowVehPerHour: all, bushes } = value!;
    for (const link of [3, 20, 41, 66]) {
      const selected = selectLink(network, trips, bushes, link);
      const inPairs = selected.pairs.reduce((sum, pair) => sum + pair.vehPerHour, 0);
      expect(selected.vehPerHour).toBeCloseTo(all[link]!, 6);
      expect(inPairs).toBeCloseTo(all[link]!, 6);
      const net = new Float64Array(network.nodeCount);
      for (let a = 0; a < network.linkCount; a++) {
        expect(selected.flowVehPerHour[a]).toBeLessThanOrEqual(all[a]! + 1e-6);
        net[network.from[a]!]! -= selected.flowVehPerHour[a]!;
        net[network.to[a]!]! += selected.flowVehPerHour[a]!;
      }
      for (const pair of selected.pairs) {
        net[trips.zoneNode[pair.fromZone]!]! += pair.vehPerHour;
        net[trips.zoneNode[pair.toZone]!]! -= pair.vehPerHour;
      }
      expect(Math.max(...net.map(Math.abs))).toBeLessThan(1e-6);
    }
  });

  it('is empty on a link that nobody uses', () => {
    const network = braess(true);
    const trips = tripsOf([0, 1], []);
    const { value } = findEquilibrium(network, trips);
    expect(selectLink(network, trips, value!.bushes, 0)).toMatchObject({ vehPerHour: 0, pairs: [] });
    expect(() => selectLink(network, trips, value!.bushes, 9)).toThrow('there is no link 9');
  });
});
