/** What the embedded city's worker does, apart from being a worker: everything it needs is handed in. */
import type { Clock } from '../../app/core/base/clock.ts';
import type { CityToStream, StreamToCity } from '../../app/core/stream/port-protocol.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../city/index.ts';
import { createSession, type Session } from './session.ts';

/** What the page asks for. */
export interface EmbeddedCityRequest {
  /** Address of the folder with the dataset's files, absolute, ending in a slash. */
  readonly datasetBaseUrl: string;
  readonly cityId: string;
  readonly seed: number;
  /** Virtual seconds per wall second. */
  readonly speed: number;
  /** Virtual time at which the city begins, ms UTC. */
  readonly startMs: number;
}

/** The line to the stream worker. */
export interface CityPort {
  send(message: CityToStream, transfer: readonly ArrayBuffer[]): void;
  listen(listener: (message: StreamToCity) => void): void;
}

export interface Surroundings {
  readonly wall: Clock;
  /** The parsed JSON at an address; rejects with a plain sentence where there is none. */
  readonly fetchJson: (url: string) => Promise<unknown>;
  readonly later: (callback: () => void, waitMs: number) => void;
}

/** Loads the city and keeps it going until the stream says stop; what it is told meanwhile is not lost. */
export async function runEmbeddedCity(
  request: EmbeddedCityRequest,
  port: CityPort,
  { wall, fetchJson, later }: Surroundings,
): Promise<void> {
  const early: StreamToCity[] = [];
  let session: Session | null = null;
  const send = (message: CityToStream, transfer: readonly ArrayBuffer[] = []) => port.send(message, transfer);
  port.listen((message) => {
    if (session === null) early.push(message);
    else session.receive(message);
  });
  send({ type: 'status', status: { state: 'connecting' } });
  try {
    const city = await loadCity(request, fetchJson);
    session = createSession({ city, startMs: request.startMs, speed: request.speed, wall, send });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    send({ type: 'status', status: { state: 'failed', detail } });
    return;
  }
  for (const message of early) session.receive(message);
  const running = session;
  const go = () => {
    const waitMs = running.step();
    if (waitMs !== null) later(go, waitMs);
  };
  go();
}

async function loadCity(request: EmbeddedCityRequest, fetchJson: Surroundings['fetchJson']) {
  const tables = await Promise.all(
    CITY_TABLES.map(async (table) => [table, await fetchJson(`${request.datasetBaseUrl}${table}.geojson`)] as const),
  );
  for (const [table, content] of tables) {
    if (!isCollection(content)) throw new Error(`${table}.geojson is not a GeoJSON feature collection`);
  }
  const dataset = readCityDataset(Object.fromEntries(tables) as unknown as CityFiles, request.cityId);
  if (dataset.value === null) {
    const reasons = dataset.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.code);
    throw new Error(`The dataset cannot make a city: ${reasons.join(', ')}`);
  }
  return createCity(dataset.value, { seed: request.seed });
}

function isCollection(content: unknown): boolean {
  return typeof content === 'object' && content !== null && Array.isArray((content as { features?: unknown }).features);
}
