/** The registers of the place, its mobility traces, and the truth about each of them. */
import type { DistrictModel } from '../model.ts';
import { addressDirectory, createAddresses } from './addresses.ts';
import { licencesRegister } from './licences-register.ts';
import { mobilityTraces } from './mobility-traces.ts';
import { createPopulation } from './population.ts';
import type { RegisterTable } from './register-table.ts';
import { residentsRegister } from './residents-register.ts';
import { schoolRolls } from './school-rolls.ts';
import { createPupils } from './schools.ts';
import { vehiclesRegister } from './vehicles-register.ts';

export { csvText, encodeWindows1252, type RegisterTable } from './register-table.ts';

/** The districts whose office hands over the register of residents: 24,000 people, as many as a page can hold at ease. */
export const REGISTERED_DISTRICTS: readonly string[] = ['district-3', 'district-4'];

/** Registers first, then the traces, then their truths. */
export function createRegisters(model: DistrictModel): readonly RegisterTable[] {
  const { seed } = model.plan.parameters;
  const addresses = createAddresses(model);
  const population = createPopulation(model, addresses, new Set(REGISTERED_DISTRICTS));
  const names = model.districts.filter(({ id }) => REGISTERED_DISTRICTS.includes(id)).map(({ name }) => name);
  const residents = residentsRegister(population, seed, names.join(' and '));
  const pupils = createPupils(model, population);
  const licences = licencesRegister(model, addresses);
  const vehicles = vehiclesRegister(residents.registered, addresses, seed);
  const rolls = schoolRolls(pupils, residents.registered, population, seed);
  const traces = mobilityTraces(model, addresses, residents.registered, pupils);
  const made = [residents, licences, vehicles, rolls, traces];
  return [addressDirectory(addresses), ...made.map(({ table }) => table), ...made.map(({ truth }) => truth)];
}
