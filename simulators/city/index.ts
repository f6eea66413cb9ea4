/** The city simulator: (seed, virtual time) → messages. Pure; nothing in here needs Node or a browser. */
export { carrierLine, truthLine } from './carrier-line.ts';
export { type City, createCity, type TruthRecord } from './city.ts';
export { CITY_TABLES, type CityFiles, type CityTable, readCityDataset } from './dataset.ts';
export { FaultDesk } from './faults/desk.ts';
export type { Fault } from './faults/fault.ts';
export { DEFAULT_SEED, DEFAULT_SPEED, DEFAULT_START_MS, HISTORY_MS, runIdOf } from './runs.ts';
