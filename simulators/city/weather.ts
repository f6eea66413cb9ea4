/**
 * The weather of a Mediterranean coastal city: seasons, days, sea breeze, passing fronts and rain episodes, all a
 * smooth function of seed and time. Values are plausible, not a forecast: temperature swings about a seasonal mean of
 * 9–24 °C, wind above the roofs is 0.7–9 m/s, the breeze blows from the sea (south) by day and from the land
 * (north-west) by night.
 */
import { MS_PER_DAY, MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { atan2, cos, hypot, pow, sin } from '../../app/core/base/portable-math.ts';
import { yearFraction } from './local-time.ts';
import { keyOf, smoothAt, uniformAt } from './seeded-noise.ts';

export interface Weather {
  readonly temperatureC: number;
  readonly humidityPercent: number;
  /** Above the roofs, m/s. */
  readonly windMS: number;
  /** Where the wind comes from, degrees clockwise from north, 0 ≤ direction < 360. */
  readonly windFromDeg: number;
  readonly pressureHPa: number;
  readonly rainMmPerHour: number;
  readonly radiationWM2: number;
}

/** The wind comes from a direction for a while: ms UTC, half-open; degrees as `windFromDeg`. Its speed stays. */
export interface WindTurn {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromDeg: number;
}

/** The weather with its wind turned; of several turns at a moment the last one holds. */
export function turnedWind(
  weatherOf: (timeMs: number) => Weather,
  turns: readonly WindTurn[],
): (timeMs: number) => Weather {
  return (timeMs) => {
    const weather = weatherOf(timeMs);
    const turn = turns.findLast(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs);
    return turn === undefined ? weather : { ...weather, windFromDeg: turn.fromDeg };
  };
}

const RADIANS = Math.PI / 180;
const RAIN_DAY_CHANCE = 0.24;

export function createWeather(seed: number, lonDeg: number, latDeg: number): (timeMs: number) => Weather {
  const key = (name: string) => keyOf(seed, 'weather', name);
  const keys = {
    front: key('front'),
    warmth: key('warmth'),
    cloud: key('cloud'),
    windEast: key('wind-east'),
    windNorth: key('wind-north'),
    gustEast: key('gust-east'),
    gustNorth: key('gust-north'),
    humidity: key('humidity'),
    pressure: key('pressure'),
    rain: key('rain'),
    shower: key('shower'),
  };
  const sinLat = sin(latDeg * RADIANS);
  const cosLat = cos(latDeg * RADIANS);

  /** Up to one episode begins on each UTC day, up to six hours long. */
  const rainAt = (timeMs: number): number => {
    const today = Math.floor(timeMs / MS_PER_DAY);
    let rain = 0;
    for (let day = today - 1; day <= today; day++) {
      if (uniformAt(keys.rain, day * 4) >= RAIN_DAY_CHANCE) continue;
      const start = (day + uniformAt(keys.rain, day * 4 + 1)) * MS_PER_DAY;
      const lasts = (1 + 5 * uniformAt(keys.rain, day * 4 + 2)) * MS_PER_HOUR;
      const place = (timeMs - start) / lasts;
      if (place <= 0 || place >= 1) continue;
      const strongest = 0.6 + 9 * pow(uniformAt(keys.rain, day * 4 + 3), 2);
      const showers = Math.max(0.1, 0.7 + 0.5 * smoothAt(keys.shower, timeMs, 900_000));
      rain += strongest * 4 * place * (1 - place) * showers;
    }
    return rain;
  };

  return (timeMs) => {
    const season = yearFraction(timeMs) * 2 * Math.PI;
    const solarHours = ((timeMs % MS_PER_DAY) / MS_PER_HOUR + lonDeg / 15 + 24) % 24;
    const declination = -23.44 * RADIANS * cos(season + 0.172);
    const elevation = sinLat * sin(declination) + cosLat * cos(declination) * cos(((solarHours - 12) * Math.PI) / 12);
    const rain = rainAt(timeMs);
    const cloud = Math.min(
      1,
      Math.max(0, 0.4 + 0.3 * smoothAt(keys.cloud, timeMs, 5 * MS_PER_HOUR) + (rain > 0 ? 0.35 : 0)),
    );
    const radiation = elevation > 0 ? 1050 * elevation * (1 - 0.72 * cloud) : 0;

    const seasonalMean = 16.6 - 7.6 * cos(season - 0.45);
    const dayCurve = cos(((solarHours - 14.5) * Math.PI) / 12);
    const anomaly =
      (3.9 - 1.8 * cloud) * dayCurve +
      2.1 * smoothAt(keys.front, timeMs, 2 * MS_PER_DAY) +
      0.5 * smoothAt(keys.warmth, timeMs, 2 * MS_PER_HOUR) -
      Math.min(2, rain * 0.5);

    const daytime = Math.max(0, cos(((solarHours - 14.5) * Math.PI) / 13));
    const warmSeason = 0.75 - 0.35 * cos(season - 0.45);
    const seaBreeze = 3.6 * daytime * warmSeason * (1 - 0.5 * cloud);
    const landBreeze = 1.1 * Math.max(0, -dayCurve);
    // The wind's origin as a vector: the sea lies to the south, the hills to the north-west.
    const east =
      1.25 * smoothAt(keys.windEast, timeMs, 14 * MS_PER_HOUR) +
      0.45 * smoothAt(keys.gustEast, timeMs, 0.6 * MS_PER_HOUR) +
      0.25 * seaBreeze -
      0.75 * landBreeze;
    const north =
      1.25 * smoothAt(keys.windNorth, timeMs, 14 * MS_PER_HOUR) +
      0.45 * smoothAt(keys.gustNorth, timeMs, 0.6 * MS_PER_HOUR) -
      0.97 * seaBreeze +
      0.66 * landBreeze;
    const along = hypot(east, north) || 1;
    const bearing = atan2(east, north) / RADIANS;

    return {
      temperatureC: seasonalMean + anomaly,
      humidityPercent: Math.min(
        99,
        Math.max(
          22,
          67 - 2.6 * anomaly + 7 * smoothAt(keys.humidity, timeMs, 9 * MS_PER_HOUR) + Math.min(22, rain * 9),
        ),
      ),
      // Air is never quite still above a warm city.
      windMS: Math.sqrt(along * along + 0.5),
      windFromDeg: bearing < 0 ? bearing + 360 : bearing,
      pressureHPa:
        1016.5 +
        5.5 * smoothAt(keys.pressure, timeMs, 3 * MS_PER_DAY) -
        (rain > 0 ? 2 : 0) +
        0.7 * cos(((solarHours - 10) * Math.PI) / 6),
      rainMmPerHour: rain,
      radiationWM2: radiation,
    };
  };
}
