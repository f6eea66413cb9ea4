/**
 * What the models say of a station's hour, with every multiplier at 1: the traffic's increment and the background, each on
 * its own, so that multipliers can be fitted to them.
 *
 * Each ten minutes of the hour has its own wind (mean of the gauges) and its own traffic (the equilibrium of the hour of
 * that type of day, linear between the middles of two hours). Hours with less than four of six such slots are not told.
 * Radiation is that of a sky of mean cloudiness: 1,050 W/m² · sin(altitude of the sun) · (1 − 0.72 · cloud).
 * Valid as `street-air/roadside.ts` and `street-air/regional-background.ts` are. Holidays count as working days.
 */
import { sin } from '../../base/portable-math.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import type { HourlyFlows } from '../assignment/hourly-flows.ts';
import { linkTimeS } from '../assignment/link-costs.ts';
import type { Assumption } from '../assumption.ts';
import { hoursAround, trafficLevel } from '../demand-profile.ts';
import { coldExcess } from '../emissions/cold-start.ts';
import { emissionFactorOf, type FleetFactors, fleetFactors, STANDARD_FLEET } from '../emissions/fleet.ts';
import { crossedStreets } from '../scenario/facade-air.ts';
import type { WhatIfPlace } from '../scenario/place.ts';
import { createStreetExchange } from '../street-air/crossings.ts';
import { type BackgroundAir, regionalBackground } from '../street-air/regional-background.ts';
import { createRoadside, type RoadTraffic } from '../street-air/roadside.ts';
import { streetSiteOf } from '../street-air/roadside-place.ts';
import { sunPosition } from '../sun/solar-position.ts';
import { type FitStation, SLOT_MS, type WeatherSlot } from './measurements.ts';

/** Hourly means: µg/m³, NOx counted as NO2. */
export interface ModelledHour {
  readonly added: { readonly nox: number; readonly pm10: number; readonly pm25: number };
  readonly background: BackgroundAir;
  /** How long air stays in the street, s. */
  readonly residenceS: number;
  readonly temperatureC: number;
  readonly radiationWM2: number;
  readonly rainMmPerHour: number;
}

export type StationModel = (station: number, endMs: number) => ModelledHour | null;

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const FEWEST_SLOTS = 4;
const SLOWEST_KMH = 5;
const CLEAR_SKY_WM2 = 1050;
const CLOUD_DIMS = 0.72;
const USUAL_CLOUD = 0.4;
const RAINY_CLOUD = 0.75;
const RADIANS = Math.PI / 180;

export const STATION_MODEL_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'evaluation.cloud',
    value: USUAL_CLOUD,
    unit: '1',
    range: [0.1, 0.9],
    source: 'Mean cloudiness where nobody measures radiation; 0.75 while it rains; judgement',
    kind: 'assumption',
  },
];

/** How the hours are modelled, besides the usual way: as the chain's settings have it. */
export interface StationModelOptions {
  /** 1 for segments that are open roads; none unless told. */
  readonly open?: Uint8Array;
  /** Adds what the wind carries over from other streets. */
  readonly crossings?: boolean;
  /** Share of each link's vehicles with a cold engine; all are warm unless told. */
  readonly coldShareOfLink?: Float64Array;
}

/** Temperature for cold engines, °C: they depend little on it. */
const USUAL_TEMPERATURE_C = 15;

/** `flowsOf` of the place's demand. The place must have streets. */
export function createStationModel(
  place: WhatIfPlace,
  flowsOf: HourlyFlows,
  stations: readonly FitStation[],
  weather: readonly WeatherSlot[],
  { open, crossings = false, coldShareOfLink }: StationModelOptions = {},
): StationModel {
  const { streets, nodeXM, nodeYM, network } = place;
  const middle = { lon: meanOf(streets.nodeLon), lat: meanOf(streets.nodeLat) };
  const frame = createLocalFrame(middle);
  const slots = new Map(weather.map((slot) => [Math.floor(slot.fromMs / SLOT_MS), slot]));
  const cold = coldShareOfLink === undefined ? null : coldExcess(STANDARD_FLEET, USUAL_TEMPERATURE_C);
  const roadsides = stations.map(({ lon, lat, heightM, streetId }) => {
    const [xM, yM] = frame.toLocal(lon, lat);
    const site = streetSiteOf({ streets, nodeXM, nodeYM }, { xM, yM, heightM, streetId });
    const segment = place.segmentOf[site.links[0]!]!;
    const isOpen = open?.[segment] === 1;
    return {
      links: site.links,
      incrementOf: createRoadside({ ...site, isOpen }, STANDARD_FLEET, cold),
      // Beyond the façades, as in a park, no street's air is led.
      segment: site.distanceM > site.canyon.widthM / 2 ? null : segment,
    };
  });

  const around = ({ utcOffsetMs }: WeatherSlot, timeMs: number) => {
    const localMs = timeMs + utcOffsetMs;
    const day = Math.floor(localMs / DAY_MS);
    return hoursAround(day, (localMs - day * DAY_MS) / HOUR_MS);
  };
  const driving = (link: number, slot: WeatherSlot, timeMs: number): RoadTraffic => {
    const { earlierType, earlierHour, laterType, laterHour, share } = around(slot, timeMs);
    const earlier = flowsOf(earlierType, earlierHour)[link]!;
    const flowVehPerHour = earlier + share * (flowsOf(laterType, laterHour)[link]! - earlier);
    const speedKmh = (streets.lengthM[link]! / linkTimeS(network, link, flowVehPerHour)) * 3.6;
    return {
      flowVehPerHour,
      speedKmh: Math.max(SLOWEST_KMH, speedKmh),
      coldShare: coldShareOfLink?.[link] ?? 0,
    };
  };
  const broughtAt = crossings
    ? createBrought(place, cold, (link, slot: WeatherSlot, timeMs) => driving(link, slot, timeMs))
    : null;

  return (station, endMs) => {
    const sums = {
      nox: 0,
      pm10: 0,
      pm25: 0,
      residenceS: 0,
      temperatureC: 0,
      radiationWM2: 0,
      rainMmPerHour: 0,
      noxAround: 0,
      no2Around: 0,
      o3Around: 0,
      pm10Around: 0,
      pm25Around: 0,
    };
    const { links, incrementOf, segment } = roadsides[station]!;
    let count = 0;
    for (let timeMs = endMs - HOUR_MS + SLOT_MS / 2; timeMs < endMs; timeMs += SLOT_MS) {
      const slot = slots.get(Math.floor(timeMs / SLOT_MS));
      if (slot === undefined) continue;
      const { roofMS, fromDeg, temperatureC, rainMmPerHour } = slot;
      const added = incrementOf(
        links.map((link) => driving(link, slot, timeMs)),
        { roofMS, fromDeg },
      );
      const radiationWM2 = usualRadiationWM2(timeMs, middle, rainMmPerHour > 0);
      const level = trafficLevel(around(slot, timeMs - HOUR_MS));
      const background = regionalBackground({ windMS: roofMS, radiationWM2, rainMmPerHour }, level);
      const brought = segment === null ? null : (broughtAt?.(slot, timeMs)[segment] ?? null);
      sums.nox += added.noxUgM3 + (brought?.nox ?? 0);
      sums.pm10 += added.pm10UgM3 + (brought?.pm10 ?? 0);
      sums.pm25 += added.pm25UgM3 + (brought?.pm25 ?? 0);
      sums.residenceS += added.residenceS;
      sums.temperatureC += temperatureC;
      sums.radiationWM2 += radiationWM2;
      sums.rainMmPerHour += rainMmPerHour;
      sums.noxAround += background.noxUgM3;
      sums.no2Around += background.no2UgM3;
      sums.o3Around += background.o3UgM3;
      sums.pm10Around += background.pm10UgM3;
      sums.pm25Around += background.pm25UgM3;
      count++;
    }
    if (count < FEWEST_SLOTS) return null;
    return {
      added: { nox: sums.nox / count, pm10: sums.pm10 / count, pm25: sums.pm25 / count },
      background: {
        noxUgM3: sums.noxAround / count,
        no2UgM3: sums.no2Around / count,
        o3UgM3: sums.o3Around / count,
        pm10UgM3: sums.pm10Around / count,
        pm25UgM3: sums.pm25Around / count,
      },
      residenceS: sums.residenceS / count,
      temperatureC: sums.temperatureC / count,
      radiationWM2: sums.radiationWM2 / count,
      rainMmPerHour: sums.rainMmPerHour / count,
    };
  };
}

type Brought = Readonly<Record<'nox' | 'pm10' | 'pm25', number>>;

/** By segment what the wind brings from all others at a moment, µg/m³; each moment is worked out once. */
function createBrought(
  place: WhatIfPlace,
  cold: FleetFactors | null,
  driving: (link: number, slot: WeatherSlot, timeMs: number) => RoadTraffic,
): (slot: WeatherSlot, timeMs: number) => readonly Brought[] {
  const crossed = crossedStreets(place);
  const exchange = createStreetExchange(crossed, place.nodeXM, place.nodeYM);
  const factors = fleetFactors(STANDARD_FLEET);
  const known = new Map<number, readonly Brought[]>();
  const made = (slot: WeatherSlot, timeMs: number): readonly Brought[] => {
    const under = exchange.under({ roofMS: slot.roofMS, fromDeg: slot.fromDeg });
    const traffic = place.segments.map(({ links }) => links.map((link) => driving(link, slot, timeMs)));
    const of = (pollutant: keyof Brought) => {
      // veh/h · g/km → µg/(m·s)
      const sources = traffic.map((list) =>
        list.reduce((sum, { flowVehPerHour, speedKmh, coldShare = 0 }) => {
          const warm = emissionFactorOf(factors, pollutant, speedKmh);
          const more = cold === null ? 0 : coldShare * emissionFactorOf(cold, pollutant, speedKmh);
          return sum + (flowVehPerHour * (warm + more)) / 3.6;
        }, 0),
      );
      const all = under(sources);
      const alone = under.alone(sources);
      return all.map((value, segment) => value - alone[segment]!);
    };
    const nox = of('nox');
    const pm10 = of('pm10');
    const pm25 = of('pm25');
    return crossed.map((_, i) => ({ nox: nox[i]!, pm10: pm10[i]!, pm25: pm25[i]! }));
  };
  return (slot, timeMs) => {
    const before = known.get(timeMs);
    if (before !== undefined) return before;
    const brought = made(slot, timeMs);
    known.set(timeMs, brought);
    return brought;
  };
}

function usualRadiationWM2(timeMs: number, { lon, lat }: { lon: number; lat: number }, rains: boolean): number {
  const height = sin(sunPosition(timeMs, lon, lat).altitudeDeg * RADIANS);
  return Math.max(0, CLEAR_SKY_WM2 * height * (1 - CLOUD_DIMS * (rains ? RAINY_CLOUD : USUAL_CLOUD)));
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length > 0 ? sum / values.length : 0;
}
