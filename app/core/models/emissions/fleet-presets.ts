/** Mixes of vehicles to begin with: the standard fleet under rules that cities know, obeyed by everybody. */
import { electrified, type Fleet, lowEmissionZone, STANDARD_FLEET } from './fleet.ts';

export const FLEET_PRESETS = {
  today: STANDARD_FLEET,
  /** As in many low-emission zones: diesel from Euro 6, petrol from Euro 4. */
  zone: lowEmissionZone(STANDARD_FLEET, 6, 4, 1),
  strict: lowEmissionZone(STANDARD_FLEET, 6, 6, 1),
  'half-electric': electrified(STANDARD_FLEET, 0.5, ['car', 'van']),
  buses: electrified(STANDARD_FLEET, 1, ['bus']),
  electric: electrified(STANDARD_FLEET, 1),
} as const satisfies Readonly<Record<string, Fleet>>;

export type FleetPreset = keyof typeof FLEET_PRESETS;
