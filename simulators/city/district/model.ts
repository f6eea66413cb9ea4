/** The whole district on the drawing board, each part made from the ones before it. */
import { type Building, createBuildings } from './buildings.ts';
import { createCanyons, type StreetCanyon } from './canyons.ts';
import { createFacilities, type Facilities } from './facilities.ts';
import type { DistrictParameters } from './parameters.ts';
import { createParks, type Park } from './parks.ts';
import { createPlan, type Plan } from './plan.ts';
import { createResidents, type Residents } from './residents.ts';
import { createSensors, type Sensor } from './sensors.ts';
import { createIntersections, createStreets, type Intersection, type Street } from './streets.ts';
import { createTrees, type Tree } from './trees.ts';

export interface DistrictModel extends Facilities, Residents {
  readonly plan: Plan;
  readonly intersections: readonly Intersection[];
  readonly streets: readonly Street[];
  readonly buildings: readonly Building[];
  readonly canyons: ReadonlyMap<string, StreetCanyon>;
  readonly parks: readonly Park[];
  readonly trees: readonly Tree[];
  readonly sensors: readonly Sensor[];
}

export function createDistrictModel(parameters: DistrictParameters): DistrictModel {
  const plan = createPlan(parameters);
  const streets = createStreets(plan);
  const buildings = createBuildings(plan);
  const parks = createParks(plan);
  const facilities = createFacilities(plan, buildings, parks, streets);
  return {
    plan,
    intersections: createIntersections(plan),
    streets,
    buildings,
    canyons: createCanyons(plan, streets, buildings),
    parks,
    trees: createTrees(plan, streets, parks, buildings),
    sensors: createSensors(plan, streets, buildings, parks),
    ...facilities,
    ...createResidents(plan, buildings, facilities.uses),
  };
}
