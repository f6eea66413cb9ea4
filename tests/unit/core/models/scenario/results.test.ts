import { beforeAll, describe, expect, it } from 'vitest';
import { type Chain, createChain } from '../../../../../app/core/models/scenario/chain.ts';
import { CENTRAL_DRAW } from '../../../../../app/core/models/scenario/parameters.ts';
import { buildPlace, type WhatIfPlace } from '../../../../../app/core/models/scenario/place.ts';
import { type ScenarioResult, totalInSql } from '../../../../../app/core/models/scenario/results.ts';
import { USUAL_SETTINGS } from '../../../../../app/core/models/scenario/settings.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

let place: WhatIfPlace;
let chain: Chain;
let baseline: ScenarioResult;

beforeAll(() => {
  place = buildPlace(shippedPlaceFiles()).value!;
  chain = createChain(place);
  baseline = chain.prepare([]).run(CENTRAL_DRAW);
}, 60_000);

describe('the night', () => {
  it('is quieter than the day-evening-night level by what nights are quieter by, and never silent', () => {
    const { ldenDb, lnightDb } = baseline.receptors;
    ldenDb.forEach((lden, r) => {
      expect(lden - lnightDb[r]!).toBeGreaterThan(5);
      expect(lden - lnightDb[r]!).toBeLessThan(12);
    });
    const none = chain.prepare([{ kind: 'change-demand', trips: 'all', factor: 0 }]).run(CENTRAL_DRAW);
    expect(none.receptors.lnightDb.every((level) => Math.abs(level - 36) < 1e-9)).toBe(true);
  });

  it('has fewer people above the level from which the directive counts them than above the guideline', () => {
    const { peopleAboveLden, peopleAboveLdenEnd, peopleAboveLnight, peopleAboveLnightEnd } = baseline.totals;
    expect(peopleAboveLdenEnd).toBeLessThanOrEqual(peopleAboveLden);
    expect(peopleAboveLnightEnd).toBeLessThan(peopleAboveLnight);
    expect(peopleAboveLnightEnd).toBeGreaterThan(0);
  });
});

describe('what the fleet emits', () => {
  it('is drawn apart for NOx, particles and CO2', () => {
    const drawn = chain.prepare([]).run({ ...CENTRAL_DRAW, emission: 2, particles: 3, co2: 1.5 });
    const times = (total: 'noxKgPerDay' | 'pm10KgPerDay' | 'pm25KgPerDay' | 'co2TonnesPerDay') =>
      drawn.totals[total] / baseline.totals[total];
    expect(times('noxKgPerDay')).toBeCloseTo(2, 9);
    expect(times('pm10KgPerDay')).toBeCloseTo(3, 9);
    expect(times('pm25KgPerDay')).toBeCloseTo(3, 9);
    expect(times('co2TonnesPerDay')).toBeCloseTo(1.5, 9);
    expect(drawn.totals.vehKmPerDay).toBe(baseline.totals.vehKmPerDay);
  });
});

describe('people half-way up their buildings', () => {
  it('have cleaner air by OSPM and STREET-SRI, and the same by a well-mixed box', () => {
    const street = chain.prepare([]);
    const half = createChain(place, undefined, { ...USUAL_SETTINGS, heights: 'half' }).prepare([]);
    for (const [streetModel, cleaner] of [
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      const below = street.run({ ...CENTRAL_DRAW, streetModel }).receptors.no2UgM3;
      const above = half.run({ ...CENTRAL_DRAW, streetModel }).receptors.no2UgM3;
      expect(above.every((value, r) => value <= below[r]! + 1e-12)).toBe(true);
      expect(above.some((value, r) => value < below[r]! - 0.5)).toBe(cleaner);
    }
  }, 60_000);
});

describe('a run in steps', () => {
  it('ends in what a run in one ends in, to the last bit, and shows something on the way', () => {
    const edits = [{ kind: 'close-street', streetIds: [place.streets.linkIds[100]!] }] as const;
    const whole = chain.prepare(edits).run(CENTRAL_DRAW, { relativeGap: 1e-6 });
    const steps = chain.prepare(edits).begin(CENTRAL_DRAW, { relativeGap: 1e-6 });
    expect(steps.result()).toBeNull();
    const gaps: number[] = [];
    for (;;) {
      const { done, isPreparing, relativeGap } = steps.next();
      if (!isPreparing) gaps.push(relativeGap);
      if (gaps.length === 1) expect(steps.result()!.totals.vehKmPerDay).toBeGreaterThan(0);
      if (done) break;
    }
    expect(gaps.length).toBeGreaterThan(2);
    expect(gaps[0]).toBeGreaterThan(gaps.at(-1)!);
    expect(steps.result()).toEqual(whole);
  });
});

describe('totals in SQL', () => {
  it('have the names of the fields in the way of columns', () => {
    expect([totalInSql('no2MeanUgM3'), totalInSql('peopleAboveLnightEnd')]).toEqual([
      'no2_mean_ug_m3',
      'people_above_lnight_end',
    ]);
  });
});
