import { describe, expect, it } from 'vitest';
import type { AssignmentNetwork } from '../../../../app/core/models/assignment/network.ts';
import { createDemand } from '../../../../app/core/models/demand.ts';
import { awayFromHomeShare, hourlyShare } from '../../../../app/core/models/demand-profile.ts';
import { findGates } from '../../../../app/core/models/gates.ts';
import { distributeTrips } from '../../../../app/core/models/gravity.ts';

/** A cross of two one-way streets: 0 → 1 → 2 from west to east, 3 → 1 → 4 from south to north. */
const CROSS: AssignmentNetwork = {
  nodeCount: 5,
  linkCount: 4,
  from: Int32Array.of(0, 1, 3, 1),
  to: Int32Array.of(1, 2, 1, 4),
  freeFlowTimeS: new Float64Array(4).fill(20),
  capacityVehPerHour: Float64Array.of(1000, 1000, 800, 800),
};
const X = Float64Array.of(-500, 0, 500, 0, 0);
const Y = Float64Array.of(0, 0, 0, -500, 500);

describe('gates', () => {
  it('lets traffic in where a street begins at the edge and out where it ends there', () => {
    expect(findGates(CROSS, X, Y)).toEqual([
      { node: 0, entryVehPerHour: 1000, exitVehPerHour: 0 },
      { node: 2, entryVehPerHour: 0, exitVehPerHour: 1000 },
      { node: 3, entryVehPerHour: 800, exitVehPerHour: 0 },
      { node: 4, entryVehPerHour: 0, exitVehPerHour: 800 },
    ]);
  });

  it('sees no gate where a street merely bends along the edge', () => {
    const bend = { ...CROSS, linkCount: 2, from: Int32Array.of(0, 1), to: Int32Array.of(1, 2) };
    const gates = findGates(
      {
        ...bend,
        freeFlowTimeS: CROSS.freeFlowTimeS.slice(0, 2),
        capacityVehPerHour: CROSS.capacityVehPerHour.slice(0, 2),
      },
      X,
      Y,
    );
    expect(gates.map((gate) => gate.node)).toEqual([0, 2]);
  });
});

describe('trip distribution', () => {
  it('meets the row and column totals', () => {
    const trips = distributeTrips(
      Float64Array.of(100, 200),
      Float64Array.of(50, 150, 100),
      Float64Array.of(1, 2, 1, 3, 1, 1),
    );
    expect(trips[0]! + trips[1]! + trips[2]!).toBeCloseTo(100, 3);
    expect(trips[3]! + trips[4]! + trips[5]!).toBeCloseTo(200, 3);
    expect(trips[0]! + trips[3]!).toBeCloseTo(50, 3);
    expect(trips[1]! + trips[4]!).toBeCloseTo(150, 3);
  });

  it('scales destinations that do not add up to the origins', () => {
    const trips = distributeTrips(Float64Array.of(90), Float64Array.of(1, 2), Float64Array.of(1, 1));
    expect([...trips]).toEqual([30, 60]);
  });

  it('sends nobody where the weight is nought', () => {
    const trips = distributeTrips(Float64Array.of(10, 10), Float64Array.of(10, 10), Float64Array.of(0, 1, 1, 0));
    expect([...trips]).toEqual([0, 10, 10, 0]);
  });
});

describe('demand', () => {
  const sites = [{ xM: 10, yM: 10, population: 3000, attraction: 100 }];
  const demand = createDemand({ nodeXM: X, nodeYM: Y, gates: findGates(CROSS, X, Y), sites });
  const total = (trips: Float64Array) => trips.reduce((sum, value) => sum + value, 0);

  it('puts zones on gates and on the nodes nearest to where people live', () => {
    expect([...demand.zoneNode]).toEqual([0, 1, 2, 3, 4]);
  });

  it('is largest at six in the evening of a working day and smaller on Sundays', () => {
    const evening = total(demand.tripsOf('weekday', 18).tripsPerHour);
    expect(evening).toBeGreaterThan(total(demand.tripsOf('weekday', 12).tripsPerHour));
    expect(evening).toBeGreaterThan(total(demand.tripsOf('sunday', 18).tripsPerHour));
  });

  it('leads away from home in the morning and back in the evening', () => {
    const home = 1;
    const sums = (hour: number) => {
      const { tripsPerHour } = demand.tripsOf('weekday', hour);
      let out = 0;
      let back = 0;
      for (let zone = 0; zone < 5; zone++) {
        out += tripsPerHour[home * 5 + zone]!;
        back += tripsPerHour[zone * 5 + home]!;
      }
      return out / back;
    };
    expect(sums(8)).toBeGreaterThan(1.1);
    expect(sums(18)).toBeLessThan(0.9);
  });
});

describe('the day’s profile', () => {
  it('adds up to a whole working day, 0.85 of it on Saturdays and 0.70 on Sundays', () => {
    const sum = (day: Parameters<typeof hourlyShare>[0]) =>
      Array.from({ length: 24 }, (_, hour) => hourlyShare(day, hour)).reduce((a, b) => a + b, 0);
    expect(sum('weekday')).toBeCloseTo(1, 10);
    expect(sum('saturday')).toBeCloseTo(0.85, 10);
    expect(sum('sunday')).toBeCloseTo(0.7, 10);
  });

  it('splits the directions 55 to 45 at the peaks', () => {
    expect([8, 13, 18].map(awayFromHomeShare)).toEqual([0.55, 0.5, 0.45]);
  });
});
