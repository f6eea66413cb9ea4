/** One sensor of a small city, broken on purpose, and what a page makes of it beside the same sensor in good health. */
import { ingestFlag } from '../../app/core/quality/spans.ts';
import { DeviceDirectory } from '../../app/core/stream/device-directory.ts';
import type { FaultParameters, FaultType } from '../../app/core/stream/fault-catalogue.ts';
import type { ManualFault } from '../../app/core/stream/fault-message.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import type { Observation, RejectionReason } from '../../app/core/stream/observation.ts';
import { readDelivery } from '../../app/core/stream/read-delivery.ts';
import { FaultDesk } from '../../simulators/city/faults/desk.ts';
import { type City, createCity, readCityDataset, type TruthRecord } from '../../simulators/city/index.ts';
import { type DeviceKind, smallCityFiles } from './small-city.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const RUN = '20241107-1';
/** Thursday, half past ten in Barcelona. */
export const BROKEN_AT = Date.UTC(2024, 10, 7, 9, 30);

let made: City | null = null;
/** Five devices of each kind, all in good health. */
export function soundCity(): City {
  const kinds: DeviceKind[] = ['traffic/loop', 'air/reference', 'air/lowcost', 'noise/class2', 'weather/station'];
  const more: DeviceKind[] = ['mobility/bike-counter', 'waste/bin', 'parking/onstreet'];
  const devices = Object.fromEntries([...kinds, ...more].map((kind) => [kind, 5]));
  made ??= createCity(readCityDataset(smallCityFiles({ devices })).value!, { seed: 20241107, ownFaults: false });
  return made;
}

export interface Heard {
  readonly messages: readonly CityMessage[];
  readonly observations: readonly Observation[];
  readonly rejected: readonly { readonly reason: RejectionReason; readonly detail: string; readonly topic: string }[];
}

export interface Broken {
  readonly city: City;
  readonly fault: ManualFault;
  readonly sensorId: string;
  /** What came of the sensor from an hour before the fault to eight hours after it. */
  readonly heard: Heard;
  /** The same where nobody broke it. */
  readonly sound: Heard;
  readonly truth: readonly TruthRecord[];
}

export interface BreakOptions {
  readonly minutes?: number;
  readonly property?: string;
  readonly parameters?: FaultParameters;
}

/** Breaks the third sensor of a kind (`loop`, `air`, `air-ref`, …) for an hour, where nothing else is said. */
export function breakOne(type: FaultType, prefix: string, options: BreakOptions = {}): Broken {
  const city = soundCity();
  const sensorId = `${prefix}-003`;
  const desk = new FaultDesk(city);
  const { minutes = 60, property = null, parameters = {} } = options;
  const request = {
    type: 'start',
    request: 'r',
    fault: type,
    sensorId,
    property,
    fromMs: null,
    minutes,
    parameters,
  } as const;
  const answer = desk.request(request, BROKEN_AT, 0);
  if (answer.problem !== null) throw new Error(`${answer.problem} ${answer.detail}`);
  const fault = desk.manual[0]!;
  const broken = city.withFaults([fault]);
  return {
    city: broken,
    fault,
    sensorId,
    heard: hear(broken, sensorId, BROKEN_AT - HOUR, BROKEN_AT + 8 * HOUR),
    sound: hear(city, sensorId, BROKEN_AT - HOUR, BROKEN_AT + 8 * HOUR),
    truth: broken.truthBetween(BROKEN_AT - HOUR, BROKEN_AT + 8 * HOUR).filter((record) => record.sensorId === sensorId),
  };
}

/** What a page understands of everything on a sensor's topics, and of what a stranger says meanwhile. */
function hear(city: City, sensorId: string, fromMs: number, toMs: number): Heard {
  const directory = new DeviceDirectory();
  directory.addSensors(city.sensors.map(({ id }) => id));
  const mine = ({ topic }: CityMessage) => topic.includes(`/${sensorId}/`) || topic.includes('/rogue-');
  const messages = city.messagesBetween(RUN, fromMs, toMs).filter(mine);
  const observations: Observation[] = [];
  const rejected: { reason: RejectionReason; detail: string; topic: string }[] = [];
  for (const { topic, payload, dueMs } of messages) {
    const context = {
      directory,
      virtualNowMs: dueMs,
      runId: RUN,
      knowsRun: (run: string) => run === RUN,
      flagOf: ingestFlag,
    };
    const read = readDelivery({ topic, payload: new TextEncoder().encode(payload), receivedAtMs: dueMs }, context);
    observations.push(...read.observations);
    for (const { code, detail = '' } of read.issues) rejected.push({ reason: code, detail, topic });
  }
  return { messages, observations, rejected };
}

/** The table `observations` after these came: one row per property and time, the newest result wins. */
export function stored(observations: readonly Observation[]): readonly Observation[] {
  const rows = new Map<string, Observation>();
  for (const observation of observations) {
    const key = `${observation.sensorId} ${observation.property} ${observation.phenomenonTimeMs}`;
    const known = rows.get(key);
    if (known === undefined || observation.resultTimeMs >= known.resultTimeMs) rows.set(key, observation);
  }
  return [...rows.values()];
}

/** Values of one property with phenomenon times in the fault's span, oldest first. */
export function during(heard: Heard, fault: ManualFault, property: string): readonly Observation[] {
  return heard.observations
    .filter((row) => row.property === property)
    .filter(({ phenomenonTimeMs: at }) => at >= fault.fromMs && at < fault.toMs!)
    .sort((a, b) => a.phenomenonTimeMs - b.phenomenonTimeMs);
}
