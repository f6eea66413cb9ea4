/** The synthetic district: pure and seeded. datasets/generate.ts writes it down. */
import { createDistrictModel } from './model.ts';
import { DISTRICT_PARAMETERS, type DistrictParameters } from './parameters.ts';
import { type DistrictTable, toTables } from './tables.ts';

export { createDistrictModel } from './model.ts';
export { DISTRICT_PARAMETERS, type DistrictParameters } from './parameters.ts';
export { type DistrictTable, toGeoJsonText } from './tables.ts';

/** All tables of the district, in the order in which a map stacks them. */
export function generateDistrict(parameters: DistrictParameters = DISTRICT_PARAMETERS): readonly DistrictTable[] {
  return toTables(createDistrictModel(parameters));
}
