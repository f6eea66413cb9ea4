import { describe, expect, it } from 'vitest';
import { LagMeter, RateMeter } from '../../../../../app/adapters/workers/stream/meters.ts';

describe('a rate', () => {
  it('is what came in the last five seconds, per second', () => {
    const rate = new RateMeter();
    expect(rate.perSecond(1_000)).toBe(0);
    for (let ms = 0; ms < 10_000; ms += 10) rate.add(5, ms);
    expect(rate.perSecond(9_999)).toBe(500);
    expect(rate.perSecond(12_500)).toBeLessThan(300);
    expect(rate.perSecond(16_000)).toBe(0);
  });
});

describe('a lag', () => {
  it('has quantiles right to ten per cent, over the last minute', () => {
    const lag = new LagMeter();
    expect(lag.quantile(0.95, 0)).toBeNull();
    for (let i = 1; i <= 1_000; i++) lag.add(i, 100);
    expect(lag.quantile(0.5, 200)).toBeGreaterThanOrEqual(500);
    expect(lag.quantile(0.5, 200)).toBeLessThanOrEqual(550);
    expect(lag.quantile(0.95, 200)).toBeGreaterThanOrEqual(950);
    expect(lag.quantile(0.95, 200)).toBeLessThanOrEqual(1_045);
    expect(lag.quantile(0.95, 61_000)).toBeNull();
  });
});
