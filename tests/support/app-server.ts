import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CITY_TABLES,
  type City,
  type CityFiles,
  createCity,
  DEFAULT_SEED,
  DEFAULT_SPEED,
  DEFAULT_START_MS,
  readCityDataset,
} from '../../simulators/city/index.ts';
import { type MaquetaServer, startMaquetaServer } from '../../simulators/server/maqueta-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let shipped: Promise<City> | null = null;

/** The shipped district's city, made once per process. */
export function shippedCity(): Promise<City> {
  shipped ??= (async () => {
    const tables = await Promise.all(
      CITY_TABLES.map(async (table) => {
        const file = path.join(root, 'datasets', 'eixample', `${table}.geojson`);
        return [table, JSON.parse(await readFile(file, 'utf8'))] as const;
      }),
    );
    const { value } = readCityDataset(Object.fromEntries(tables) as unknown as CityFiles, 'eixample');
    if (value === null) throw new Error('The shipped district does not read as a city');
    return createCity(value, { seed: DEFAULT_SEED });
  })();
  return shipped;
}

export interface AppServer {
  /** Address a participant opens. */
  readonly url: string;
  /** Address the host opens. */
  readonly hostUrl: string;
  readonly server: MaquetaServer;
  close(): Promise<void>;
}

/** The real server with the real district on free ports, forgetting everything when it closes. */
export async function startAppServer(
  options: { port?: number; speed?: number; stateFile?: string } = {},
): Promise<AppServer> {
  const server = await startMaquetaServer({
    city: await shippedCity(),
    distFolder: path.join(root, 'dist'),
    version: 'test',
    host: '127.0.0.1',
    port: options.port ?? 0,
    mqttPort: 0,
    startMs: DEFAULT_START_MS,
    speed: options.speed ?? DEFAULT_SPEED,
    stateFile: options.stateFile ?? null,
  });
  const url = `http://127.0.0.1:${server.port}/`;
  return { url, hostUrl: `${url}#host=${server.hostToken}`, server, close: () => server.close() };
}
