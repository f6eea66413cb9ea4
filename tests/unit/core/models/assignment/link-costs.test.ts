import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSIGNMENT_ASSUMPTIONS } from '../../../../../app/core/models/assignment/assumptions.ts';
import { createLinkCosts, linkTimeS } from '../../../../../app/core/models/assignment/link-costs.ts';
import { networkOf } from '../../../../builders/road-networks.ts';

const costsOf = (time: number, capacity: number, factor: number, power: number, fixed = 0) =>
  createLinkCosts(networkOf(2, [{ from: 0, to: 1, time, capacity, factor, power, fixed }]));

describe('link costs', () => {
  it('follow BPR with any power', () => {
    const at = (power: number) => {
      const costs = costsOf(10, 100, 0.5, power, 3);
      costs.set(0, 150);
      return costs.costS[0]!;
    };
    expect(at(1)).toBeCloseTo(10 * (1 + 0.5 * 1.5) + 3, 12);
    expect(at(4)).toBeCloseTo(10 * (1 + 0.5 * 1.5 ** 4) + 3, 12);
    expect(at(2.5)).toBeCloseTo(10 * (1 + 0.5 * 1.5 ** 2.5) + 3, 12);
    expect(at(16.83)).toBeCloseTo(10 * (1 + 0.5 * 1.5 ** 16.83) + 3, 8);
    expect(at(0.5)).toBeCloseTo(10 * (1 + 0.5 * Math.sqrt(1.5)) + 3, 12);
    expect(at(0)).toBeCloseTo(10 * 1.5 + 3, 12);
  });

  it('are those of the assumptions where the network names none', () => {
    const value = (key: string) => ASSIGNMENT_ASSUMPTIONS.find((one) => one.key === `assignment.${key}`)!.value;
    const { bprFactor: _, bprPower: __, ...bare } = networkOf(2, [{ from: 0, to: 1, time: 10, capacity: 100 }]);
    const factor = value('bpr-factor');
    expect(createLinkCosts(bare).costAt(0, 150)).toBeCloseTo(10 * (1 + factor * 1.5 ** value('bpr-power')), 12);
    expect(value('junction-delay')).toBe(10);
  });

  it('are had for a single link too: 1.15 times the empty time at capacity', () => {
    const { bprFactor: _, bprPower: __, ...bare } = networkOf(2, [{ from: 0, to: 1, time: 100, capacity: 800 }]);
    expect(linkTimeS(bare, 0, 800)).toBeCloseTo(115, 10);
    const other = networkOf(2, [{ from: 0, to: 1, time: 10, capacity: 100, factor: 0.5, power: 2.5 }]);
    expect(linkTimeS(other, 0, 150)).toBeCloseTo(10 * (1 + 0.5 * 1.5 ** 2.5), 12);
  });

  it('are constant for B = 0, power 0 and links of no time, and cost what is fixed', () => {
    for (const costs of [costsOf(10, 0, 0, 4, 2), costsOf(8, 50, 0.25, 0, 2), costsOf(0, 1, 0.15, 4, 12)]) {
      costs.set(0, 1e6);
      expect([costs.costS[0], costs.slope[0]]).toEqual([12, 0]);
      expect(costs.objective(Float64Array.of(5))).toBe(60);
    }
  });

  it('have the slope and the integral that belong to them', () => {
    const power = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 1, max: 17, noNaN: true }));
    fc.assert(
      fc.property(power, fc.double({ min: 1, max: 2000, noNaN: true }), (p, flow) => {
        const costs = costsOf(30, 1000, 0.4, p, 5);
        const step = 1e-3 * flow;
        const rise = costs.costAt(0, flow + step) - costs.costAt(0, flow - step);
        const area = costs.objective(Float64Array.of(flow + step)) - costs.objective(Float64Array.of(flow - step));
        costs.set(0, flow);
        expect(costs.costS[0]).toBeCloseTo(costs.costAt(0, flow), 6);
        expect(Math.abs(rise / (2 * step) - costs.slope[0]!)).toBeLessThan(1e-3 * costs.slope[0]! + 1e-9);
        expect(Math.abs(area / (2 * step) - costs.costS[0]!)).toBeLessThan(1e-3 * costs.costS[0]!);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('give no NaN on an empty link of any power', () => {
    for (const p of [0, 0.5, 1, 1.5, 4]) {
      const costs = costsOf(30, 1000, 0.4, p);
      costs.set(0, 0);
      expect(Number.isFinite(costs.costS[0]! + costs.slope[0]!)).toBe(true);
    }
  });
});
