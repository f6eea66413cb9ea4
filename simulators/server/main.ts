import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { clockSetTopic } from '../../app/core/stream/topics.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../city/index.ts';
import { readAccounts } from './accounts.ts';
import { type MaquetaServer, startMaquetaServer, withoutCredentials } from './maqueta-server.ts';
import { readOptions } from './option-list.mjs';

const PLACE = 'eixample';

/** Where a copy of Maqueta keeps what the server needs. */
export interface Installation {
  /** The built page. */
  readonly distFolder: string;
  /** Holds one folder per place. */
  readonly datasetsFolder: string;
  readonly version: string;
  /** Where the run is remembered unless `--state` says otherwise. */
  readonly stateFile: string;
  /** What a person types before the options, and what brings a missing dataset back. */
  readonly command: string;
  readonly repair: string;
}

/** The server as `npm start` runs it, from a checkout of the repository. */
export function main(parameters: readonly string[], root: string): Promise<void> {
  return runServer(parameters, {
    distFolder: path.join(root, 'dist'),
    datasetsFolder: path.join(root, 'datasets'),
    version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
    stateFile: path.join(root, '.maqueta', 'run.json'),
    command: 'npm start --',
    repair: '`npm run datasets` makes it.',
  });
}

/** Options from the command line, the shipped district, until Ctrl-C. */
export async function runServer(parameters: readonly string[], installation: Installation): Promise<void> {
  const started = performance.now();
  const reading = readOptions(parameters, installation.command);
  if (reading.problem !== undefined) throw new Error(reading.problem);
  const { options, given } = reading;
  const accounts = options.accounts === null ? [] : readAccounts(options.accounts, PLACE);
  const city = createCity(await readDataset(installation), { seed: options.seed });
  const server = await startMaquetaServer({
    city,
    accounts,
    distFolder: installation.distFolder,
    version: installation.version,
    host: options.host,
    port: options.port,
    mqttPort: options.mqttPort,
    startMs: Date.parse(options.start),
    speed: options.speed,
    speedAsked: given.includes('speed'),
    startAsked: given.includes('start'),
    stateFile: options.state ?? installation.stateFile,
    broker:
      options.broker === null
        ? null
        : { url: options.broker, pageUrl: withoutCredentials(options.pageBroker ?? options.broker) },
    say: console.log,
  });
  stopOnSignal(server);
  announce(server, options.host, options.broker, performance.now() - started);
}

async function readDataset({ datasetsFolder, repair }: Installation) {
  const folder = path.join(datasetsFolder, PLACE);
  const tables = await Promise.all(
    CITY_TABLES.map(async (table) => {
      const text = await readFile(path.join(folder, `${table}.geojson`), 'utf8').catch(() => {
        throw new Error(`${path.join(folder, `${table}.geojson`)} is missing. ${repair}`);
      });
      return [table, JSON.parse(text)] as const;
    }),
  );
  const { value, issues } = readCityDataset(Object.fromEntries(tables) as unknown as CityFiles, PLACE);
  if (value === null) throw new Error(`${folder} holds no usable city: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
  return value;
}

function announce(server: MaquetaServer, host: string, broker: string | null, elapsedMs: number): void {
  const everywhere = host === '0.0.0.0' || host === '::';
  const addresses = everywhere ? lanAddresses() : [];
  const own = everywhere || host === '127.0.0.1' ? 'localhost' : host;
  console.log(
    [
      '',
      `Maqueta is running (ready in ${(elapsedMs / 1000).toFixed(1)} s, run ${server.runId}${server.resumed ? ', resumed' : ''})`,
      `  On this computer   http://${own}:${server.port}/`,
      ...addresses.map((address) => `  In this network    http://${address}:${server.port}/`),
      ...(broker === null
        ? [
            `  Host (sets the clock; keep this link to yourself)`,
            `                     http://${own}:${server.port}/#host=${server.hostToken}`,
            `  MQTT               mqtt://${own}:${server.mqttPort}   and   ws://${own}:${server.port}/mqtt`,
          ]
        : [
            `  MQTT               ${withoutCredentials(broker)}`,
            `  Clock              publish {"type":"pause","token":"${server.hostToken}"}`,
            `                     to ${clockSetTopic(PLACE)} there`,
          ]),
      '  Ctrl-C stops it.',
    ].join('\n'),
  );
}

function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flat()
    .filter((entry) => entry !== undefined && entry.family === 'IPv4' && !entry.internal)
    .map((entry) => entry!.address);
}

function stopOnSignal(server: MaquetaServer): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    // Whatever is stuck, the process is gone within the second.
    setTimeout(() => process.exit(0), 900).unref();
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
