/**
 * What a street's own traffic adds to the air at its façades: three models of one family behind one interface. They
 * agree within a factor of two or three; their spread is shown as structural uncertainty, not averaged away.
 */

export type StreetAirModelId = 'street' | 'box' | 'ospm';

export interface Canyon {
  /** Between the façades, m. */
  readonly widthM: number;
  /** Mean height of the façades, m. */
  readonly heightM: number;
  /** From the middle of the street to its end, m. */
  readonly halfLengthM: number;
  /** Compass direction of the axis, degrees, 0–180. */
  readonly axisDeg: number;
}

/** A façade is left or right of the axis, looking along `axisDeg`. */
export type FacadeSide = 'left' | 'right';

export interface Wind {
  /** Above the roofs, m/s. */
  readonly roofMS: number;
  /** Where it comes from, compass degrees. */
  readonly fromDeg: number;
}

/** Traffic as far as it stirs the air. */
export interface StirringTraffic {
  readonly lightVehPerHour: number;
  readonly heavyVehPerHour: number;
  readonly speedKmh: number;
}

/**
 * Dilution: concentration in µg/m³ per line source of 1 µg/(m·s), unit s/m². Linear in the source: the increment is
 * dilution × source.
 */
export interface StreetAirModel {
  readonly id: StreetAirModelId;
  dilutionSPerM2(canyon: Canyon, side: FacadeSide, heightM: number, wind: Wind, trafficTurbulenceMS: number): number;
}

/**
 * Turbulence that driving vehicles make in the street, m/s: σ_w0 = 0.30 · √((V·N_l·2 + V·N_h·16) / W) / 113.842, with V
 * in km/h and N in veh/h; 2 m² and 16 m² are the frontal areas of light and heavy vehicles.
 *
 * Source: R. Berkowicz (2000), as in DMU's OSPM.
 */
export function trafficTurbulenceMS(traffic: StirringTraffic, widthM: number): number {
  const { lightVehPerHour, heavyVehPerHour, speedKmh } = traffic;
  return (0.3 * Math.sqrt((speedKmh * (lightVehPerHour * 2 + heavyVehPerHour * 16)) / widthM)) / 113.842;
}

/** Angle of the wind's origin to the axis, turned so that positive comes from the right, degrees in (−180, 180]. */
export function windToAxisDeg(axisDeg: number, fromDeg: number): number {
  const turned = (((fromDeg - axisDeg) % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}
