/** What the models stand on, for the interface to show: pure data of the models, handed on. */

import { ACCESS_ASSUMPTIONS } from '../core/models/access/fifteen-minutes.ts';
import { SUN_ASSUMPTIONS } from '../core/models/analyses/street-sun.ts';
import { ASSIGNMENT_ASSUMPTIONS } from '../core/models/assignment/assumptions.ts';
import type { Assumption } from '../core/models/assumption.ts';
import { DEMAND_ASSUMPTIONS } from '../core/models/demand.ts';
import { COLD_ASSUMPTIONS } from '../core/models/emissions/cold-start.ts';
import { FLEET_ASSUMPTIONS } from '../core/models/emissions/fleet.ts';
import { FIT_ASSUMPTIONS } from '../core/models/evaluation/multipliers.ts';
import { STATION_MODEL_ASSUMPTIONS } from '../core/models/evaluation/station-model.ts';
import { HEALTH_ASSUMPTIONS } from '../core/models/exposure/health-impact.ts';
import { MODE_ASSUMPTIONS } from '../core/models/mode-choice.ts';
import { NOISE_ASSUMPTIONS } from '../core/models/noise/facade-level.ts';
import { OWN_STREET_ASSUMPTIONS } from '../core/models/own-place/street-classes.ts';
import { CLIMATE_ASSUMPTIONS } from '../core/models/scenario/climate.ts';
import { EDIT_ASSUMPTIONS } from '../core/models/scenario/edits.ts';
import { CHAIN_ASSUMPTIONS } from '../core/models/scenario/parameters.ts';
import { DRAWN_TOTALS } from '../core/models/scenario/results.ts';
import { HEAT_ASSUMPTIONS } from '../core/models/scenario/street-heat.ts';
import { STREET_NOISE_ASSUMPTIONS } from '../core/models/scenario/street-noise.ts';
import { BOX_ASSUMPTIONS } from '../core/models/street-air/box.ts';
import { REGIONAL_ASSUMPTIONS } from '../core/models/street-air/regional-background.ts';
import { SHAPE_ASSUMPTIONS } from '../core/models/street-air/street-shape.ts';

export {
  emissionFactorOf,
  fleetFactors,
  STANDARD_FLEET,
  shareOfEnergy,
  withShare,
} from '../core/models/emissions/fleet.ts';
export { FLEET_PRESETS, type FleetPreset } from '../core/models/emissions/fleet-presets.ts';
export { VEHICLE_CLASSES, type VehicleClass, type VehicleEnergy } from '../core/models/emissions/vehicle-classes.ts';
export { SUPERBLOCK_SPEED_KMH, VALUE_OF_TIME_EUR_H } from '../core/models/scenario/edits.ts';
export { fleetAfter } from '../core/models/scenario/fleet-edits.ts';
export { ringProblem } from '../core/models/scenario/superblock-ring.ts';
export { TORNADO_OUTCOMES } from '../core/models/scenario/what-if.ts';
export { isSignSure } from '../core/models/uncertainty/spread.ts';

/** The value of time with its range, €/h, as values of a text. */
const valueOfTime = EDIT_ASSUMPTIONS.find(({ key }) => key === 'scenario.value-of-time')!;
export const VALUE_OF_TIME = {
  value: valueOfTime.value,
  low: valueOfTime.range![0],
  high: valueOfTime.range![1],
} as const;

/** Totals that draws say something of. */
export const DRAWN_TOTAL_NAMES: ReadonlySet<string> = new Set(DRAWN_TOTALS);

/** The models of the chain, in the order in which one feeds the next. */
export const MODELS = ['assignment', 'emissions', 'street-air', 'noise', 'exposure', 'access', 'sun', 'heat'] as const;
export type ModelName = (typeof MODELS)[number];

export const ASSUMPTIONS: Readonly<Record<ModelName | 'uncertainty' | 'own-streets', readonly Assumption[]>> = {
  assignment: [...ASSIGNMENT_ASSUMPTIONS, ...DEMAND_ASSUMPTIONS, ...MODE_ASSUMPTIONS, ...EDIT_ASSUMPTIONS],
  emissions: [...FLEET_ASSUMPTIONS, ...COLD_ASSUMPTIONS],
  'street-air': [...BOX_ASSUMPTIONS, ...SHAPE_ASSUMPTIONS, ...CLIMATE_ASSUMPTIONS],
  noise: [...NOISE_ASSUMPTIONS, ...STREET_NOISE_ASSUMPTIONS],
  exposure: HEALTH_ASSUMPTIONS,
  access: ACCESS_ASSUMPTIONS,
  sun: SUN_ASSUMPTIONS,
  heat: HEAT_ASSUMPTIONS,
  uncertainty: [...CHAIN_ASSUMPTIONS, ...FIT_ASSUMPTIONS, ...REGIONAL_ASSUMPTIONS, ...STATION_MODEL_ASSUMPTIONS],
  'own-streets': OWN_STREET_ASSUMPTIONS,
};
