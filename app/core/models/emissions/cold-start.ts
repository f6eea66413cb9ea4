/**
 * What cold engines emit above warm ones: cars and vans on the first kilometres of a trip.
 *
 * excess = Σ_class share · EF_hot(V) · (r − 1), g per vehicle-kilometre driven cold;  r = e_cold / e_hot, at least 1
 * petrol  NOx 0.0458·V + 0.00747·t + 0.764 up to 25 km/h, 0.0484·V + 0.0228·t + 0.685 above (V at most 45);
 *         CO2 1.47 − 0.009·t
 * diesel  NOx 1.3 − 0.013·t;  exhaust particles 3.1 − 0.1·t;  CO2 1.34 − 0.008·t
 * cold distance = l · β,  β = 0.6474 − 0.02545·l − (0.00974 − 0.000385·l)·t, l length of the whole trip, km; t air, °C
 * Valid for t of −10 to 30 °C, V of 5–45 km/h, l of 2–15 km. Buses and motorcycles: none known here. Wear is the same.
 *
 * Source: EMEP/EEA guidebook, 1.A.3.b.i–iv (COPERT), β as there; the ratios are from memory, so assumptions, as is l.
 */
import type { Assumption } from '../assumption.ts';
import type { EmittedPollutant, Fleet, FleetFactors } from './fleet.ts';
import { TABLE_SPEEDS_KMH, VEHICLE_CLASSES, type VehicleClass } from './vehicle-classes.ts';

const USUAL_TRIP_KM = 5;
const FASTEST_KMH = 45;

export const COLD_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'emissions.cold-trip-length',
    value: USUAL_TRIP_KM,
    unit: 'km',
    range: [3, 12],
    source: 'Length of a trip by car in the city, on which the cold distance depends; judgement',
    kind: 'assumption',
  },
  {
    key: 'emissions.cold-ratio-diesel-nox',
    value: 1.3,
    unit: '1',
    range: [1, 1.5],
    source: 'Cold over warm NOx of diesel at 0 °C, less 0.013 a degree; EMEP/EEA from memory, as the other ratios',
    kind: 'assumption',
  },
];

/** How much of a trip is driven cold, km. */
export function coldDistanceKm(temperatureC: number, tripKm = USUAL_TRIP_KM): number {
  const share = 0.6474 - 0.02545 * tripKm - (0.00974 - 0.000385 * tripKm) * temperatureC;
  return tripKm * Math.min(1, Math.max(0, share));
}

/** Cold over warm emission of a class; 1 where nothing is known. */
export function coldRatio(
  { kind, energy }: Pick<VehicleClass, 'kind' | 'energy'>,
  pollutant: EmittedPollutant,
  speedKmh: number,
  temperatureC: number,
): number {
  if ((kind !== 'car' && kind !== 'van') || energy === 'battery') return 1;
  const speed = Math.min(FASTEST_KMH, speedKmh);
  const of = (): number => {
    if (energy === 'petrol') {
      if (pollutant === 'co2') return 1.47 - 0.009 * temperatureC;
      if (pollutant !== 'nox') return 1;
      return speed <= 25
        ? 0.0458 * speed + 0.00747 * temperatureC + 0.764
        : 0.0484 * speed + 0.0228 * temperatureC + 0.685;
    }
    if (pollutant === 'co2') return 1.34 - 0.008 * temperatureC;
    return pollutant === 'nox' ? 1.3 - 0.013 * temperatureC : 3.1 - 0.1 * temperatureC;
  };
  return Math.max(1, of());
}

/** What a kilometre of the mean vehicle emits more while it is cold, at the table's speeds, g. */
export function coldExcess(fleet: Fleet, temperatureC: number): FleetFactors {
  const column = () => new Float64Array(TABLE_SPEEDS_KMH.length);
  const excess: FleetFactors = { nox: column(), pm10: column(), pm25: column(), co2: column() };
  for (const vehicle of VEHICLE_CLASSES) {
    const share = fleet[vehicle.id] ?? 0;
    if (share === 0) continue;
    TABLE_SPEEDS_KMH.forEach((speed, i) => {
      const more = (pollutant: EmittedPollutant) => share * (coldRatio(vehicle, pollutant, speed, temperatureC) - 1);
      excess.nox[i]! += more('nox') * vehicle.noxGPerKm[i]!;
      excess.pm10[i]! += (more('pm10') * vehicle.exhaustPmMgPerKm[i]!) / 1000;
      excess.pm25[i]! += (more('pm25') * vehicle.exhaustPmMgPerKm[i]!) / 1000;
      excess.co2[i]! += more('co2') * vehicle.co2GPerKm[i]!;
    });
  }
  return excess;
}
