import { describe, expect, it } from 'vitest';
import { dayTypeOf } from '../../../../app/core/models/demand-profile.ts';
import { localMoment, timeOfLocal } from '../../../../simulators/city/local-time.ts';

describe('local time of the city', () => {
  it('is an hour ahead of UTC in winter and two in summer', () => {
    expect(localMoment(Date.UTC(2024, 10, 7, 8)).hours).toBe(9);
    expect(localMoment(Date.UTC(2024, 6, 7, 8)).hours).toBe(10);
  });

  it('changes on the last Sundays of March and October at 01:00 UTC', () => {
    expect(localMoment(Date.UTC(2024, 2, 31, 0, 59, 59)).hours).toBeCloseTo(1.9997, 3);
    expect(localMoment(Date.UTC(2024, 2, 31, 1)).hours).toBe(3);
    expect(localMoment(Date.UTC(2024, 9, 27, 0, 30)).hours).toBe(2.5);
    expect(localMoment(Date.UTC(2024, 9, 27, 1, 30)).hours).toBe(2.5);
  });

  it('knows working days, Saturdays and Sundays by the local calendar', () => {
    const typeAt = (timeMs: number) => dayTypeOf(localMoment(timeMs).day);
    expect(typeAt(Date.UTC(2024, 10, 7, 12))).toBe('weekday');
    expect(typeAt(Date.UTC(2024, 10, 8, 22, 59))).toBe('weekday');
    expect(typeAt(Date.UTC(2024, 10, 8, 23))).toBe('saturday');
    expect(typeAt(Date.UTC(2024, 10, 10, 12))).toBe('sunday');
    expect(typeAt(Date.UTC(1969, 11, 28, 12))).toBe('sunday');
  });

  it('gives back the time of a local day and hour', () => {
    for (const timeMs of [Date.UTC(2024, 10, 7, 8), Date.UTC(2024, 6, 7, 21, 30), Date.UTC(2024, 2, 31, 4)]) {
      const { day, hours } = localMoment(timeMs);
      expect(timeOfLocal(day, hours)).toBe(timeMs);
    }
  });

  it('counts the hour that summer time skips as the one after it', () => {
    const { day } = localMoment(Date.UTC(2024, 2, 31, 12));
    expect(timeOfLocal(day, 2.5)).toBe(Date.UTC(2024, 2, 31, 1, 30));
  });
});
