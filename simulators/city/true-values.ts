/** What is really there: the true value of each property of a device at a moment. */
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../app/core/base/clock.ts';
import { createBackground } from './background.ts';
import { bikesPerHour, binFill, freeSpaces } from './daily-life.ts';
import type { CityDataset } from './dataset.ts';
import type { Device } from './device.ts';
import { createStreetAir } from './street-air.ts';
import { createStreetNoise } from './street-noise.ts';
import { createTraffic } from './traffic.ts';
import { createWeather, turnedWind, type Weather, type WindTurn } from './weather.ts';

export interface CityState {
  weatherAt(timeMs: number): Weather;
  /** True values in the order of the device's properties; an instrument of an hour's cadence gives the hour's mean. */
  valuesOf(device: Device, timeMs: number): number[];
  /** The same city while its wind comes from elsewhere; cheap. */
  withWind(turns: readonly WindTurn[]): CityState;
}

type NamedValues = Readonly<Record<string, number>>;

/** Space a vehicle takes on a lane as a loop sees it, km. */
const DETECTED_LENGTH_KM = 0.0065;
const MINUTES_OF_AN_HOURLY_MEAN = [-52.5, -37.5, -22.5, -7.5] as const;

export function createCityState(dataset: CityDataset, seed: number): CityState {
  const ownWeatherOf = createWeather(seed, dataset.lon, dataset.lat);
  const traffic = createTraffic(dataset.streets, dataset.nodeXM, dataset.nodeYM, dataset.sites, seed);
  const around = {
    dataset,
    ownWeatherOf,
    traffic,
    backgroundOf: createBackground(seed),
    noiseOf: createStreetNoise(traffic),
    streetAirOf: createStreetAir(traffic),
  };
  return stateUnder(around, ownWeatherOf);
}

interface Surroundings {
  readonly dataset: CityDataset;
  readonly ownWeatherOf: (timeMs: number) => Weather;
  readonly traffic: ReturnType<typeof createTraffic>;
  readonly backgroundOf: ReturnType<typeof createBackground>;
  readonly noiseOf: ReturnType<typeof createStreetNoise>;
  readonly streetAirOf: ReturnType<typeof createStreetAir>;
}

function stateUnder(around: Surroundings, weatherOf: (timeMs: number) => Weather): CityState {
  const { traffic, backgroundOf, noiseOf, streetAirOf } = around;
  const { streets } = around.dataset;

  const airOf = (device: Device, timeMs: number): NamedValues => {
    const weather = weatherOf(timeMs);
    const background = backgroundOf(timeMs, weather, traffic.level(timeMs - MS_PER_HOUR));
    return { ...streetAirOf(device.site, timeMs, weather, background) };
  };

  const hourlyAirOf = (device: Device, timeMs: number): NamedValues => {
    const sums: Record<string, number> = { no2: 0, no: 0, o3: 0, pm10: 0, pm25: 0 };
    for (const minutes of MINUTES_OF_AN_HOURLY_MEAN) {
      const values = airOf(device, timeMs + minutes * MS_PER_MINUTE);
      for (const name of Object.keys(sums)) sums[name]! += values[name]! / MINUTES_OF_AN_HOURLY_MEAN.length;
    }
    return sums;
  };

  const namedValuesOf = (device: Device, timeMs: number): NamedValues => {
    switch (device.sensor.domain) {
      case 'traffic': {
        const link = device.site.links[0]!;
        const flow = traffic.flowVehPerHour(link, timeMs);
        const speed = traffic.spotSpeedKmh(link, flow);
        const occupancy = Math.min(1, ((flow / streets.lanes[link]!) * DETECTED_LENGTH_KM) / speed);
        return { flow, speed, occupancy };
      }
      case 'air':
        return device.cadenceMs >= MS_PER_HOUR ? hourlyAirOf(device, timeMs) : airOf(device, timeMs);
      case 'noise':
        return { laeq: noiseOf(device.site, device.key, timeMs) };
      case 'weather': {
        const weather = weatherOf(timeMs);
        return {
          temperature: weather.temperatureC,
          humidity: weather.humidityPercent,
          wind_speed: weather.windMS,
          wind_direction: weather.windFromDeg,
          pressure: weather.pressureHPa,
          rain: weather.rainMmPerHour,
        };
      }
      case 'mobility':
        return { bikes: bikesPerHour(device.key, timeMs, weatherOf(timeMs)) };
      case 'waste':
        return { fill: binFill(device.key, timeMs) };
      case 'parking': {
        const { spaces } = device.sensor;
        const free = freeSpaces(device.key, timeMs, spaces);
        return { free, occupancy: (spaces - free) / spaces };
      }
      default:
        return {};
    }
  };

  return {
    weatherAt: weatherOf,
    valuesOf(device, timeMs) {
      const values = namedValuesOf(device, timeMs);
      return device.sensor.properties.map((property) => values[property.name] ?? Number.NaN);
    },
    withWind: (turns) => stateUnder(around, turnedWind(around.ownWeatherOf, turns)),
  };
}
