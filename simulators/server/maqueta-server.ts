import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import { MS_PER_SECOND } from '../../app/core/base/clock.ts';
import { readClockRequest } from '../../app/core/stream/clock-message.ts';
import type { ManualFault } from '../../app/core/stream/fault-message.ts';
import { parseTopic } from '../../app/core/stream/topics.ts';
import { type Account, type Broker, listen, startBroker } from './broker.ts';
import { CityRunner, type RunPosition } from './city-runner.ts';
import { type BreakableCity, FaultHost } from './fault-host.ts';
import { History } from './history.ts';
import { carriesToken, connectRemoteBroker, type RemoteBroker } from './remote-broker.ts';
import { RESUME_WITHIN_MS, readRunState, writeRunState } from './run-state.ts';
import { SECURITY_HEADERS, staticFiles } from './static-files.ts';

export interface MaquetaServerOptions {
  readonly city: BreakableCity;
  /** The built page. */
  readonly distFolder: string;
  readonly version: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly mqttPort: number;
  /** Where a new run begins, and how fast; a resumed run keeps its own unless `speedAsked` or `startAsked`. */
  readonly startMs: number;
  readonly speed: number;
  readonly speedAsked?: boolean;
  readonly startAsked?: boolean;
  /** Where the run is remembered over a restart; null forgets it. */
  readonly stateFile: string | null;
  /** Accounts that may publish, besides the host. */
  readonly accounts?: readonly Account[];
  /** Another broker instead of the built-in one, and where pages reach it. */
  readonly broker?: { readonly url: string; readonly pageUrl: string } | null;
  readonly say?: (line: string) => void;
}

export interface MaquetaServer {
  readonly port: number;
  /** Null where another broker is used. */
  readonly mqttPort: number | null;
  /** Password of the MQTT user `host`, in the host link only; on another broker the `token` of a clock request. */
  readonly hostToken: string;
  readonly runId: string;
  readonly resumed: boolean;
  close(): Promise<void>;
}

const TICK_MS = 150;
/** Where pages find the broker and history, below the server's root. */
const MQTT_PATH = '/mqtt';
const HISTORY_PATH = '/history.ndjson';

/** Everything on one port: the page, MQTT over WebSocket, history; MQTT over TCP beside it; and the city that speaks. */
export async function startMaquetaServer(options: MaquetaServerOptions): Promise<MaquetaServer> {
  const { city, stateFile, say = () => {} } = options;
  const { position, hostToken, resumed, faults } = whereToBegin(options, Date.now());
  const foreign = options.broker ?? null;

  let runner: CityRunner;
  const faultHost = new FaultHost(city, faults);
  let saveFailed = false;
  /** Once a second, and at once after what a person asked for: a server that is killed loses no fault and no jump. */
  const save = () => {
    if (stateFile === null) return;
    try {
      writeRunState(stateFile, {
        cityId: city.id,
        seed: city.seed,
        savedAtMs: Date.now(),
        hostToken,
        faults: faultHost.manual,
        ...runner.position,
      });
      saveFailed = false;
    } catch (error) {
      // A full or read-only disk costs the memory of the run, not the class. Said once, until it works again.
      const reason = error instanceof Error ? error.message : String(error);
      if (!saveFailed) say(`The run cannot be remembered over a restart: ${reason}`);
      saveFailed = true;
    }
  };
  const askClock = (payload: string) => {
    const request = readClockRequest(payload);
    if (request === null) return;
    runner.request(request, Date.now());
    save();
  };
  let broker: Broker | null = null;
  let remote: RemoteBroker | null = null;
  if (foreign === null) {
    const hostRole = { type: 'host', city: city.id } as const;
    broker = await startBroker([
      { username: 'host', password: hostToken, role: hostRole },
      ...(options.accounts ?? []),
    ]);
    broker.onClientMessage((publication) => {
      const topic = parseTopic(publication.topic);
      if (topic.type === 'unknown' || topic.city !== city.id) return;
      if (topic.type === 'clock-set') askClock(publication.payload);
      else if (topic.type === 'faults-set') {
        faultHost.request(publication.payload, runner, Date.now());
        save();
      } else if (topic.type === 'device') history.keep(publication);
    });
  }

  // Whatever keeps it from being made ahead is met again by the page that asks for it.
  const warmUp = () => void history.warmUp().catch(() => {});
  runner = new CityRunner({
    city: faultHost.city,
    position,
    wallMs: Date.now(),
    publish: (message) => (broker ?? remote)?.publish(message),
    ready: () => remote === null || remote.ready(),
    onNewRun: () => {
      faultHost.onNewRun();
      warmUp();
    },
  });
  const history = new History(faultHost.city, runner);
  if (broker !== null) faultHost.publish = broker.publish;

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const files = staticFiles(options.distFolder);
  const description = JSON.stringify({
    mode: 'server',
    city: city.id,
    ...(foreign === null ? { mqttPath: MQTT_PATH } : { mqttUrl: foreign.pageUrl }),
    historyPath: HISTORY_PATH,
    version: options.version,
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const [address = '/', query = ''] = (request.url ?? '/').split('?');
    if (address === '/maqueta.json') {
      response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(description);
    } else if (address === HISTORY_PATH) {
      await history.respond(request, response, new URLSearchParams(query));
    } else {
      await files(request, response, address);
    }
  };

  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 1024 * 1024,
    handleProtocols: (offered) => ['mqtt', 'mqttv3.1'].find((name) => offered.has(name)) ?? false,
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (broker === null || (request.url ?? '').split('?')[0] !== MQTT_PATH) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => broker.attachWebSocket(webSocket));
  });

  let port: number;
  let mqttPort: number | null = null;
  try {
    port = await listen(server, options.port, options.host).catch(explain('--port', options.port));
    if (broker !== null) {
      mqttPort = await broker.listenTcp(options.mqttPort, options.host).catch(explain('--mqtt-port', options.mqttPort));
    }
  } catch (error) {
    server.close();
    await broker?.close();
    throw error;
  }
  if (foreign !== null) {
    remote = connectRemoteBroker(foreign.url, city.id, {
      onConnect: () => runner.begin(Date.now()),
      // Who may publish there is not ours to say: the clock is for whoever knows the token.
      onClockRequest: (payload) => {
        if (carriesToken(payload, hostToken)) askClock(payload);
      },
      onTrouble: (detail) => say(`Broker ${withoutCredentials(foreign.url)}: ${detail}`),
    });
  } else {
    runner.begin(Date.now());
  }
  warmUp();

  save();
  const ticking = setInterval(() => {
    runner.tick(Date.now());
    faultHost.tick(runner);
  }, TICK_MS);
  const saving = setInterval(save, MS_PER_SECOND);

  return {
    port,
    mqttPort,
    hostToken,
    resumed,
    get runId() {
      return runner.runId;
    },
    async close() {
      clearInterval(ticking);
      clearInterval(saving);
      save();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([broker?.close(), remote?.close()]);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Goes on with a run that was left a short while ago, at the very moment of virtual time where it stopped. */
function whereToBegin(
  options: MaquetaServerOptions,
  nowMs: number,
): { position: RunPosition; hostToken: string; resumed: boolean; faults: readonly ManualFault[] } {
  const { city, stateFile } = options;
  const saved = stateFile === null ? null : readRunState(stateFile);
  const sameCity = saved !== null && saved.cityId === city.id && saved.seed === city.seed;
  const recent = saved !== null && nowMs >= saved.savedAtMs && nowMs - saved.savedAtMs <= RESUME_WITHIN_MS;
  if (saved !== null && sameCity && recent && options.startAsked !== true) {
    const speed = options.speedAsked === true ? options.speed : saved.speed;
    return { position: { ...saved, speed }, hostToken: saved.hostToken, resumed: true, faults: saved.faults };
  }
  return {
    position: {
      runNumber: saved === null ? 1 : saved.runNumber + 1,
      virtualMs: options.startMs,
      speed: options.speed,
      paused: false,
    },
    hostToken: randomBytes(18).toString('base64url'),
    resumed: false,
    faults: [],
  };
}

/** A port that cannot be had, in words that name the option. */
function explain(option: string, port: number): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use already. Choose another one with ${option} NUMBER.`);
    }
    if (error.code === 'EACCES') {
      throw new Error(`Port ${port} may not be used by this account. Choose another one with ${option} NUMBER.`);
    }
    throw error;
  };
}

export function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}
