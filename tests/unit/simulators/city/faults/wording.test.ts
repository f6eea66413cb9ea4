import { describe, expect, it } from 'vitest';
import { type Broken, breakOne, during } from '../../../../builders/broken-city.ts';

/** How often each reason, and whether the neighbours of the broken property came through. */
function outcome({ heard, fault, sound }: Broken, neighbour: string | null) {
  const reasons = [...new Set(heard.rejected.map(({ reason }) => reason))];
  const neighbours = neighbour === null ? null : during(heard, fault, neighbour).length;
  return {
    reasons,
    times: heard.rejected.length,
    own: during(heard, fault, fault.property!).length,
    neighbours,
    due: during(sound, fault, fault.property!).length,
  };
}

describe('a value that stands for none', () => {
  it.each([
    ['-999', -999],
    ['9999', 9999],
  ])('%s is a number: stored, and flagged as failed', (code, value) => {
    const broken = breakOne('sentinel', 'air', { property: 'no2', parameters: { code } });
    const rows = during(broken.heard, broken.fault, 'no2');
    expect(rows.map((row) => [row.value, row.qualityFlag])).toEqual(new Array(12).fill([value, 4]));
    expect(broken.heard.rejected).toEqual([]);
  });

  it('NaN is no JSON: the whole message is turned away, its neighbours with it', () => {
    const broken = breakOne('sentinel', 'air', { property: 'no2', parameters: { code: 'NaN' } });
    expect(outcome(broken, 'o3')).toEqual({ reasons: ['not-json'], times: 12, own: 0, neighbours: 0, due: 12 });
  });

  it('an empty text is no number: the value is turned away, its neighbours stay', () => {
    const broken = breakOne('sentinel', 'air', { property: 'no2', parameters: { code: 'empty' } });
    expect(outcome(broken, 'o3')).toEqual({ reasons: ['wrong-type'], times: 12, own: 0, neighbours: 12, due: 12 });
    expect(broken.heard.rejected[0]!.detail).toBe('no2 is ""');
  });
});

describe('another way to write', () => {
  it.each([
    ['air', 'no2', 'o3', /^no2 is "\d+(\.\d+)?"$/],
    ['noise', 'laeq', null, /^laeq is "\d+(\.\d+)?"$/],
    ['air-ref', 'pm10', 'o3', /^pm10 is "\d+(\.\d+)?"$/],
  ] as const)('a number as text is turned away in every dialect (%s)', (prefix, property, neighbour, detail) => {
    const broken = breakOne('string-number', prefix, { property, minutes: 120 });
    const { reasons, times, own, neighbours, due } = outcome(broken, neighbour);
    expect({ reasons, times, own }).toEqual({ reasons: ['wrong-type'], times: due, own: 0 });
    if (neighbour !== null) expect(neighbours).toBe(due);
    expect(broken.heard.rejected[0]!.detail).toMatch(detail);
  });

  it('a decimal comma is text too, and its detail shows it', () => {
    const broken = breakOne('decimal-comma', 'air', { property: 'pm10' });
    expect(outcome(broken, 'no2')).toEqual({ reasons: ['wrong-type'], times: 12, own: 0, neighbours: 12, due: 12 });
    expect(broken.heard.rejected[0]!.detail).toMatch(/^pm10 is "\d+,\d+"$/);
  });

  it('a key in capitals is another property: kept under its own name, not evaluated', () => {
    const broken = breakOne('renamed-key', 'air', { property: 'no2' });
    expect(outcome(broken, 'o3')).toEqual({ reasons: [], times: 0, own: 0, neighbours: 12, due: 12 });
    const renamed = during(broken.heard, broken.fault, 'NO2');
    expect(renamed.map(({ value }) => value)).toEqual(
      during(broken.sound, broken.fault, 'no2').map(({ value }) => value),
    );
    expect(new Set(renamed.map((row) => row.qualityFlag))).toEqual(new Set([2]));
  });

  it('in NGSI-LD, where names are those of a model, it is missed and told', () => {
    const broken = breakOne('renamed-key', 'air-ref', { property: 'no2', minutes: 120 });
    expect(outcome(broken, 'o3')).toEqual({ reasons: ['missing-field'], times: 2, own: 0, neighbours: 2, due: 2 });
    expect(broken.heard.rejected[0]!.detail).toBe('no2; there is "NO2"');
  });

  it('is labelled in the truth, on its property only', () => {
    const { truth, fault } = breakOne('decimal-comma', 'air', { property: 'pm10' });
    const labelled = truth.filter(({ faults }) => faults.length > 0);
    expect(labelled.map(({ property, faults }) => [property, ...faults])).toEqual(
      new Array(12).fill(['pm10', 'decimal-comma']),
    );
    expect(labelled.every(({ phenomenonTimeMs: at }) => at >= fault.fromMs && at < fault.toMs!)).toBe(true);
  });
});
