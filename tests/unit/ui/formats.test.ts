import { afterEach, describe, expect, it } from 'vitest';
import { attributeUnit, attributeWords } from '../../../app/ui/format/attributes.ts';
import { cellText } from '../../../app/ui/format/cells.ts';
import { signedFigure } from '../../../app/ui/format/changes.ts';
import { setFormatLocale } from '../../../app/ui/format/locale.ts';
import {
  byteSize,
  compactCount,
  count,
  duration,
  fixed,
  list,
  quantity,
  shortCount,
} from '../../../app/ui/format/numbers.ts';
import { clockTime, day, isoTime, startOfDay, zoneName } from '../../../app/ui/format/times.ts';
import { measured, shownUnit, unitSign, withUnit } from '../../../app/ui/format/units.ts';

/** 2024-11-07T09:05:12Z */
const MORNING = 1_730_970_312_000;
/** 2024-10-27T00:59:59Z, a second before Madrid leaves summer time. */
const LAST_SUMMER_SECOND = 1_729_990_799_000;

describe('times', () => {
  it('are in the zone asked for', () => {
    expect(clockTime(MORNING, 'Europe/Madrid')).toBe('10:05:12');
    expect(clockTime(MORNING, 'UTC')).toBe('09:05:12');
    expect(day(MORNING, 'Europe/Madrid')).toBe('Thu, 7 Nov 2024');
  });

  it('name the zone, summer and winter', () => {
    expect(zoneName(LAST_SUMMER_SECOND, 'Europe/Madrid')).toBe('CEST');
    expect(zoneName(LAST_SUMMER_SECOND + 1000, 'Europe/Madrid')).toBe('CET');
    expect(clockTime(LAST_SUMMER_SECOND + 1000, 'Europe/Madrid')).toBe('02:00:00');
  });

  it('are UTC in tables, with milliseconds only where there are any', () => {
    expect(isoTime(MORNING)).toBe('2024-11-07 09:05:12');
    expect(isoTime(MORNING + 7)).toBe('2024-11-07 09:05:12.007');
    expect(isoTime(9e15)).toBe('');
  });

  it('know the zone’s midnight', () => {
    expect(startOfDay(MORNING, 'Europe/Madrid')).toBe(Date.UTC(2024, 10, 6, 23));
  });
});

describe('numbers', () => {
  it.each([
    [41.249, '41.25'],
    [1832, '1,832'],
    [0.1 + 0.2, '0.3'],
    [0.00001234, '0.00001234'],
    [Number.NaN, 'NaN'],
  ])('show %d as %s', (value, text) => {
    expect(quantity(value)).toBe(text);
  });

  it('are short where there is little room', () => {
    expect(compactCount(9_999)).toBe('9,999');
    expect(compactCount(184_512)).toBe('184.5k');
    expect(shortCount(1_500)).toBe('1.5k');
    expect(byteSize(48_200_000)).toBe('48 MB');
    expect(byteSize(999_600)).toBe('1.0 MB');
    expect(duration(138)).toBe('138 ms');
    expect(duration(2_440)).toBe('2.4 s');
  });
});

describe('units', () => {
  it('are written as people write them', () => {
    expect(withUnit('41.2', 'ug/m3')).toBe('41.2\u00a0µg/m³');
    expect(withUnit('315', 'deg')).toBe('315°');
    expect(withUnit('0.4', '1')).toBe('0.4');
    expect(unitSign('{thing}/h')).toBe('thing/h');
  });

  it('show a share of a whole as percent, and a plain count as it is', () => {
    expect(measured(0.31, '1', 'fill')).toBe('31\u00a0%');
    expect(measured(0.0347, '1', 'occupancy')).toBe('3.5\u00a0%');
    expect(measured(12, '1', 'people_seen')).toBe('12');
    expect(measured(41.249, 'ug/m3', 'no2')).toBe('41.25\u00a0µg/m³');
    expect([shownUnit('1', 'fill'), shownUnit('1', 'people_seen')]).toEqual(['%', '']);
  });

  it('are read back from column names', () => {
    expect(attributeUnit('canyon_height_m')).toBe('m');
    expect(attributeUnit('capacity_veh_h')).toBe('{veh}/h');
    expect(attributeUnit('population')).toBe('');
    expect(attributeWords('canyon_height_m')).toBe('Canyon height');
    expect(attributeWords('area_m2')).toBe('Area');
  });
});

describe('cells of the grid', () => {
  it.each([
    [null, 'number', 'NULL'],
    [0.1 + 0.2, 'number', '0.3'],
    [12345678901234567890n, 'number', '12345678901234567890'],
    [MORNING, 'time', '2024-11-07 09:05:12'],
    [new Uint8Array(2100), 'blob', '2.1 kB'],
    ['<b>bold</b>', 'text', '<b>bold</b>'],
    [true, 'boolean', 'true'],
  ] as const)('show %s of type %s as %s', (cell, type, text) => {
    expect(cellText(cell, type)).toBe(text);
  });

  it('cut a very long text', () => {
    expect(cellText('x'.repeat(5_000), 'text')).toHaveLength(301);
  });
});

describe('another language', () => {
  afterEach(() => setFormatLocale('en'));

  it('writes numbers, lists and days its own way, and the clock of the city as it was', () => {
    setFormatLocale('es');
    expect([quantity(41.249), count(1_832_000), fixed(2.5, 2)]).toEqual(['41,25', '1.832.000', '2,50']);
    expect(signedFigure(-0.43)).toBe('\u22120,43');
    expect(list(['a', 'b', 'c'])).toBe('a, b y c');
    expect(day(MORNING, 'Europe/Madrid')).toBe('jue, 7 nov 2024');
    expect(clockTime(MORNING, 'Europe/Madrid')).toBe('10:05:12');
    expect(startOfDay(MORNING, 'Europe/Madrid')).toBe(Date.UTC(2024, 10, 6, 23));
    setFormatLocale('ca');
    expect(byteSize(1_400_000)).toBe('1,4 MB');
    expect(cellText(41.5)).toBe('41.5');
  });
});
