import { beforeAll, describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../../../../app/core/stream/fault-catalogue.ts';
import type { City, Fault } from '../../../../../simulators/city/index.ts';
import { shippedCity } from '../../../../support/app-server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Local midnights of an ordinary Thursday, both changes of the clock, high summer and Christmas Eve. */
const DAYS = {
  'an ordinary Thursday': Date.UTC(2024, 10, 6, 23),
  'the day of 23 hours': Date.UTC(2024, 2, 30, 23),
  'the day of 25 hours': Date.UTC(2024, 9, 26, 22),
  'a day in August': Date.UTC(2025, 7, 12, 22),
  'Christmas Eve': Date.UTC(2026, 11, 23, 23),
};
/** Of the weather there is only what the host starts. */
const TYPES = FAULT_KINDS.filter(({ family }) => family !== 'weather').map(({ type }) => type);
const CODES = ['-999', '9999', 'NaN', 'empty'];
const MIXED = [['no2', 'no', 'o3'], ['temperature'], ['speed', 'wind_speed'], ['occupancy', 'fill', 'humidity']];

describe('the faults of a day', () => {
  let city: City;
  beforeAll(async () => {
    city = await shippedCity();
  });

  /** The longest time between two beginnings, from midnight to midnight, of the faults that pass. */
  const longestWait = (faults: readonly Fault[], midnight: number, test: (fault: Fault) => boolean): number => {
    const begun = faults.filter((fault) => fault.fromMs >= midnight && test(fault)).map(({ fromMs }) => fromMs);
    const edges = [midnight, ...begun.filter((fromMs) => fromMs < midnight + DAY), midnight + DAY];
    return Math.max(...edges.slice(1).map((edge, i) => edge - edges[i]!));
  };

  describe.each(Object.entries(DAYS))('%s', (_name, midnight) => {
    let faults: readonly Fault[];
    beforeAll(() => {
      faults = city.faultsBetween(midnight, midnight + DAY);
    });

    it('has one of every type beginning within any two hours', () => {
      for (const type of TYPES) {
        const waitMs = longestWait(faults, midnight, (fault) => fault.type === type);
        expect([type, waitMs <= 2 * HOUR]).toEqual([type, true]);
      }
    });

    it('has every sentinel and every mixed-up kind of unit beginning within any two hours', () => {
      for (const code of CODES) {
        expect(longestWait(faults, midnight, (f) => f.parameters.code === code)).toBeLessThanOrEqual(2 * HOUR);
      }
      for (const properties of MIXED) {
        const mixed = (fault: Fault) => fault.type === 'unit-mixup' && properties.includes(fault.property!);
        expect(longestWait(faults, midnight, mixed)).toBeLessThanOrEqual(2 * HOUR);
      }
    });

    it('touches three to five rows in a hundred', () => {
      const truth = city.truthBetween(midnight, midnight + DAY);
      const share = truth.filter((record) => record.faults.length > 0).length / truth.length;
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.05);
    });
  });

  const plan = (midnight: number) =>
    city
      .faultsBetween(midnight, midnight + DAY)
      .filter(({ origin, fromMs }) => origin === 'planned' && fromMs >= midnight)
      .map((fault) => [fault.type, fault.sensorId, fault.property, fault.fromMs - midnight]);

  it('are planned for one of every type, at the same local time on the same device every day', () => {
    const thursday = DAYS['an ordinary Thursday'];
    const planned = plan(thursday);
    expect(new Set(planned.map(([type]) => type))).toEqual(new Set(TYPES));
    expect(plan(thursday + DAY)).toEqual(planned);
    // 2024-10-25 and 2024-10-28, either side of the change on Sunday the 27th.
    expect(plan(Date.UTC(2024, 9, 24, 22))).toEqual(plan(Date.UTC(2024, 9, 27, 23)));
  });

  it('leave a planned one alone: nothing else befalls its device', () => {
    const thursday = DAYS['an ordinary Thursday'];
    const faults = city.faultsBetween(thursday, thursday + DAY);
    const shown = new Set(faults.filter(({ origin }) => origin === 'planned').map(({ sensorId }) => sensorId));
    const others = faults.filter(({ origin, sensorId }) => origin === 'chance' && shown.has(sensorId));
    // Three stations measure the weather: of those there are no others.
    expect(others.filter(({ sensorId }) => !sensorId.startsWith('weather'))).toEqual([]);
  });

  it('are found by any interval they touch', () => {
    const thursday = DAYS['an ordinary Thursday'];
    for (const fault of city.faultsBetween(thursday, thursday + DAY).slice(0, 60)) {
      const middle = Math.floor((fault.fromMs + fault.toMs) / 2);
      expect(city.faultsBetween(middle, middle + 1)).toContainEqual(fault);
    }
  });

  it('set a clock back on the night of the change when the city’s own clock goes back', () => {
    const midnight = DAYS['the day of 25 hours'];
    const fold = city
      .faultsBetween(midnight, midnight + 6 * HOUR)
      .find(({ type, origin, fromMs }) => type === 'dst-fold' && origin === 'planned' && fromMs >= midnight)!;
    // 01:00 UTC is when Europe goes back to winter time; a loop speaks every five minutes.
    const backMs = fold.fromMs + Number(fold.parameters.minutes) * 60_000;
    expect(Math.abs(backMs - Date.UTC(2024, 9, 27, 1))).toBeLessThanOrEqual(5 * 60_000);
  });
});
