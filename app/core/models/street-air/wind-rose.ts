/** A year's wind in classes, and the mean dilution it makes of one canyon. */
import type { Canyon, FacadeSide, StreetAirModel } from './street-air.ts';

export interface WindClass {
  /** Middle of the sector the wind comes from, compass degrees. */
  readonly fromDeg: number;
  /** Mean wind above the roofs in the class, m/s. */
  readonly roofMS: number;
  /** Share of the time, 0–1; all classes together are 1. */
  readonly share: number;
}

export type WindRose = readonly WindClass[];

/** Shares of the wind's direction over `sectors` equal sectors beginning at north, joined with shares of its speed. */
export function windRose(
  sectorShares: readonly number[],
  speeds: readonly { readonly roofMS: number; readonly share: number }[],
): WindRose {
  const width = 360 / sectorShares.length;
  const total = sectorShares.reduce((sum, share) => sum + share, 0) * speeds.reduce((sum, { share }) => sum + share, 0);
  return sectorShares.flatMap((sectorShare, i) =>
    speeds.map(({ roofMS, share }) => ({ fromDeg: i * width, roofMS, share: (sectorShare * share) / total })),
  );
}

/** Mean dilution in s/m² at a façade and height over a wind rose; traffic's turbulence held at one value, m/s. */
export function meanDilutionSPerM2(
  model: StreetAirModel,
  canyon: Canyon,
  side: FacadeSide,
  heightM: number,
  rose: WindRose,
  trafficTurbulenceMS: number,
): number {
  let mean = 0;
  for (const { fromDeg, roofMS, share } of rose) {
    if (share === 0) continue;
    mean += share * model.dilutionSPerM2(canyon, side, heightM, { fromDeg, roofMS }, trafficTurbulenceMS);
  }
  return mean;
}
