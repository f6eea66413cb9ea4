import { describe, expect, it } from 'vitest';
import type { ManualFault } from '../../../../app/core/stream/fault-message.ts';
import { createCity, readCityDataset } from '../../../../simulators/city/index.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Thursday 2024-11-07, 09:00 local. */
const AT = Date.UTC(2024, 10, 7, 8);
const RUN = 'run-1';

const sound = createCity(readCityDataset(smallCityFiles()).value!, { seed: 20241107, ownFaults: false });
const stations = sound.sensors.filter(({ domain }) => domain === 'weather');
const turn = (fields: Partial<ManualFault> = {}): ManualFault => ({
  id: 'host-1',
  type: 'wind-turn',
  sensorId: stations[0]!.id,
  property: null,
  fromMs: AT + HOUR,
  toMs: AT + 2 * HOUR,
  parameters: { from_deg: 180 },
  ...fields,
});
const windy = sound.withFaults([turn()]);
const truthOf = (city: typeof sound, property: string, fromMs: number, toMs: number) =>
  city.truthBetween(fromMs, toMs).filter((record) => record.property === property);

describe('the wind turns', () => {
  it('at every station of the city for as long as asked, and no stronger', () => {
    const directions = truthOf(windy, 'wind_direction', AT + HOUR, AT + 2 * HOUR);
    expect(directions.length).toBeGreaterThan(stations.length);
    expect(new Set(directions.map(({ value }) => value))).toEqual(new Set([180]));
    const speeds = (city: typeof sound) => truthOf(city, 'wind_speed', AT, AT + 3 * HOUR).map(({ value }) => value);
    expect(speeds(windy)).toEqual(speeds(sound));
  });

  it('and the air beside streets follows', () => {
    const no2 = (city: typeof sound) => truthOf(city, 'no2', AT + HOUR, AT + 2 * HOUR).map(({ value }) => value);
    expect(no2(windy)).not.toEqual(no2(sound));
  });

  it('and nothing that was said before, or is said after the slow instruments have told their hour, is different', () => {
    const said = (city: typeof sound, fromMs: number, toMs: number) =>
      city.messagesBetween(RUN, fromMs, toMs).map(({ payload }) => payload);
    expect(said(windy, AT - HOUR, AT + HOUR)).toEqual(said(sound, AT - HOUR, AT + HOUR));
    expect(said(windy, AT + 4 * HOUR, AT + 5 * HOUR)).toEqual(said(sound, AT + 4 * HOUR, AT + 5 * HOUR));
  });

  it('while no reading is wrong for it', () => {
    expect(windy.truthBetween(AT + HOUR, AT + 2 * HOUR).filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  it('and the last of several turns holds', () => {
    const twice = sound.withFaults([turn(), turn({ id: 'host-2', parameters: { from_deg: 90 } })]);
    expect(truthOf(twice, 'wind_direction', AT + HOUR, AT + HOUR + 30 * MINUTE)[0]?.value).toBe(90);
  });
});
