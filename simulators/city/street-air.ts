/** The true air at a kerb: traffic → emission → canyon → chemistry, on top of the background. */
import { streetGases } from '../../app/core/models/chemistry.ts';
import { streetIncrementUgM3 } from '../../app/core/models/dispersion.ts';
import { emissionFactorGPerKm, lineSourceUgPerMS, type Pollutant } from '../../app/core/models/emissions.ts';
import type { BackgroundAir } from './background.ts';
import type { StreetSite } from './street-site.ts';
import type { CityTraffic } from './traffic.ts';
import type { Weather } from './weather.ts';

/** Source: the range of recent European fleets, 0.15 ± 0.05. */
const PRIMARY_NO2_SHARE = 0.15;
/** Turbulence that traffic itself makes at the roof, squared: 0.4 · (0.17 m/s)². */
const TRAFFIC_TURBULENCE = 0.0117;

export interface StreetAirValues {
  readonly no2: number;
  readonly no: number;
  readonly o3: number;
  readonly pm10: number;
  readonly pm25: number;
}

/** All in µg/m³. */
export function streetAirAt(
  site: StreetSite,
  timeMs: number,
  traffic: CityTraffic,
  weather: Weather,
  background: BackgroundAir,
): StreetAirValues {
  const source = { nox: 0, pm10: 0, pm25: 0 };
  for (const link of site.links) {
    const flow = traffic.flowVehPerHour(link, timeMs);
    const speed = traffic.journeySpeedKmh(link, flow);
    for (const pollutant of ['nox', 'pm10', 'pm25'] as const) {
      source[pollutant] += lineSourceUgPerMS(flow, emissionFactorGPerKm(pollutant, speed));
    }
  }
  const crossing = weather.windFromEast * site.sideEast + weather.windFromNorth * site.sideNorth;
  const added = (pollutant: Pollutant) =>
    streetIncrementUgM3(source[pollutant], weather.windMS, crossing, site.canyon, site.receptor);
  const roofExchange = Math.sqrt(0.01 * weather.windMS * weather.windMS + TRAFFIC_TURBULENCE);
  const gases = streetGases({
    backgroundNoxUgM3: background.noxUgM3,
    backgroundNo2UgM3: background.no2UgM3,
    backgroundO3UgM3: background.o3UgM3,
    addedNoxUgM3: added('nox'),
    primaryNo2Share: PRIMARY_NO2_SHARE,
    temperatureK: weather.temperatureC + 273.15,
    radiationWM2: weather.radiationWM2,
    residenceS: site.canyon.heightM / roofExchange,
  });
  const rainFactor = 1 / (1 + weather.rainMmPerHour);
  return {
    no2: gases.no2UgM3,
    no: gases.noUgM3,
    o3: gases.o3UgM3,
    pm10: background.pm10UgM3 + added('pm10') * rainFactor,
    pm25: background.pm25UgM3 + added('pm25') * rainFactor,
  };
}
