import { describe, expect, it } from 'vitest';
import { type CityFiles, readCityDataset } from '../../../../simulators/city/index.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

function withSensor(changes: Record<string, unknown>): CityFiles {
  const files = smallCityFiles();
  const [first, ...rest] = files.sensors.features;
  return {
    ...files,
    sensors: { features: [{ ...first!, properties: { ...first!.properties, ...changes } }, ...rest] },
  };
}

describe('the city’s dataset', () => {
  it('is read from the tables without an issue', () => {
    const { value, issues } = readCityDataset(smallCityFiles());
    expect(issues).toEqual([]);
    expect(value!.sensors).toHaveLength(24);
    expect(value!.streets.nodeCount).toBe(25);
    expect(value!.sites.reduce((sum, site) => sum + site.population, 0)).toBe(9600);
  });

  it('lies in metres around its middle', () => {
    const { nodeXM, nodeYM } = readCityDataset(smallCityFiles()).value!;
    expect(Math.max(...nodeXM) - Math.min(...nodeXM)).toBeCloseTo(4 * 133.3, -1);
    expect(nodeYM.reduce((sum, y) => sum + y, 0) / nodeYM.length).toBeCloseTo(0, 0);
  });

  it.each([
    [{ sensor_id: 'Loop 1/#' }, 'sensor-bad-id'],
    [{ domain: 'traf fic' }, 'sensor-bad-id'],
    [{ cadence_s: 1 }, 'sensor-bad-cadence'],
    [{ cadence_s: 90_000 }, 'sensor-bad-cadence'],
    [{ cadence_s: 'often' }, 'sensor-bad-cadence'],
    [{ properties: 'flow,<script>' }, 'sensor-unknown-property'],
  ])('leaves out a sensor with %o and says %s', (changes, code) => {
    const { value, issues } = readCityDataset(withSensor(changes));
    expect(value!.sensors).toHaveLength(23);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
  });

  it('leaves out a sensor without a place', () => {
    const files = smallCityFiles();
    const sensors = {
      features: files.sensors.features.map((feature, i) => (i === 0 ? { ...feature, geometry: null } : feature)),
    };
    const { issues } = readCityDataset({ ...files, sensors });
    expect(issues).toEqual([{ code: 'sensor-bad-place', severity: 'warning', detail: 'loop-001' }]);
  });

  it('is none without streets, without sensors, or with a name that cannot be a topic', () => {
    const files = smallCityFiles();
    expect(readCityDataset({ ...files, streets: { features: [] } }).issues.at(-1)!.code).toBe('city-without-streets');
    expect(readCityDataset({ ...files, sensors: { features: [] } }).issues.at(-1)!.code).toBe('city-without-sensors');
    expect(readCityDataset(files, 'My City').issues.at(-1)!.code).toBe('city-bad-id');
  });
});
