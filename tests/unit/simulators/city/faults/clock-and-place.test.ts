import { describe, expect, it } from 'vitest';
import { CRS84, createCrsTransform, EPSG25831 } from '../../../../../app/core/geo/crs.ts';
import { BROKEN_AT, type Broken, breakOne, HOUR, MINUTE, stored } from '../../../../builders/broken-city.ts';

/** How far off the told times are, by number in sequence: seconds, one for each true reading within the fault. */
function clockErrors({ heard, truth, fault }: Broken, property: string): readonly number[] {
  return truth
    .filter((record) => record.property === property)
    .filter(({ phenomenonTimeMs: at }) => at >= fault.fromMs && at < fault.toMs!)
    .map(({ seq, phenomenonTimeMs }) => {
      const told = heard.observations.find((row) => row.seq === seq && row.property === property)!;
      return (told.phenomenonTimeMs - phenomenonTimeMs) / 1000;
    });
}
const labelled = ({ truth }: Broken) => truth.filter(({ faults }) => faults.length > 0);

describe('a device’s clock', () => {
  it('skewed: every time is off by the same, and the values are right', () => {
    const broken = breakOne('clock-skew', 'noise', { parameters: { seconds: -73 } });
    expect(clockErrors(broken, 'laeq')).toEqual(new Array(12).fill(-73));
    expect(broken.heard.observations.map(({ value }) => value)).toEqual(
      broken.sound.observations.map(({ value }) => value),
    );
    expect(broken.heard.rejected).toEqual([]);
    expect(labelled(broken)).toHaveLength(12);
  });

  it('local time told as UTC: an hour ahead in winter, stored in a future that has not come', () => {
    const broken = breakOne('local-as-utc', 'loop');
    expect(clockErrors(broken, 'flow')).toEqual(new Array(12).fill(3600));
    const ahead = broken.heard.observations.filter((row) => row.phenomenonTimeMs > row.receivedAtMs);
    expect(ahead).toHaveLength(36);
    expect(broken.heard.rejected).toEqual([]);
  });

  it('local time told as UTC: two hours ahead in summer', () => {
    const { city, fault, sensorId } = breakOne('local-as-utc', 'loop');
    const july = Date.UTC(2025, 6, 10, 9);
    const summer = city.withFaults([{ ...fault, fromMs: july, toMs: july + HOUR }]);
    const [first] = summer
      .messagesBetween('r', july, july + HOUR)
      .filter(({ topic }) => topic.endsWith(`/${sensorId}/obs`));
    const toldMs = Date.parse(JSON.parse(first!.payload).phenomenonTime);
    expect(Math.round((toldMs - first!.dueMs) / HOUR)).toBe(2);
  });

  it('set back an hour: the same hour is told twice, and the second telling replaces the first', () => {
    const broken = breakOne('dst-fold', 'loop', { minutes: 120, parameters: { minutes: 60 } });
    expect(clockErrors(broken, 'flow')).toEqual([...new Array(12).fill(0), ...new Array(12).fill(-3600)]);
    const told = broken.heard.observations.filter(({ property }) => property === 'flow');
    expect(told.length - stored(told).length).toBe(12);
    expect(labelled(broken).map(({ phenomenonTimeMs: at }) => at >= BROKEN_AT + HOUR)).toEqual(
      new Array(36).fill(true),
    );
  });
});

describe('a device’s place', () => {
  const announced = ({ heard }: Broken) =>
    heard.messages
      .filter(({ topic }) => topic.endsWith('/meta'))
      .map(({ payload, dueMs, retain }) => ({ ...JSON.parse(payload), dueMs, retain }));

  it.each([
    ['swapped-axes', ([lon, lat]: readonly number[]) => [lat, lon], 0],
    ['null-island', () => [0, 0], 0],
    [
      'truncated-degrees',
      ([lon, lat]: readonly number[]) => [Math.floor(lon! * 100) / 100, Math.floor(lat! * 100) / 100],
      0,
    ],
    ['ed50-shift', ([lon, lat]: readonly number[]) => [lon! + 0.001116, lat! + 0.001845], 0.000002],
    [
      'projected-as-degrees',
      (place: readonly number[]) => createCrsTransform(CRS84, EPSG25831).forward(place[0]!, place[1]!)!,
      0.1,
    ],
  ] as const)('%s: announced wrong when it begins and right when it ends', (type, wrong, tolerance) => {
    const broken = breakOne(type, 'air');
    const [first, second, ...more] = announced(broken);
    expect(more).toEqual([]);
    expect([first.dueMs, second.dueMs, first.retain]).toEqual([broken.fault.fromMs, broken.fault.toMs, true]);
    const [lon, lat] = wrong([second.lon, second.lat]);
    expect(Math.abs(first.lon - lon!)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(first.lat - lat!)).toBeLessThanOrEqual(tolerance);
    expect(broken.heard.observations.map(({ value }) => value)).toEqual(
      broken.sound.observations.map(({ value }) => value),
    );
    expect(labelled(broken)).toEqual([]);
  });

  it('metres where degrees are expected are turned away with their reason', () => {
    const broken = breakOne('projected-as-degrees', 'air');
    expect(broken.heard.rejected.map(({ reason, detail }) => [reason, detail.replace(/[\d.]+/, 'N')])).toEqual([
      ['wrong-type', 'lon is N, no degrees'],
    ]);
  });

  it('is kept for pages that come later', () => {
    const { city, fault, sensorId } = breakOne('null-island', 'air');
    const kept = city
      .retainedMessages('r', fault.fromMs + MINUTE)
      .find(({ topic }) => topic.endsWith(`/${sensorId}/meta`))!;
    expect(JSON.parse(kept.payload)).toMatchObject({ lon: 0, lat: 0 });
  });

  it('in NGSI-LD is said with every reading, and labelled', () => {
    const broken = breakOne('swapped-axes', 'air-ref', { minutes: 120 });
    const places = broken.heard.messages
      .filter(({ topic, dueMs }) => topic.endsWith('/obs') && dueMs >= BROKEN_AT && dueMs < BROKEN_AT + 2 * HOUR)
      .map(({ payload }) => JSON.parse(payload).location.value.coordinates);
    expect(places).toHaveLength(2);
    for (const [lon, lat] of places) expect([Math.floor(lon), Math.floor(lat)]).toEqual([41, 2]);
    expect(labelled(broken)).toHaveLength(10);
  });
});
