/**
 * A class's morning with an unpacked release, as a program of its own so that it can run where there is no network at
 * all: `offline-visit.ts FOLDER HOME [cut]`. With `cut` it is in network and mount namespaces of its own and brings up
 * the loopback; it prints what it saw as JSON.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { readClockPayload } from '../../../app/core/stream/clock-message.ts';
import { client } from '../server/served.ts';

export interface OfflineVisit {
  /** Names of the network interfaces there are. */
  readonly interfaces: readonly string[];
  readonly output: string;
  readonly page: { readonly status: number; readonly assets: number; readonly missing: readonly string[] };
  readonly dataset: { readonly files: number; readonly differing: readonly string[] };
  readonly scriptPacked: boolean;
  readonly notices: readonly string[];
  readonly historyMessages: number;
  readonly liveMessages: number;
  /** What the clock said before and after the host asked it to stand. */
  readonly paused: readonly [boolean, boolean];
  readonly stateBeside: boolean;
  readonly exitCode: number | null;
  /** What a server says at its start on a stick that cannot be written to, and with its state on a full disk; null: no mounts here. */
  readonly onReadOnlyStick: string | null;
  readonly onFullDisk: string | null;
}

const [folder = '', home = '', cut = ''] = process.argv.slice(2);

function startRelease(...parameters: string[]) {
  const child = spawn(
    process.execPath,
    [path.join(folder, 'maqueta.mjs'), '--port', '0', '--mqtt-port', '0', ...parameters],
    {
      cwd: folder,
      env: { HOME: home, PATH: '/usr/bin:/bin', ...noNetworkOption() },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Ctrl-C stops it.')) resolve();
      });
    }
    child.once('close', () => reject(new Error(output)));
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { ready, output: () => output, stop };
}

/** Where the network cannot be cut: names resolve to nothing, and no socket leaves this computer. */
function noNetworkOption(): Record<string, string> {
  if (cut === 'cut') return {};
  const code = `import dns from 'node:dns'; import net from 'node:net';
    const local = (host) => host === undefined || /^(localhost|127\\.|::1|0\\.0\\.0\\.0)/.test(host);
    const lookup = dns.lookup;
    dns.lookup = (host, ...rest) => local(host) ? lookup(host, ...rest) : rest.at(-1)(new Error('no network: ' + host));
    const connect = net.Socket.prototype.connect;
    net.Socket.prototype.connect = function (...given) {
      const [first] = [given[0]].flat();
      if (!local(first?.host)) throw new Error('no network: ' + first.host);
      return connect.apply(this, given);
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function visitPage(url: string) {
  const get = (address: string, headers = {}) => fetch(new URL(address, url), { headers });
  const index = await get('');
  const assets = [...(await index.text()).matchAll(/(?:src|href)="\.?\/?([^"#]+)"/g)].map(([, address]) => address!);
  const answers = await Promise.all(assets.map(async (address) => [address, (await get(address)).status] as const));
  const script = await get(assets.find((address) => address.endsWith('.js'))!, { 'accept-encoding': 'gzip' });
  const manifest = (await (await get('datasets/eixample/manifest.json')).json()) as {
    files: readonly { path: string; sha256: string }[];
  };
  const differing: string[] = [];
  for (const file of manifest.files) {
    const bytes = new Uint8Array(await (await get(`datasets/eixample/${file.path}`)).arrayBuffer());
    if (sha256(bytes) !== file.sha256) differing.push(file.path);
  }
  const notices = await (await get('third-party-notices.txt')).text();
  return {
    page: {
      status: index.status,
      assets: assets.length,
      missing: answers.filter(([, status]) => status !== 200).map(([address]) => address),
    },
    dataset: { files: manifest.files.length, differing },
    scriptPacked: script.headers.get('content-encoding') === 'gzip',
    notices: ['aedes', 'ws', 'mqtt', 'cesium'].filter((name) => new RegExp(`^${name} \\d`, 'm').test(notices)),
  };
}

async function followStream(url: string, hostToken: string) {
  const history = await fetch(new URL('history.ndjson', url));
  const historyMessages = (await history.text()).split('\n').filter((line) => line !== '').length;
  const broker = `${url.replace(/^http/, 'ws')}mqtt`;
  const participant = await client(broker);
  let liveMessages = 0;
  const clocks: boolean[] = [];
  const seen = new Promise<void>((resolve) => {
    participant.on('message', (topic, payload) => {
      if (topic.endsWith('/obs')) liveMessages++;
      const clock = topic.endsWith('/control/clock') ? readClockPayload(String(payload), Date.now()) : null;
      if (clock !== null) clocks.push(clock.paused);
      if (liveMessages >= 20 && clocks.includes(true)) resolve();
    });
  });
  await participant.subscribeAsync('city/eixample/#');
  const host = await client(broker, { username: 'host', password: hostToken });
  const enough = setInterval(() => {
    if (liveMessages < 20 || clocks.includes(true)) return;
    host.publish('city/eixample/control/clock/set', JSON.stringify({ type: 'pause' }), { qos: 1 });
  }, 100);
  await seen;
  clearInterval(enough);
  host.end(true);
  participant.end(true);
  return { historyMessages, liveMessages, paused: [clocks[0]!, clocks.at(-1)!] as const };
}

/** A server's first words with its folder or its state on another mount; null where mounts are not allowed. */
async function firstWords(mount: () => void, ...parameters: string[]): Promise<string | null> {
  if (cut !== 'cut') return null;
  mount();
  const server = startRelease(...parameters);
  await server.ready;
  await server.stop();
  return server.output();
}

async function visit(): Promise<OfflineVisit> {
  if (cut === 'cut') execFileSync('ip', ['link', 'set', 'lo', 'up']);
  const server = startRelease();
  await server.ready;
  const url = /On this computer {3}(\S+)/.exec(server.output())![1]!;
  const hostToken = /#host=(\S+)/.exec(server.output())![1]!;
  const seen = { ...(await visitPage(url)), ...(await followStream(url, hostToken)) };
  const exitCode = await server.stop();
  const stateBeside = existsSync(path.join(folder, '.maqueta', 'run.json'));
  const output = server.output();
  const onReadOnlyStick = await firstWords(() => {
    execFileSync('mount', ['--bind', folder, folder]);
    execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
  });
  const disk = path.join(home, 'full-disk');
  const onFullDisk = await firstWords(
    () => {
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]);
      try {
        for (let i = 0; i < 100; i++) writeFileSync(path.join(disk, `${i}`), Buffer.alloc(4096));
      } catch {
        // Full, as it should be.
      }
    },
    '--state',
    path.join(disk, 'run.json'),
  );
  const interfaces = Object.keys(networkInterfaces());
  return { interfaces, output, ...seen, exitCode, stateBeside, onReadOnlyStick, onFullDisk };
}

visit().then(
  (seen) => {
    console.log(JSON.stringify(seen));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
