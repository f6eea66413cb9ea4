import { describe, expect, it } from 'vitest';
import { BROKEN_AT, type Broken, breakOne, during, HOUR, MINUTE } from '../../../../builders/broken-city.ts';

const values = (broken: Broken, property: string) =>
  during(broken.heard, broken.fault, property).map((row) => row.value!);
const sound = (broken: Broken, property: string) =>
  during(broken.sound, broken.fault, property).map((row) => row.value!);
const flags = (broken: Broken, property: string) =>
  during(broken.heard, broken.fault, property).map((row) => row.qualityFlag);
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Every reading within the fault is labelled, on the property it touches, and none outside. */
function expectLabelled({ fault, truth }: Broken): void {
  for (const record of truth) {
    const within = record.phenomenonTimeMs >= fault.fromMs && record.phenomenonTimeMs < fault.toMs!;
    const touched = within && (fault.property === null || fault.property === record.property);
    expect([record.phenomenonTimeMs, record.property, record.faults]).toEqual([
      record.phenomenonTimeMs,
      record.property,
      touched ? [fault.type] : [],
    ]);
  }
}

describe('a broken sensor measures', () => {
  it('stuck: the value at the beginning, again and again; nothing flags a single one', () => {
    const broken = breakOne('stuck', 'loop', { property: 'flow' });
    expect(values(broken, 'flow')).toEqual(new Array(12).fill(sound(broken, 'flow')[0]));
    expect(values(broken, 'speed')).toEqual(sound(broken, 'speed'));
    expect(new Set(flags(broken, 'flow'))).toEqual(new Set([1]));
    expectLabelled(broken);
  });

  it('stuck with a dither: wobbles by half a percent, which a tolerance of nought would miss', () => {
    const broken = breakOne('stuck', 'air', { property: 'no2', parameters: { dither: 0.005 } });
    const told = values(broken, 'no2');
    expect(new Set(told).size).toBeGreaterThan(1);
    expect(Math.max(...told) - Math.min(...told)).toBeLessThan(0.04 * mean(told));
  });

  it('spike: one reading far off', () => {
    const broken = breakOne('spike', 'noise', { property: 'laeq' });
    expect(broken.fault.toMs! - broken.fault.fromMs).toBe(5 * MINUTE);
    const far = broken.heard.observations.filter((row, i) => row.value !== broken.sound.observations[i]!.value);
    expect(far).toHaveLength(1);
    expect(far[0]!.value! - sound(broken, 'laeq')[0]!).toBeGreaterThan(12);
    expectLabelled(broken);
  });

  it('drift: the error grows from nothing and is gone in one step after the maintenance', () => {
    const broken = breakOne('drift', 'air', { property: 'no2', minutes: 120 });
    const error = values(broken, 'no2').map((value, i) => value - sound(broken, 'no2')[i]!);
    expect(error[0]!).toBeLessThan(2);
    // 45 µg/m³ at the end of two hours.
    expect(error.at(-1)!).toBeGreaterThan(40);
    expect(error.every((value, i) => i === 0 || value >= error[i - 1]! - 0.15)).toBe(true);
    const after = (rows: Broken['heard']) =>
      rows.observations.filter((row) => row.phenomenonTimeMs >= broken.fault.toMs!);
    expect(after(broken.heard).map(({ value }) => value)).toEqual(after(broken.sound).map(({ value }) => value));
    expectLabelled(broken);
  });

  it('drift: what was said does not change when the fault is stopped later', () => {
    const broken = breakOne('drift', 'air', { property: 'no2', minutes: 120 });
    const stopped = broken.city.withFaults([{ ...broken.fault, toMs: BROKEN_AT + HOUR }]);
    const said = (city: typeof stopped) => city.messagesBetween('r', BROKEN_AT, BROKEN_AT + HOUR);
    expect(said(stopped)).toEqual(said(broken.city));
  });

  it('noise burst: scatters ten times as much, about the same mean', () => {
    const broken = breakOne('noise-burst', 'noise', { property: 'laeq', minutes: 180 });
    const error = values(broken, 'laeq').map((value, i) => value - sound(broken, 'laeq')[i]!);
    const deviation = Math.sqrt(mean(error.map((value) => value * value)));
    expect(deviation).toBeGreaterThan(4);
    expect(Math.abs(mean(error))).toBeLessThan(4);
    expectLabelled(broken);
  });

  it('saturation: nothing above a ceiling', () => {
    const broken = breakOne('saturation', 'noise', { property: 'laeq', minutes: 180 });
    const ceiling = Math.max(...values(broken, 'laeq'));
    expect(ceiling / sound(broken, 'laeq')[0]!).toBeCloseTo(0.7, 2);
    expect(values(broken, 'laeq')).toEqual(sound(broken, 'laeq').map((value) => Math.min(value, ceiling)));
    expectLabelled(broken);
  });

  it('counter rollover: one rate is short by 65,536 counts an interval, and flagged', () => {
    const broken = breakOne('counter-rollover', 'loop', { property: 'flow' });
    expect(values(broken, 'flow')).toEqual([sound(broken, 'flow')[0]! - 65_536 * 12]);
    expect(flags(broken, 'flow')).toEqual([4]);
    expectLabelled(broken);
  });

  it('counter reset: one rate is short by whatever the register held, and flagged', () => {
    const broken = breakOne('counter-reset', 'bike');
    const lost = sound(broken, 'bikes')[0]! - values(broken, 'bikes')[0]!;
    expect(lost % 4).toBe(0);
    expect(lost / 4).toBeGreaterThanOrEqual(1_000);
    expect(lost / 4).toBeLessThanOrEqual(61_000);
    expect(flags(broken, 'bikes')).toEqual([4]);
    expectLabelled(broken);
  });

  it('id reuse: another place’s values under the old name, and the new place announced', () => {
    const broken = breakOne('id-reuse', 'loop');
    const { sensorId, city, fault } = broken;
    const heir = 'loop-004';
    const truth = city.truthBetween(fault.fromMs, fault.toMs!).filter((record) => record.sensorId === heir);
    const trueFlow = mean(truth.filter(({ property }) => property === 'flow').map(({ value }) => value));
    expect(mean(values(broken, 'flow')) / trueFlow).toBeGreaterThan(0.85);
    expect(mean(values(broken, 'flow')) / trueFlow).toBeLessThan(1.1);
    const said = broken.heard.messages
      .filter(({ topic }) => topic.endsWith('/meta'))
      .map(({ payload }) => JSON.parse(payload));
    const place = JSON.parse(
      city.retainedMessages('r', 0).find(({ topic }) => topic.endsWith(`/${heir}/meta`))!.payload,
    );
    expect(said.map(({ device }) => device)).toEqual([sensorId, sensorId]);
    expect([said[0].lon, said[0].lat]).toEqual([place.lon, place.lat]);
    expect([said[1].lon, said[1].lat]).not.toEqual([place.lon, place.lat]);
    expectLabelled(broken);
  });
});

describe('a unit is mixed up', () => {
  it.each([
    ['air', 'no2', 'ug/m3', (value: number) => value / 1.913],
    ['air-ref', 'no', 'ug/m3', (value: number) => value / 1.248],
    ['air', 'o3', 'ug/m3', (value: number) => value / 1.996],
    ['weather', 'temperature', 'Cel', (value: number) => value * 1.8 + 32],
    ['weather', 'wind_speed', 'm/s', (value: number) => value * 2.237],
    ['weather', 'humidity', '%', (value: number) => value / 100],
    ['loop', 'speed', 'km/h', (value: number) => value * 0.6214],
    ['loop', 'occupancy', '1', (value: number) => value * 100],
    ['bin', 'fill', '1', (value: number) => value * 100],
  ] as const)('%s: %s is another quantity under the label %s', (prefix, property, unit, converted) => {
    const broken = breakOne('unit-mixup', prefix, { property, minutes: 120 });
    const rows = during(broken.heard, broken.fault, property);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(new Set(rows.map((row) => row.unit))).toEqual(new Set([unit]));
    rows.forEach((row, i) => {
      expect(row.value!).toBeCloseTo(converted(sound(broken, property)[i]!), 0);
    });
    expectLabelled(broken);
  });

  it('a share told in percent is flagged as failed, ppb pass: finding those takes a second sensor', () => {
    const occupancy = breakOne('unit-mixup', 'parking', { property: 'occupancy' });
    expect(flags(occupancy, 'occupancy').every((flag) => flag === 4)).toBe(true);
    expect(new Set(flags(breakOne('unit-mixup', 'air', { property: 'no2' }), 'no2'))).toEqual(new Set([1]));
  });
});
