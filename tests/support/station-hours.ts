/**
 * Ten virtual days of the shipped city's reference stations, and what the app's own models say of the same hours with
 * every multiplier at 1. This analyst knows the tables of the place, the messages, and a forecast of the regional
 * background; what the city keeps to itself — its scatter, the wind in each street, its multipliers — he does not.
 */
import { readFileSync } from 'node:fs';
import { createHourlyFlows } from '../../app/core/models/assignment/hourly-flows.ts';
import { linkTimeS } from '../../app/core/models/assignment/link-costs.ts';
import { dayTypeOf } from '../../app/core/models/demand-profile.ts';
import { STANDARD_FLEET } from '../../app/core/models/emissions/fleet.ts';
import { buildPlace } from '../../app/core/models/scenario/place.ts';
import { createRoadside, type RoadTraffic } from '../../app/core/models/street-air/roadside.ts';
import { streetSiteOf } from '../../app/core/models/street-air/roadside-place.ts';
import type { Wind } from '../../app/core/models/street-air/street-air.ts';
import { DeviceDirectory } from '../../app/core/stream/device-directory.ts';
import { readDelivery } from '../../app/core/stream/read-delivery.ts';
import { createBackground } from '../../simulators/city/background.ts';
import type { CityDataset } from '../../simulators/city/dataset.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../../simulators/city/index.ts';
import { localMoment } from '../../simulators/city/local-time.ts';
import { createTraffic } from '../../simulators/city/traffic.ts';
import { createWeather } from '../../simulators/city/weather.ts';
import { shippedPlaceFiles } from './shipped-place.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SLOT = 10 * MINUTE;
const RADIANS = Math.PI / 180;
const SEED = 20241107;
/** Monday 2024-11-04, local midnight. */
const FROM_MS = Date.UTC(2024, 10, 3, 23);
const TO_MS = FROM_MS + 10 * 24 * HOUR;
/** The instruments give the mean of the hour before. */
const MOMENTS_MIN = [-52.5, -37.5, -22.5, -7.5] as const;

/** Hourly means; µg/m³, NOx counted as NO2, °C, W/m², s, mm/h. */
export interface StationHour {
  readonly station: string;
  readonly timeMs: number;
  readonly observed: { readonly nox: number; readonly no2: number; readonly pm10: number; readonly pm25: number };
  readonly modelled: Readonly<Record<ModelledColumn, number>>;
}

const MODELLED_COLUMNS = [
  'addedNox',
  'addedPm10',
  'addedPm25',
  'residenceS',
  'forecastNox',
  'forecastNo2',
  'forecastO3',
  'forecastPm10',
  'forecastPm25',
  'temperatureC',
  'radiationWM2',
  'rain',
] as const;
type ModelledColumn = (typeof MODELLED_COLUMNS)[number];

/** Values by `<sensor> <property>` and time. */
type Readings = ReadonlyMap<string, ReadonlyMap<number, number>>;

export function stationHours(): StationHour[] {
  const tables = CITY_TABLES.map((table) => {
    const file = new URL(`../../datasets/eixample/${table}.geojson`, import.meta.url);
    return [table, JSON.parse(readFileSync(file, 'utf8'))] as const;
  });
  const shipped = readCityDataset(Object.fromEntries(tables) as unknown as CityFiles).value!;
  const sensors = shipped.sensors.filter(({ kind }) => kind === 'reference' || kind === 'station');
  const dataset = { ...shipped, sensors };
  const readings = readingsOf(dataset);
  const modelAt = momentModel(dataset, readings);
  return sensors
    .filter(({ kind }) => kind === 'reference')
    .flatMap((sensor) => {
      const column = (property: string) => readings.get(`${sensor.id} ${property}`)!;
      return [...column('no2')].flatMap(([timeMs, no2]): StationHour[] => {
        if (timeMs < FROM_MS + 2 * HOUR) return [];
        const parts = MOMENTS_MIN.map((minutes) => modelAt(sensor, timeMs + minutes * MINUTE));
        const means = MODELLED_COLUMNS.map((name) => [name, mean(parts.map((part) => part[name]))] as const);
        const nox = no2 + column('no').get(timeMs)! * (1.913 / 1.248);
        const observed = { nox, no2, pm10: column('pm10').get(timeMs)!, pm25: column('pm25').get(timeMs)! };
        const modelled = Object.fromEntries(means) as Record<ModelledColumn, number>;
        return [{ station: sensor.id, timeMs, observed, modelled }];
      });
    });
}

/** What the devices say, read as the app reads it. */
function readingsOf(dataset: CityDataset): Readings {
  const city = createCity(dataset, { seed: SEED, ownFaults: false });
  const directory = new DeviceDirectory();
  const context = { directory, virtualNowMs: TO_MS + HOUR, runId: 'r', knowsRun: () => true, flagOf: () => 1 as const };
  const readings = new Map<string, Map<number, number>>();
  for (const { topic, payload } of [
    ...city.retainedMessages('r', FROM_MS),
    ...city.messagesBetween('r', FROM_MS, TO_MS),
  ]) {
    const read = readDelivery({ topic, payload: new TextEncoder().encode(payload), receivedAtMs: 0 }, context);
    if (read.meta !== null) directory.learn(read.meta);
    for (const { sensorId, property, phenomenonTimeMs, value } of read.observations) {
      const key = `${sensorId} ${property}`;
      const column = readings.get(key) ?? new Map<number, number>();
      readings.set(key, column.set(phenomenonTimeMs, value ?? Number.NaN));
    }
  }
  return readings;
}

function momentModel(dataset: CityDataset, readings: Readings) {
  // An analyst who knows the city's canyons as it has them: what measuring them costs is seen in model-fit.test.ts.
  const place = buildPlace(shippedPlaceFiles(), { canyons: 'told' }).value!;
  const flowsOf = createHourlyFlows(place.network, place.demand);
  const weatherAt = measuredWeather(dataset, readings);
  const trueWeather = createWeather(SEED, dataset.lon, dataset.lat);
  const { level } = createTraffic(dataset.streets, dataset.nodeXM, dataset.nodeYM, dataset.sites, SEED);
  const forecastOf = createBackground(SEED);

  const flowOf = (link: number, timeMs: number): number => {
    const before = localMoment(timeMs - HOUR / 2);
    const after = localMoment(timeMs + HOUR / 2);
    const share = before.hours - Math.floor(before.hours);
    const earlier = flowsOf(dayTypeOf(before.day), Math.floor(before.hours))[link]!;
    return earlier + share * (flowsOf(dayTypeOf(after.day), Math.floor(after.hours))[link]! - earlier);
  };
  const drivingOn = (link: number, timeMs: number): RoadTraffic => {
    const flowVehPerHour = flowOf(link, timeMs);
    const timeS = linkTimeS(place.network, link, flowVehPerHour);
    return { flowVehPerHour, speedKmh: (place.streets.lengthM[link]! / timeS) * 3.6 };
  };
  const roadsides = new Map(
    dataset.sensors.map((sensor) => {
      const site = streetSiteOf({ ...dataset, streets: place.streets }, sensor);
      return [sensor.id, { links: site.links, increment: createRoadside(site, STANDARD_FLEET) }] as const;
    }),
  );
  return (sensor: { readonly id: string }, timeMs: number): Record<ModelledColumn, number> => {
    const { links, increment } = roadsides.get(sensor.id)!;
    const { wind, rain, temperatureC } = weatherAt(timeMs);
    const added = increment(
      links.map((link) => drivingOn(link, timeMs)),
      wind,
    );
    const sky = trueWeather(timeMs);
    const forecast = forecastOf(timeMs, sky, level(timeMs - HOUR));
    return {
      addedNox: added.noxUgM3,
      addedPm10: added.pm10UgM3,
      addedPm25: added.pm25UgM3,
      residenceS: added.residenceS,
      forecastNox: forecast.noxUgM3,
      forecastNo2: forecast.no2UgM3,
      forecastO3: forecast.o3UgM3,
      forecastPm10: forecast.pm10UgM3,
      forecastPm25: forecast.pm25UgM3,
      temperatureC,
      radiationWM2: sky.radiationWM2,
      rain,
    };
  };
}

/** Mean of the weather stations in each ten minutes. */
function measuredWeather(dataset: CityDataset, readings: Readings) {
  const stations = dataset.sensors.filter(({ kind }) => kind === 'station').map(({ id }) => id);
  const slots = new Map<number, { wind: Wind; rain: number; temperatureC: number }>();
  const bySlot = (property: string) =>
    stations.map((id) => {
      const column = readings.get(`${id} ${property}`)!;
      return new Map([...column].map(([timeMs, value]) => [Math.floor(timeMs / SLOT), value]));
    });
  const columns = ['wind_speed', 'wind_direction', 'rain', 'temperature'].map(bySlot);
  for (let slot = Math.floor(FROM_MS / SLOT); slot < TO_MS / SLOT; slot++) {
    const [speed, direction, rain, temperature] = columns.map((column) =>
      column.flatMap((station) => station.get(slot) ?? []),
    );
    const east = mean(direction!.map((deg) => Math.sin(deg * RADIANS)));
    const north = mean(direction!.map((deg) => Math.cos(deg * RADIANS)));
    const fromDeg = (Math.atan2(east, north) / RADIANS + 360) % 360;
    slots.set(slot, { wind: { roofMS: mean(speed!), fromDeg }, rain: mean(rain!), temperatureC: mean(temperature!) });
  }
  return (timeMs: number) => slots.get(Math.floor(timeMs / SLOT))!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
