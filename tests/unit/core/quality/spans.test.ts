import { describe, expect, it } from 'vitest';
import { ingestFlag, PROPERTY_SPANS } from '../../../../app/core/quality/spans.ts';

describe('the flag an observation gets on arrival', () => {
  it('passes an ordinary value, suspects a rare one and fails an impossible one', () => {
    expect(ingestFlag('no2', 'ug/m3', 41.2)).toBe(1);
    expect(ingestFlag('no2', 'ug/m3', 450)).toBe(3);
    expect(ingestFlag('no2', 'ug/m3', -999)).toBe(4);
  });
  it('fails a wind direction written from -180 to 180', () => {
    expect(ingestFlag('wind_direction', 'deg', -90)).toBe(4);
  });
  it('does not evaluate a unit or a property it has no span for', () => {
    expect(ingestFlag('no2', '[ppb]', 21)).toBe(2);
    expect(ingestFlag('constructor', '1', 1)).toBe(2);
  });
  it('has every suspect span inside its fail span, and says where each comes from', () => {
    for (const entry of PROPERTY_SPANS) {
      expect(entry.suspect[0]).toBeGreaterThanOrEqual(entry.fail[0]);
      expect(entry.suspect[1]).toBeLessThanOrEqual(entry.fail[1]);
      expect(entry.source).not.toBe('');
    }
  });
});
