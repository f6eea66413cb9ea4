import { beforeAll, describe, expect, it } from 'vitest';
import { createCity, readCityDataset, type TruthRecord } from '../../../../simulators/city/index.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday 2024-11-04, local midnight. */
const MONDAY = Date.UTC(2024, 10, 3, 23);
const DAYS = 21;

/** True values of three weeks, hour by hour, for one device of each kind. */
describe('the city is physically consistent', () => {
  const series = new Map<string, number[]>();
  const of = (sensor: string, property: string) => series.get(`${sensor}/${property}`)!;

  beforeAll(() => {
    const files = smallCityFiles({
      devices: {
        'traffic/loop': 1,
        'air/lowcost': 2,
        'noise/class2': 1,
        'weather/station': 1,
        'mobility/bike-counter': 1,
        'waste/bin': 1,
        'parking/onstreet': 1,
        'air/reference': 0,
      },
    });
    // Loop, noise and air device on one street, so that they see the same traffic.
    const street = files.sensors.features[0]!.properties!.street_id;
    for (const feature of files.sensors.features) feature.properties!.street_id = street;
    const city = createCity(readCityDataset(files).value!, { seed: 20241107 });
    for (const record of city.truthBetween(MONDAY, MONDAY + DAYS * DAY)) push(record);
  });

  const push = ({ sensorId, property, phenomenonTimeMs, value }: TruthRecord) => {
    const key = `${sensorId}/${property}`;
    const list = series.get(key) ?? new Array<number>(DAYS * 24).fill(Number.NaN);
    const hour = Math.floor((phenomenonTimeMs - MONDAY) / HOUR);
    if (Number.isNaN(list[hour]!)) list[hour] = value;
    series.set(key, list);
  };

  it('NO2 rises with traffic', () => {
    expect(correlation(of('air-001', 'no2'), of('loop-001', 'flow'))).toBeGreaterThan(0.5);
  });

  it('NO2 rises with stillness: with traffic over wind it goes together more than with traffic alone', () => {
    const flow = of('loop-001', 'flow');
    const wind = of('weather-001', 'wind_speed');
    const overWind = flow.map((value, i) => value / (wind[i]! + 0.5));
    const withWind = correlation(of('air-001', 'no2'), overWind);
    expect(withWind).toBeGreaterThan(0.75);
    expect(withWind).toBeGreaterThan(correlation(of('air-001', 'no2'), flow));
    const daytime = flow.map((value, i) => (value > 400 ? 1 / wind[i]! : Number.NaN));
    expect(correlation(of('air-001', 'no2'), daytime)).toBeGreaterThan(0.4);
  });

  it('ozone runs against NO2', () => {
    expect(correlation(of('air-001', 'o3'), of('air-001', 'no2'))).toBeLessThan(-0.6);
  });

  it('ozone is highest in the early afternoon and NO2 at the peaks of traffic', () => {
    const ozone = meanByHour(of('air-001', 'o3'));
    const best = ozone.indexOf(Math.max(...ozone));
    expect(best).toBeGreaterThanOrEqual(11);
    expect(best).toBeLessThanOrEqual(16);
    const no2 = meanByHour(of('air-001', 'no2'));
    expect(no2[8]).toBeGreaterThan(no2[4]! * 2);
    expect(no2[20]).toBeGreaterThan(no2[15]! * 0.9);
  });

  it('a Sunday has less traffic, NO2 and noise than a Tuesday', () => {
    for (const [sensor, property] of [
      ['loop-001', 'flow'],
      ['air-001', 'no2'],
      ['noise-001', 'laeq'],
    ] as const) {
      expect(meanOfDay(of(sensor, property), 6)).toBeLessThan(meanOfDay(of(sensor, property), 1));
    }
  });

  it('noise follows the energy of the traffic: 10 lg of the flow explains it', () => {
    const logFlow = of('loop-001', 'flow').map((flow) => 10 * Math.log10(flow));
    expect(correlation(of('noise-001', 'laeq'), logFlow)).toBeGreaterThan(0.9);
  });

  it('the day is louder than the night by 5 to 12 dB', () => {
    const byHour = meanByHour(of('noise-001', 'laeq'));
    const difference = byHour[12]! - byHour[3]!;
    expect(difference).toBeGreaterThan(5);
    expect(difference).toBeLessThan(13);
  });

  it('traffic slows down when there is more of it', () => {
    expect(correlation(of('loop-001', 'speed'), of('loop-001', 'flow'))).toBeLessThan(-0.5);
  });

  it('weather stays within what the coast knows, and it rains on some days but not on most', () => {
    const temperature = of('weather-001', 'temperature');
    expect(Math.min(...temperature)).toBeGreaterThan(-2);
    expect(Math.max(...temperature)).toBeLessThan(30);
    const byHour = meanByHour(temperature);
    expect(byHour[15]).toBeGreaterThan(byHour[5]! + 3);
    const wet = of('weather-001', 'rain').filter((rain) => rain > 0.1).length / (DAYS * 24);
    expect(wet).toBeGreaterThan(0.005);
    expect(wet).toBeLessThan(0.15);
    expect(Math.min(...of('weather-001', 'wind_speed'))).toBeGreaterThan(0.6);
    expect(Math.max(...of('weather-001', 'wind_speed'))).toBeLessThan(12);
  });

  it('rain takes bicycles off the road', () => {
    const byHour = meanByHour(of('bike-001', 'bikes'));
    const dry: number[] = [];
    const wet: number[] = [];
    of('bike-001', 'bikes').forEach((bikes, hour) => {
      const usual = bikes / byHour[hour % 24]!;
      const rain = of('weather-001', 'rain')[hour]!;
      if (hour % 168 < 120 && rain > 1) wet.push(usual);
      else if (hour % 168 < 120 && rain === 0) dry.push(usual);
    });
    expect(wet.length).toBeGreaterThan(0);
    expect(mean(wet)).toBeLessThan(mean(dry) * 0.8);
  });

  it('bins fill by day and are emptied at night', () => {
    const fill = of('bin-001', 'fill');
    expect(Math.min(...fill)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fill)).toBeLessThanOrEqual(1);
    const emptied = fill.flatMap((value, i) => (i > 0 && fill[i - 1]! - value > 0.2 ? [i % 24] : []));
    expect(emptied.length).toBeGreaterThan(8);
    expect(emptied.every((hour) => hour >= 21 || hour <= 5)).toBe(true);
  });

  it('kerbs are between two fifths and completely full', () => {
    const occupancy = of('parking-001', 'occupancy');
    expect(Math.min(...occupancy)).toBeGreaterThanOrEqual(0.4);
    expect(Math.max(...occupancy)).toBeLessThanOrEqual(1);
    expect(mean(occupancy)).toBeGreaterThan(0.75);
    expect(mean(occupancy)).toBeLessThan(0.98);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's r over the pairs in which both are known. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const pairs = a
    .map((value, i) => [value, b[i]!] as const)
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const meanA = mean(pairs.map((pair) => pair[0]));
  const meanB = mean(pairs.map((pair) => pair[1]));
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (const [x, y] of pairs) {
    ab += (x - meanA) * (y - meanB);
    aa += (x - meanA) ** 2;
    bb += (y - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function meanByHour(values: readonly number[]): number[] {
  return Array.from({ length: 24 }, (_, hour) =>
    mean(values.filter((value, i) => i % 24 === hour && Number.isFinite(value))),
  );
}

/** Mean over one weekday of all weeks, 0 Monday. */
function meanOfDay(values: readonly number[], weekday: number): number {
  return mean(values.filter((value, i) => Math.floor(i / 24) % 7 === weekday && Number.isFinite(value)));
}
