/** The true air beside a street: traffic → emission → canyon → chemistry, on top of the background. */
import { streetGases } from '../../app/core/models/chemistry.ts';
import { STANDARD_FLEET } from '../../app/core/models/emissions/fleet.ts';
import { createRoadside, type RoadsideIncrement, type RoadTraffic } from '../../app/core/models/street-air/roadside.ts';
import type { StreetSite } from '../../app/core/models/street-air/roadside-place.ts';
import type { Wind } from '../../app/core/models/street-air/street-air.ts';
import type { BackgroundAir } from './background.ts';
import { HIDDEN_TRUTH } from './hidden-truth.ts';
import type { CityTraffic } from './traffic.ts';
import type { Weather } from './weather.ts';

/** Source: the range of recent European fleets, 0.15 ± 0.05. */
const PRIMARY_NO2_SHARE = 0.15;

export interface StreetAirValues {
  readonly no2: number;
  readonly no: number;
  readonly o3: number;
  readonly pm10: number;
  readonly pm25: number;
}

/** `background` as forecast for the region. All in µg/m³. */
export type StreetAir = (
  site: StreetSite,
  timeMs: number,
  weather: Weather,
  background: BackgroundAir,
) => StreetAirValues;

export function createStreetAir(traffic: CityTraffic): StreetAir {
  const roadsides = new WeakMap<StreetSite, (traffic: readonly RoadTraffic[], wind: Wind) => RoadsideIncrement>();
  const roadsideOf = (site: StreetSite) => {
    let roadside = roadsides.get(site);
    if (roadside === undefined) {
      roadside = createRoadside(site, STANDARD_FLEET);
      roadsides.set(site, roadside);
    }
    return roadside;
  };
  return (site, timeMs, weather, background) => {
    const driving = site.links.map((link) => {
      const flowVehPerHour = traffic.flowVehPerHour(link, timeMs);
      return { flowVehPerHour, speedKmh: traffic.journeySpeedKmh(link, flowVehPerHour) };
    });
    const added = roadsideOf(site)(driving, { roofMS: weather.windMS, fromDeg: weather.windFromDeg });
    const { noxEmission, dispersion, background: around } = HIDDEN_TRUTH;
    const gases = streetGases({
      backgroundNoxUgM3: background.noxUgM3 * around,
      backgroundNo2UgM3: background.no2UgM3 * around,
      backgroundO3UgM3: background.o3UgM3,
      addedNoxUgM3: added.noxUgM3 * noxEmission * dispersion,
      primaryNo2Share: PRIMARY_NO2_SHARE,
      temperatureK: weather.temperatureC + 273.15,
      radiationWM2: weather.radiationWM2,
      residenceS: added.residenceS,
    });
    // Wet roads hold their dust.
    const particles = dispersion / (1 + weather.rainMmPerHour);
    return {
      no2: gases.no2UgM3,
      no: gases.noUgM3,
      o3: gases.o3UgM3,
      pm10: background.pm10UgM3 * around + added.pm10UgM3 * particles,
      pm25: background.pm25UgM3 * around + added.pm25UgM3 * particles,
    };
  };
}
