/** Every property that a device of the city can measure: unit, resolution, and how large its faults are. */
export interface Property {
  readonly name: string;
  /** UCUM code. */
  readonly unit: string;
  /** Values are whole multiples of this; counting devices have a resolution of their own (`readings.ts`). */
  readonly resolution: number;
  readonly least: number;
  readonly most: number;
  /** Height of a spike above the true value, in the property's unit. */
  readonly spike: number;
  /** What a drift adds until its end, in the property's unit. */
  readonly drift: number;
  /** µg/m³ in one ppb, for the gases whose unit can be mixed up. */
  readonly ugPerPpb?: number;
}

const define = (
  name: string,
  unit: string,
  resolution: number,
  [least, most]: readonly [number, number],
  spike: number,
  drift: number,
  ugPerPpb?: number,
): Property => ({
  name,
  unit,
  resolution,
  least,
  most,
  spike,
  drift,
  ...(ugPerPpb === undefined ? {} : { ugPerPpb }),
});

const ALL: readonly Property[] = [
  define('flow', '{veh}/h', 12, [0, 20_000], 6000, 900),
  define('speed', 'km/h', 0.1, [0, 180], 90, 15),
  define('occupancy', '1', 0.001, [0, 1], 0.6, 0.15),
  define('no2', 'ug/m3', 0.1, [0, 2000], 260, 45, 1.913),
  define('no', 'ug/m3', 0.1, [0, 2000], 240, 35, 1.248),
  define('o3', 'ug/m3', 0.1, [0, 2000], 220, 40, 1.996),
  define('pm10', 'ug/m3', 0.1, [0, 3000], 320, 40),
  define('pm25', 'ug/m3', 0.1, [0, 2000], 210, 30),
  define('laeq', 'dB[A]', 0.1, [30, 120], 32, 7),
  define('temperature', 'Cel', 0.1, [-30, 60], 18, 4),
  define('humidity', '%', 0.1, [0, 100], 40, 15),
  define('wind_speed', 'm/s', 0.1, [0, 60], 22, 3),
  define('wind_direction', 'deg', 1, [0, 359], 150, 40),
  define('pressure', 'hPa', 0.1, [870, 1085], 45, 6),
  define('rain', 'mm/h', 0.1, [0, 300], 90, 4),
  define('bikes', '{bike}/h', 4, [0, 10_000], 1200, 80),
  define('fill', '1', 0.01, [0, 1], 0.8, 0.25),
  define('free', '{space}', 1, [0, 500], 25, 5),
];

const BY_NAME: ReadonlyMap<string, Property> = new Map(ALL.map((property) => [property.name, property]));

export function propertyNamed(name: string): Property | undefined {
  return BY_NAME.get(name);
}
