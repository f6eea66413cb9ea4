/**
 * The vehicle classes of an urban fleet and their hot exhaust on a flat road, tabulated over mean speed.
 *
 * Unit g per vehicle-kilometre (particles mg). Valid range 10–50 km/h, delays at junctions already in the mean speed.
 *
 * Source: EMEP/EEA air pollutant emission inventory guidebook — cars and vans 2013 (upd. 2014), Euro 4 and motorcycles
 * COPERT tables of the same guidebook, buses 2019 (urban bus 15–18 t, half loaded, no slope) — evaluated at seven
 * speeds. CO2 from fuel at 3.169 kg/kg. What the tables cannot say: cold engines, hills, one driver's style.
 */
export type VehicleKind = 'car' | 'van' | 'bus' | 'motorcycle';
export type VehicleEnergy = 'petrol' | 'diesel' | 'battery';

export interface VehicleClass {
  readonly id: string;
  readonly kind: VehicleKind;
  readonly energy: VehicleEnergy;
  /** Euro standard; null for battery vehicles. */
  readonly euro: 3 | 4 | 5 | 6 | null;
  /** By speed of `TABLE_SPEEDS_KMH`. */
  readonly noxGPerKm: readonly number[];
  readonly exhaustPmMgPerKm: readonly number[];
  readonly co2GPerKm: readonly number[];
}

export const TABLE_SPEEDS_KMH = [10, 15, 20, 25, 30, 40, 50] as const;

const NONE = [0, 0, 0, 0, 0, 0, 0] as const;

export const VEHICLE_CLASSES: readonly VehicleClass[] = [
  {
    id: 'car-petrol-euro4',
    kind: 'car',
    energy: 'petrol',
    euro: 4,
    noxGPerKm: [0.091, 0.084, 0.077, 0.071, 0.065, 0.054, 0.045],
    exhaustPmMgPerKm: [1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3],
    co2GPerKm: [340.7, 291.6, 257.8, 233.6, 215.7, 191.9, 178.2],
  },
  {
    id: 'car-petrol-euro5',
    kind: 'car',
    energy: 'petrol',
    euro: 5,
    noxGPerKm: [0.049, 0.044, 0.039, 0.036, 0.033, 0.028, 0.025],
    exhaustPmMgPerKm: [2.3, 2.0, 1.8, 1.6, 1.5, 1.4, 1.4],
    co2GPerKm: [323.7, 277.0, 244.9, 221.9, 204.9, 182.3, 169.2],
  },
  {
    id: 'car-petrol-euro6',
    kind: 'car',
    energy: 'petrol',
    euro: 6,
    noxGPerKm: [0.055, 0.05, 0.045, 0.041, 0.038, 0.032, 0.028],
    exhaustPmMgPerKm: [2.2, 2.0, 1.9, 1.8, 1.7, 1.5, 1.4],
    co2GPerKm: [299.8, 256.6, 226.9, 205.6, 189.8, 168.9, 156.8],
  },
  {
    id: 'car-diesel-euro4',
    kind: 'car',
    energy: 'diesel',
    euro: 4,
    noxGPerKm: [0.923, 0.84, 0.765, 0.698, 0.637, 0.539, 0.47],
    exhaustPmMgPerKm: [40.0, 37.7, 35.6, 33.7, 32.0, 29.0, 26.8],
    co2GPerKm: [268.7, 227.6, 201.7, 184.0, 171.4, 154.9, 145.4],
  },
  {
    id: 'car-diesel-euro5',
    kind: 'car',
    energy: 'diesel',
    euro: 5,
    noxGPerKm: [0.994, 0.873, 0.79, 0.726, 0.674, 0.593, 0.537],
    exhaustPmMgPerKm: [5.0, 4.1, 3.5, 3.1, 2.8, 2.4, 2.1],
    co2GPerKm: [255.3, 216.3, 191.6, 174.8, 162.8, 147.2, 138.1],
  },
  {
    id: 'car-diesel-euro6',
    kind: 'car',
    energy: 'diesel',
    euro: 6,
    noxGPerKm: [0.311, 0.293, 0.273, 0.254, 0.236, 0.206, 0.185],
    exhaustPmMgPerKm: [4.0, 3.2, 2.7, 2.3, 2.0, 1.7, 1.5],
    co2GPerKm: [241.9, 204.9, 181.5, 165.6, 154.3, 139.4, 130.8],
  },
  {
    id: 'car-battery',
    kind: 'car',
    energy: 'battery',
    euro: null,
    noxGPerKm: NONE,
    exhaustPmMgPerKm: NONE,
    co2GPerKm: NONE,
  },
  {
    id: 'van-diesel-euro5',
    kind: 'van',
    energy: 'diesel',
    euro: 5,
    noxGPerKm: [0.9, 0.783, 0.724, 0.687, 0.663, 0.634, 0.622],
    exhaustPmMgPerKm: [3.1, 2.3, 1.9, 1.6, 1.4, 1.2, 1.0],
    co2GPerKm: [399.9, 328.1, 286.2, 258.5, 239.0, 214.7, 202.5],
  },
  {
    id: 'van-diesel-euro6',
    kind: 'van',
    energy: 'diesel',
    euro: 6,
    noxGPerKm: [0.321, 0.279, 0.258, 0.245, 0.236, 0.225, 0.221],
    exhaustPmMgPerKm: [2.8, 2.0, 1.6, 1.4, 1.2, 1.0, 0.9],
    co2GPerKm: [383.0, 314.2, 273.9, 247.2, 228.5, 205.0, 192.9],
  },
  {
    id: 'van-battery',
    kind: 'van',
    energy: 'battery',
    euro: null,
    noxGPerKm: NONE,
    exhaustPmMgPerKm: NONE,
    co2GPerKm: NONE,
  },
  {
    id: 'bus-diesel-euro5',
    kind: 'bus',
    energy: 'diesel',
    euro: 5,
    noxGPerKm: [15.274, 11.179, 8.67, 6.94, 5.671, 3.954, 2.897],
    exhaustPmMgPerKm: [105.3, 79.4, 65.1, 56.1, 50.0, 42.2, 37.4],
    co2GPerKm: [1343.0, 1138.3, 1005.0, 909.1, 836.4, 733.8, 666.6],
  },
  {
    id: 'bus-diesel-euro6',
    kind: 'bus',
    energy: 'diesel',
    euro: 6,
    noxGPerKm: [1.015, 0.677, 0.552, 0.457, 0.383, 0.275, 0.203],
    exhaustPmMgPerKm: [10.9, 8.0, 6.6, 5.6, 4.9, 3.9, 3.3],
    co2GPerKm: [1377.9, 1174.0, 1037.4, 938.0, 862.4, 755.8, 686.7],
  },
  {
    id: 'bus-battery',
    kind: 'bus',
    energy: 'battery',
    euro: null,
    noxGPerKm: NONE,
    exhaustPmMgPerKm: NONE,
    co2GPerKm: NONE,
  },
  {
    id: 'motorcycle-small-euro3',
    kind: 'motorcycle',
    energy: 'petrol',
    euro: 3,
    noxGPerKm: [0.245, 0.227, 0.218, 0.216, 0.218, 0.231, 0.251],
    exhaustPmMgPerKm: [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0],
    co2GPerKm: [116.5, 95.4, 81.1, 71.8, 65.9, 60.3, 58.6],
  },
  {
    id: 'motorcycle-medium-euro3',
    kind: 'motorcycle',
    energy: 'petrol',
    euro: 3,
    noxGPerKm: [0.069, 0.057, 0.049, 0.043, 0.04, 0.039, 0.044],
    exhaustPmMgPerKm: [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0],
    co2GPerKm: [186.2, 158.2, 137.2, 121.8, 110.9, 98.6, 94.5],
  },
];
