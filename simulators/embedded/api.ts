/** What the embedded city's worker does, apart from being a worker: everything it needs is handed in. */
import type { Clock } from '../../app/core/base/clock.ts';
import type { CityToStream, StreamToCity } from '../../app/core/stream/port-protocol.ts';
import { CITY_TABLES, type CityFiles, type CityTable, createCity, readCityDataset } from '../city/index.ts';
import { type CityPosition, createSession, type Session } from './session.ts';

/** Each table as a GeoJSON text in UTF-8. */
export type CityTexts = Readonly<Record<CityTable, Uint8Array>>;

export interface CityAddress {
  /** Of the folder with the dataset's files, absolute, ending in a slash. */
  readonly baseUrl: string;
}

/** What the page asks for. */
export interface EmbeddedCityRequest {
  /** The tables the city is made of, as GeoJSON texts in UTF-8: handed over, or to be fetched. */
  readonly dataset: CityTexts | CityAddress;
  readonly cityId: string;
  readonly seed: number;
  readonly begin: CityPosition;
}

/** The line to the stream worker; whoever is at its other end may change. */
export interface CityPort {
  send(message: CityToStream, transfer: readonly ArrayBuffer[]): void;
  listen(listener: (message: StreamToCity) => void): void;
}

export interface Surroundings {
  readonly wall: Clock;
  /** The parsed JSON at an address; rejects with a plain sentence where there is none. */
  readonly fetchJson: (url: string) => Promise<unknown>;
  readonly later: (callback: () => void, waitMs: number) => void;
  /** Told after each step where the city stands. */
  readonly onStep?: (position: CityPosition) => void;
}

/** Loads the city and keeps it going until the stream says stop; what it is told meanwhile is not lost. */
export async function runEmbeddedCity(
  request: EmbeddedCityRequest,
  port: CityPort,
  { wall, fetchJson, later, onStep }: Surroundings,
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
    session = createSession({ city, begin: request.begin, wall, send });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const sayFailed = () => send({ type: 'status', status: { state: 'failed', detail } });
    sayFailed();
    // Whoever comes later hears the same.
    port.listen(({ type }) => type === 'start' && sayFailed());
    return;
  }
  for (const message of early) session.receive(message);
  const running = session;
  const go = () => {
    const waitMs = running.step();
    onStep?.(running.position());
    if (waitMs !== null) later(go, waitMs);
  };
  go();
}

async function loadCity(request: EmbeddedCityRequest, fetchJson: Surroundings['fetchJson']) {
  const { dataset: source } = request;
  const read = (table: CityTable) =>
    'baseUrl' in source
      ? fetchJson(`${source.baseUrl}${table}.geojson`)
      : (JSON.parse(new TextDecoder().decode(source[table])) as unknown);
  const tables = await Promise.all(CITY_TABLES.map(async (table) => [table, await read(table)] as const));
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
