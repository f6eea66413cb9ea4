/** What the models stand on, for the interface to show: pure data of the models, handed on. */

import { ASSIGNMENT_ASSUMPTIONS } from '../core/models/assignment/assumptions.ts';
import type { Assumption } from '../core/models/assumption.ts';
import { DEMAND_ASSUMPTIONS } from '../core/models/demand.ts';
import { FLEET_ASSUMPTIONS } from '../core/models/emissions/fleet.ts';
import { HEALTH_ASSUMPTIONS } from '../core/models/exposure/health-impact.ts';
import { NOISE_ASSUMPTIONS } from '../core/models/noise/facade-level.ts';
import { CLIMATE_ASSUMPTIONS } from '../core/models/scenario/climate.ts';
import { EDIT_ASSUMPTIONS } from '../core/models/scenario/edits.ts';
import { CHAIN_ASSUMPTIONS } from '../core/models/scenario/parameters.ts';
import { HEAT_ASSUMPTIONS } from '../core/models/scenario/street-heat.ts';
import { STREET_NOISE_ASSUMPTIONS } from '../core/models/scenario/street-noise.ts';
import { BOX_ASSUMPTIONS } from '../core/models/street-air/box.ts';

export { shareOfEnergy } from '../core/models/emissions/fleet.ts';
export type { VehicleEnergy } from '../core/models/emissions/vehicle-classes.ts';
export { SUPERBLOCK_SPEED_KMH } from '../core/models/scenario/edits.ts';
export { isSignSure } from '../core/models/uncertainty/spread.ts';

/** The models of the chain, in the order in which one feeds the next. */
export const MODELS = ['assignment', 'emissions', 'street-air', 'noise', 'exposure', 'heat'] as const;
export type ModelName = (typeof MODELS)[number];

export const ASSUMPTIONS: Readonly<Record<ModelName | 'uncertainty', readonly Assumption[]>> = {
  assignment: [...ASSIGNMENT_ASSUMPTIONS, ...DEMAND_ASSUMPTIONS, ...EDIT_ASSUMPTIONS],
  emissions: FLEET_ASSUMPTIONS,
  'street-air': [...BOX_ASSUMPTIONS, ...CLIMATE_ASSUMPTIONS],
  noise: [...NOISE_ASSUMPTIONS, ...STREET_NOISE_ASSUMPTIONS],
  exposure: HEALTH_ASSUMPTIONS,
  heat: HEAT_ASSUMPTIONS,
  uncertainty: CHAIN_ASSUMPTIONS,
};
