import { describe, expect, it } from 'vitest';
import { findEquilibrium } from '../../../../../app/core/models/assignment/equilibrium.ts';
import { partialFlows, sharesOverLinks } from '../../../../../app/core/models/assignment/partial-flows.ts';
import { selectLink } from '../../../../../app/core/models/assignment/select-link.ts';
import { buildPlace } from '../../../../../app/core/models/scenario/place.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

const { network, demand } = buildPlace(shippedPlaceFiles()).value!;
const table = demand.tripsOf('weekday', 18);
const solved = findEquilibrium(network, table, { relativeGap: 1e-6 }).value!;
const zones = table.zoneNode.length;

describe('a part of the trips', () => {
  it('of all of them is all the flow, and of half of them half', () => {
    const all = partialFlows(network, table, solved.bushes);
    all.forEach((flow, link) => {
      expect(flow).toBeCloseTo(solved.flowVehPerHour[link]!, 6);
    });
    const half = partialFlows(network, { ...table, tripsPerHour: table.tripsPerHour.map((n) => n / 2) }, solved.bushes);
    half.forEach((flow, link) => {
      expect(flow).toBeCloseTo(solved.flowVehPerHour[link]! / 2, 6);
    });
  });

  it('counts only where it is to count', () => {
    const only = partialFlows(network, table, solved.bushes, (_, link) => link === 3);
    expect(only[3]).toBeCloseTo(solved.flowVehPerHour[3]!, 6);
    expect(only.filter((flow) => flow > 0)).toHaveLength(1);
  });
});

describe('the share of a pair’s trips over some streets', () => {
  const busiest = solved.flowVehPerHour.indexOf(Math.max(...solved.flowVehPerHour));

  it('is that of select-link analysis where it is one street', () => {
    const marked = new Uint8Array(network.linkCount);
    marked[busiest] = 1;
    const shares = sharesOverLinks(network, table, solved.bushes, marked);
    const { pairs } = selectLink(network, table, solved.bushes, busiest);
    expect(pairs.length).toBeGreaterThan(10);
    for (const { fromZone, toZone, share } of pairs) expect(shares[fromZone * zones + toZone]).toBeCloseTo(share, 9);
    const over = shares.reduce((sum, share, cell) => sum + share * table.tripsPerHour[cell]!, 0);
    expect(over).toBeCloseTo(solved.flowVehPerHour[busiest]!, 4);
    // Pairs that use it in part are the reason not to count 0 or 1.
    expect(shares.some((share) => share > 0.05 && share < 0.95)).toBe(true);
  });

  it('counts a trip over two of them once, and every trip where all streets are marked', () => {
    const next = Array.from(network.from).findIndex((node, link) => node === network.to[busiest] && link !== busiest);
    const marked = new Uint8Array(network.linkCount);
    marked[busiest] = 1;
    const one = sharesOverLinks(network, table, solved.bushes, marked);
    marked[next] = 1;
    const two = sharesOverLinks(network, table, solved.bushes, marked);
    two.forEach((share, cell) => {
      expect(share).toBeGreaterThanOrEqual(one[cell]! - 1e-12);
      expect(share).toBeLessThanOrEqual(1);
    });
    const all = sharesOverLinks(network, table, solved.bushes, new Uint8Array(network.linkCount).fill(1));
    all.forEach((share, cell) => {
      const isPair = table.tripsPerHour[cell]! > 0 && Math.floor(cell / zones) !== cell % zones;
      expect(share).toBeCloseTo(isPair ? 1 : 0, 9);
    });
  });
});
