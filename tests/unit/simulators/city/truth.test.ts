import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CityDataset } from '../../../../simulators/city/dataset.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../../../../simulators/city/index.ts';
import { createTraffic } from '../../../../simulators/city/traffic.ts';

const HOUR = 3_600_000;
const SEED = 20241107;
/** Thursday 2024-11-07, local midnight. */
const THURSDAY = Date.UTC(2024, 10, 6, 23);

function shippedDataset(): CityDataset {
  const tables = CITY_TABLES.map((table) => {
    const file = new URL(`../../../../datasets/eixample/${table}.geojson`, import.meta.url);
    return [table, JSON.parse(readFileSync(file, 'utf8'))] as const;
  });
  return readCityDataset(Object.fromEntries(tables) as unknown as CityFiles).value!;
}

const DATASET = shippedDataset();

/** True values of a day of the named sensors, by sensor and property. */
function dayOf(sensorIds: readonly string[]): (sensor: string, property: string) => number[] {
  const sensors = DATASET.sensors.filter(({ id }) => sensorIds.includes(id));
  const truth = createCity({ ...DATASET, sensors }, { seed: SEED }).truthBetween(THURSDAY, THURSDAY + 24 * HOUR);
  return (sensor, property) =>
    truth.filter((record) => record.sensorId === sensor && record.property === property).map(({ value }) => value);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the shipped city on a working day', () => {
  it('has more NO2 and particles on avenues than in streets, and least in the park; ozone the other way round', () => {
    const value = dayOf(['air-ref-01', 'air-ref-02', 'air-ref-03', 'air-ref-04']);
    const [avenue, other, street, park] = ['01', '02', '03', '04'].map((id) => mean(value(`air-ref-${id}`, 'no2')));
    expect(street).toBeGreaterThan(park! + 1);
    expect(avenue).toBeGreaterThan(street! + 5);
    expect(other).toBeGreaterThan(street! + 5);
    expect(Math.max(avenue!, other!)).toBeLessThan(50);
    expect(park).toBeGreaterThan(10);
    expect(mean(value('air-ref-01', 'pm25'))).toBeGreaterThan(mean(value('air-ref-04', 'pm25')) + 0.5);
    expect(mean(value('air-ref-01', 'o3'))).toBeLessThan(mean(value('air-ref-04', 'o3')) - 5);
  });

  it('sounds as its streets do: day levels from 55 to 73 dB at nine façades in ten', () => {
    const noise = DATASET.sensors.filter(({ domain }) => domain === 'noise').map(({ id }) => id);
    const value = dayOf(noise);
    const levels = noise.map((id) => {
      const day = value(id, 'laeq').filter((_, slot) => slot >= 7 * 12 && slot < 19 * 12);
      return 10 * Math.log10(mean(day.map((level) => 10 ** (level / 10))));
    });
    expect(levels.length).toBeGreaterThan(30);
    expect(levels.filter((level) => level >= 55 && level <= 73).length).toBeGreaterThanOrEqual(0.9 * levels.length);
  });
});

describe('the traffic of the city', () => {
  const { streets, nodeXM, nodeYM, sites } = DATASET;
  const busy = THURSDAY + 18.5 * HOUR;

  it('is the same at a moment whatever was asked before', () => {
    const asked = createTraffic(streets, nodeXM, nodeYM, sites, SEED);
    for (const hours of [3, 51, 82]) asked.flowVehPerHour(0, THURSDAY + hours * HOUR);
    const fresh = createTraffic(streets, nodeXM, nodeYM, sites, SEED);
    for (let link = 0; link < streets.linkCount; link++) {
      expect(fresh.flowVehPerHour(link, busy)).toBe(asked.flowVehPerHour(link, busy));
    }
  });

  it('keeps every vehicle at the crossings inside, but for the scatter of streets', () => {
    const traffic = createTraffic(streets, nodeXM, nodeYM, sites, SEED);
    const through = new Float64Array(streets.nodeCount);
    const balance = new Float64Array(streets.nodeCount);
    for (let link = 0; link < streets.linkCount; link++) {
      const flow = traffic.flowVehPerHour(link, busy);
      through[streets.from[link]!]! += flow / 2;
      through[streets.to[link]!]! += flow / 2;
      balance[streets.from[link]!]! -= flow;
      balance[streets.to[link]!]! += flow;
    }
    const inside = Array.from(balance.keys()).filter((node) => {
      const arriving = Array.from(streets.to).filter((to) => to === node).length;
      const leaving = Array.from(streets.from).filter((from) => from === node).length;
      return arriving + leaving >= 4;
    });
    expect(inside.length).toBeGreaterThan(50);
    expect(mean(inside.map((node) => Math.abs(balance[node]!) / through[node]!))).toBeLessThan(0.06);
  });

  it('never drives slower than a person runs', () => {
    const traffic = createTraffic(streets, nodeXM, nodeYM, sites, SEED);
    expect(traffic.journeySpeedKmh(0, 100_000)).toBe(5);
  });
});
