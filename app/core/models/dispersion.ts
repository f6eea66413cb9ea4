/**
 * What a street's traffic adds to the air at its kerb: the STREET-SRI canyon model.
 *
 * Leeward side   ΔC = K·Q / ((U + 0.5) · (√(x² + z²) + h0))       the vortex carries the exhaust there
 * Windward side  ΔC = K·Q·(H − z) / ((U + 0.5) · W·H)             air from above the roofs, diluted across the street
 * Wind along     the mean of both
 * Q line source µg/(m·s); U wind above the roofs m/s; x distance from the lane, z height of the receptor, W width and
 * H building height of the canyon, all m; K = 7 (empirical, dimensionless), h0 = 2 m (initial mixing behind cars).
 * Result µg/m³. Valid for regular canyons, H/W about 0.5–2, U 0.5–10 m/s, z < H. Between the three cases this room
 * interpolates linearly on the share of the wind that crosses the street (a choice of ours).
 *
 * Models of this family (STREET, box, OSPM) agree within a factor of 2–3; read results with that in mind.
 *
 * Source: W. B. Johnson et al., "An urban diffusion simulation model for carbon monoxide", J. Air Poll. Control
 * Assoc. 23 (1973) 490–498.
 */
const K = 7;
const INITIAL_MIXING_M = 2;

export interface StreetCanyon {
  readonly widthM: number;
  readonly heightM: number;
}

export interface CanyonReceptor {
  /** Horizontal distance from the lane, m. */
  readonly distanceM: number;
  readonly heightM: number;
}

export function leewardUgM3(sourceUgPerMS: number, windMS: number, receptor: CanyonReceptor): number {
  const away = Math.sqrt(receptor.distanceM * receptor.distanceM + receptor.heightM * receptor.heightM);
  return (K * sourceUgPerMS) / ((windMS + 0.5) * (away + INITIAL_MIXING_M));
}

export function windwardUgM3(
  sourceUgPerMS: number,
  windMS: number,
  canyon: StreetCanyon,
  receptor: CanyonReceptor,
): number {
  const free = Math.max(0, canyon.heightM - receptor.heightM);
  return (K * sourceUgPerMS * free) / ((windMS + 0.5) * canyon.widthM * canyon.heightM);
}

/**
 * ΔC in µg/m³. `crossing` says how the wind stands to the receptor: 1 when it blows straight across from the
 * receptor's own side (leeward), −1 from the opposite side (windward), 0 along the street.
 */
export function streetIncrementUgM3(
  sourceUgPerMS: number,
  windMS: number,
  crossing: number,
  canyon: StreetCanyon,
  receptor: CanyonReceptor,
): number {
  const leeward = leewardUgM3(sourceUgPerMS, windMS, receptor);
  const windward = windwardUgM3(sourceUgPerMS, windMS, canyon, receptor);
  return (leeward + windward) / 2 + (crossing * (leeward - windward)) / 2;
}
