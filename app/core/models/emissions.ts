/**
 * Hot exhaust emission of an urban fleet as a function of its mean speed.
 *
 * EF(v): the share-weighted mean of 13 vehicle classes (petrol and diesel cars Euro 4–6, battery cars, vans, buses,
 * motorcycles), tabulated at 10, 15, 20, 25, 30, 40 and 50 km/h and interpolated linearly between; held at the end
 * values outside. Flat road, warm engine, delays at junctions already in the mean speed.
 * Unit: g per vehicle-kilometre. Valid range: 10–50 km/h.
 *
 * Line source: Q [µg/(m·s)] = flow [veh/s] · EF [g/km] · 1000 [(µg/m)/(g/km)].
 *
 * Source: EMEP/EEA air pollutant emission inventory guidebook (2013 upd. 2014 for cars and vans, 2019 for buses); the
 * class shares are an illustrative synthetic fleet. Wear of tyres, brakes and road: EMEP/EEA Tier 2 at speeds below
 * 40 km/h (cars 28.7 mg/km PM10, 15.2 mg/km PM2.5), which outweighs exhaust for modern fleets.
 */
export type Pollutant = 'nox' | 'pm10' | 'pm25';

const SPEEDS_KMH = [10, 15, 20, 25, 30, 40, 50] as const;
const NOX_G_PER_KM = [0.435, 0.372, 0.331, 0.3, 0.277, 0.243, 0.222] as const;
const EXHAUST_PM_G_PER_KM = [0.00713, 0.00643, 0.00595, 0.00558, 0.00529, 0.00484, 0.00452] as const;
const WEAR_PM10_G_PER_KM = 0.0287;
const WEAR_PM25_G_PER_KM = 0.0152;

/** Emission factor of the fleet mix in g/km at a mean speed in km/h. */
export function emissionFactorGPerKm(pollutant: Pollutant, speedKmh: number): number {
  switch (pollutant) {
    case 'nox':
      return interpolate(NOX_G_PER_KM, speedKmh);
    case 'pm10':
      return interpolate(EXHAUST_PM_G_PER_KM, speedKmh) + WEAR_PM10_G_PER_KM;
    case 'pm25':
      return interpolate(EXHAUST_PM_G_PER_KM, speedKmh) + WEAR_PM25_G_PER_KM;
  }
}

/** Line source strength in µg/(m·s) of a flow in veh/h with the given emission factor in g/km. */
export function lineSourceUgPerMS(flowVehPerHour: number, factorGPerKm: number): number {
  return (flowVehPerHour / 3600) * factorGPerKm * 1000;
}

function interpolate(values: readonly number[], speedKmh: number): number {
  const last = SPEEDS_KMH.length - 1;
  if (!(speedKmh > SPEEDS_KMH[0])) return values[0]!;
  if (speedKmh >= SPEEDS_KMH[last]!) return values[last]!;
  let i = 0;
  while (speedKmh >= SPEEDS_KMH[i + 1]!) i++;
  const share = (speedKmh - SPEEDS_KMH[i]!) / (SPEEDS_KMH[i + 1]! - SPEEDS_KMH[i]!);
  return values[i]! + share * (values[i + 1]! - values[i]!);
}
