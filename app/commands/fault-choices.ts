/** What can be chosen where a sensor is to be broken. */

import type { Database } from '../core/store/database.ts';
import {
  canBefall,
  FAULT_KINDS,
  type FaultKind,
  type FaultySensor,
  faultKind,
  propertiesBefallen,
} from '../core/stream/fault-catalogue.ts';
import type { FaultReport, ManualFault, ScheduledFault } from '../core/stream/fault-message.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

/** Minutes of the city's time; null until somebody stops it. */
export const FAULT_LENGTHS: readonly (number | null)[] = [15, 30, 60, 120, 360, null];
export const USUAL_LENGTH_MINUTES = 60;
/** Minutes of the city's time until it begins. */
export const FAULT_DELAYS: readonly number[] = [0, 10, 30, 60];

export interface BreakableSensor extends FaultySensor {
  readonly name: string;
  readonly kind: string;
}

/** The sensors of the place, by id. */
export async function readBreakableSensors(database: Database): Promise<readonly BreakableSensor[]> {
  const sql = 'SELECT sensor_id, name, domain, kind, properties, cadence_s FROM sensors ORDER BY sensor_id';
  const rows = await readRows(database, sql, { maxRows: 5_000 });
  return rows.map((row) => ({
    id: textIn(row, 'sensor_id'),
    name: textIn(row, 'name'),
    domain: textIn(row, 'domain'),
    kind: textIn(row, 'kind'),
    properties: textIn(row, 'properties').split(','),
    cadenceSeconds: numberIn(row, 'cadence_s') ?? 0,
  }));
}

/** Kinds of faults that can befall a sensor, in the order of the catalogue. */
export function faultsFor(sensor: FaultySensor): readonly FaultKind[] {
  return FAULT_KINDS.filter((kind) => canBefall(kind, sensor));
}

/** The properties to choose from; none where whole messages are touched. */
export function propertiesFor(type: string, sensor: FaultySensor): readonly string[] {
  const kind = faultKind(type);
  return kind === undefined ? [] : propertiesBefallen(kind, sensor);
}

/** What people started that is not over yet: running first, then to come. */
export function openFaults(report: FaultReport, nowMs: number): readonly ManualFault[] {
  return report.manual.filter(({ toMs }) => toMs === null || toMs > nowMs).sort((a, b) => a.fromMs - b.fromMs);
}

/** The planned faults that run or come next, each once. */
export function plannedAhead(report: FaultReport, nowMs: number): readonly ScheduledFault[] {
  const ahead = report.scheduled.filter((fault) => fault.planned && fault.toMs > nowMs);
  const next = new Map<string, ScheduledFault>();
  // One that runs comes again tomorrow at the same time.
  for (const fault of ahead.sort((a, b) => a.fromMs - b.fromMs)) {
    const key = `${fault.type} ${fault.sensorId} ${fault.property}`;
    if (!next.has(key)) next.set(key, fault);
  }
  return [...next.values()];
}

/** What runs just now by chance. */
export function chanceNow(report: FaultReport, nowMs: number): readonly ScheduledFault[] {
  return report.scheduled.filter((fault) => !fault.planned && fault.fromMs <= nowMs && fault.toMs > nowMs);
}
