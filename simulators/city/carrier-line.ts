import type { CityMessage } from '../../app/core/stream/message.ts';
import type { TruthRecord } from './city.ts';
import { isoTime } from './dialects.ts';

/** One message as a line of the NDJSON carrier, without its line break. `due` is ISO 8601 in UTC. */
export function carrierLine({ topic, qos, retain, dueMs, payload }: CityMessage): string {
  return JSON.stringify({ topic, qos, retain, due: isoTime(dueMs), payload });
}

/** One truth record as a line of NDJSON; names and times as in the table `observations`. */
export function truthLine({ sensorId, property, phenomenonTimeMs, value, unit, seq, faults }: TruthRecord): string {
  return JSON.stringify({
    sensor_id: sensorId,
    property,
    phenomenon_time: isoTime(phenomenonTimeMs),
    value,
    unit,
    seq,
    faults,
  });
}
