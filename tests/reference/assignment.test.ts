import { describe, expect, it } from 'vitest';
import {
  type AssignmentMethodKind,
  type EquilibriumOptions,
  findEquilibrium,
} from '../../app/core/models/assignment/equilibrium.ts';
import { parseTntpFlows } from '../../app/core/models/assignment/tntp-flows.ts';
import { networkOfTntp, parseTntpNetwork } from '../../app/core/models/assignment/tntp-network.ts';
import { parseTntpTrips, tableOfTntp } from '../../app/core/models/assignment/tntp-trips.ts';
import { casesAreHere, readCase } from './cases.ts';

const file = (name: string, part: string) => `traffic/${name}_${part}.tntp`;

function solve(name: string, options: EquilibriumOptions) {
  const tntp = parseTntpNetwork(readCase(file(name, 'net')));
  const trips = parseTntpTrips(readCase(file(name, 'trips')));
  expect([...tntp.issues, ...trips.issues]).toEqual([]);
  const network = networkOfTntp(tntp.value!);
  const { value, issues } = findEquilibrium(network, tableOfTntp(trips.value!), options);
  expect(issues).toEqual([]);
  return { network, tntp: tntp.value!, equilibrium: value! };
}

/** Objective and total travel time computed from the published flows, to the digits given. */
const PUBLISHED = [
  { name: 'SiouxFalls', objective: 4_231_335.2871, totalTravelTime: 7_480_225.3449, exchangeable: 0 },
  // Two zones hang on the same two nodes by links of constant cost; which of them uses which is not fixed.
  { name: 'Barcelona', objective: 1_265_654.922, totalTravelTime: 1_365_715.6838, exchangeable: 12 },
];

describe.each(PUBLISHED)('the published network $name', ({ name, objective, totalTravelTime, exchangeable }) => {
  const here = casesAreHere(...['net', 'trips', 'flow'].map((part) => file(name, part)));

  it.skipIf(!here)('is solved to a gap of 1e-6 with the published objective', () => {
    const { equilibrium } = solve(name, { relativeGap: 1e-6 });
    expect(equilibrium.converged).toBe(true);
    expect(Math.abs(equilibrium.objective / objective - 1)).toBeLessThan(1e-6);
    expect(Math.abs(equilibrium.totalTravelTime / totalTravelTime - 1)).toBeLessThan(1e-4);
  });

  it.skipIf(!here)('has the published flows, wherever flows are unique', () => {
    const { tntp, network, equilibrium } = solve(name, { relativeGap: 1e-11 });
    const published = parseTntpFlows(readCase(file(name, 'flow'))).value!;
    expect([...published.initNode]).toEqual([...tntp.initNode]);
    let different = 0;
    for (let a = 0; a < tntp.linkCount; a++) {
      const [flow, wanted] = [equilibrium.flowVehPerHour[a]!, published.volume[a]!];
      expect(equilibrium.costS[a]).toBeCloseTo(published.cost[a]!, 3);
      if (Math.abs(flow - wanted) <= 1e-3 * Math.max(1, wanted)) continue;
      different++;
      expect(network.bprFactor![a]).toBe(0);
    }
    expect(different).toBeLessThanOrEqual(exchangeable);
    expect(Math.abs(equilibrium.totalTravelTime / totalTravelTime - 1)).toBeLessThan(1e-9);
  });

  it.skipIf(!here).each(['frank-wolfe', 'bi-conjugate'] as AssignmentMethodKind[])(
    'has the same solution by %s',
    (method) => {
      const { equilibrium } = solve(name, { relativeGap: 1e-4, method, maxIterations: 3_000 });
      expect(equilibrium.converged).toBe(true);
      expect(equilibrium.objective / objective - 1).toBeGreaterThan(-1e-9);
      expect(equilibrium.objective / objective - 1).toBeLessThan(2e-4);
    },
  );
});
