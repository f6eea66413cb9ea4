import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../../../simulators/server/broker.ts';
import { History } from '../../../simulators/server/history.ts';
import type { MaquetaServer } from '../../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { START_MS, serve, temporaryFolder, webSocketUrl } from './served.ts';

let server: MaquetaServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** A request as it is written: nothing normalises the path, nothing undoes the compression. */
function get(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server!.port, path: address, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

function page(): string {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'assets', 'main-a1B2c3D4.js'), 'export {}');
  writeFileSync(path.join(folder, 'assets', 'main-a1B2c3D4.js.gz'), gzipSync('export {}'));
  writeFileSync(path.join(folder, 'assets', 'duckdb-a1B2c3D4.wasm'), '\0asm');
  writeFileSync(path.join(folder, '.secret'), 'hidden');
  return folder;
}

describe('the page', () => {
  it('comes with its security policy and is asked for again each time', async () => {
    server = await serve({ distFolder: page() });
    const answer = await get('/');
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; connect-src 'self' https: wss: ws:; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'",
    );
    const again = await get('/', { 'if-none-match': String(answer.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });
  it('is sent again when its content is another, even where size and time are those of the old one', async () => {
    const folder = page();
    const index = path.join(folder, 'index.html');
    const released = new Date('1980-01-01T00:00:00Z');
    writeFileSync(index, '<script src="main-a1B2c3D4.js">');
    utimesSync(index, released, released);
    server = await serve({ distFolder: folder });
    const old = await get('/');
    writeFileSync(index, '<script src="main-e5F6g7H8.js">');
    utimesSync(index, released, released);
    const fresh = await get('/', { 'if-none-match': String(old.headers.etag) });
    expect([fresh.status, String(fresh.body)]).toEqual([200, '<script src="main-e5F6g7H8.js">']);
  });
  it('sends hashed files once and for all, compressed where a copy lies beside', async () => {
    server = await serve({ distFolder: page() });
    const packed = await get('/assets/main-a1B2c3D4.js', { 'accept-encoding': 'gzip, deflate' });
    expect([packed.headers['content-encoding'], packed.headers['cache-control']]).toEqual([
      'gzip',
      'public, max-age=31536000, immutable',
    ]);
    expect([packed.headers['content-type'], gunzipSync(packed.body).toString()]).toEqual([
      'text/javascript; charset=utf-8',
      'export {}',
    ]);
    const plain = await get('/assets/main-a1B2c3D4.js');
    expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, 'export {}']);
    expect((await get('/assets/duckdb-a1B2c3D4.wasm')).headers['content-type']).toBe('application/wasm');
    const head = await get('/assets/main-a1B2c3D4.js', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '9', 0]);
  });
  it.each([
    '/nothing.js',
    '/.secret',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/a\\..\\b',
    '/%00',
    '/%',
    '/C:/x',
    '/assets',
  ])('answers 404 to %s', async (address) => {
    server = await serve({ distFolder: page() });
    expect((await get(address)).status).toBe(404);
  });
  it('is told what to connect to', async () => {
    server = await serve();
    expect(JSON.parse(String((await get('/maqueta.json')).body))).toEqual({
      mode: 'server',
      city: 'eixample',
      mqttPath: '/mqtt',
      historyPath: '/history.ndjson',
      version: '9.9.9',
    });
  });
  it('can only be read', async () => {
    server = await serve();
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });
});

describe('history', () => {
  const lines = (body: Buffer) =>
    body
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('holds the last 24 virtual hours in the order they fell due', async () => {
    server = await serve({ city: fakeCity({ devices: 2, cadenceMs: 600_000 }), startMs: START_MS + 60_000, speed: 1 });
    const answer = await get('/history.ndjson', { 'accept-encoding': 'gzip' });
    expect([answer.headers['content-encoding'], answer.headers['x-maqueta-run']]).toEqual(['gzip', '7-1']);
    const messages = lines(gunzipSync(answer.body));
    // Both devices' announcements, then what they said.
    expect(messages.slice(0, 3).map(({ topic }) => topic)).toEqual([
      'city/eixample/air/lowcost/air-001/meta',
      'city/eixample/air/lowcost/air-002/meta',
      'city/eixample/air/lowcost/air-001/obs',
    ]);
    expect(messages).toHaveLength(2 + 2 * (6 * 24 + 1));
    expect(messages[2]).toMatchObject({
      topic: 'city/eixample/air/lowcost/air-001/obs',
      qos: 1,
      due: '2024-11-06T08:00:00Z',
    });
    const due = messages.map((message) => Date.parse(message.due));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(Date.parse(String(answer.headers['x-maqueta-until']))).toBeGreaterThanOrEqual(START_MS);
  });
  it('begins where it is asked to, and is plain text for whoever takes no gzip', async () => {
    server = await serve({ city: fakeCity({ devices: 1, cadenceMs: 600_000 }), startMs: START_MS + 60_000, speed: 1 });
    const answer = await get('/history.ndjson?since=2024-11-07T07:30:00Z');
    expect(lines(answer.body).map(({ due }) => due)).toEqual([
      '2024-11-07T07:30:00Z',
      '2024-11-07T07:40:00Z',
      '2024-11-07T07:50:00Z',
      '2024-11-07T08:00:00Z',
    ]);
    const none = await get('/history.ndjson?since=2024-11-08T00:00:00Z');
    expect([none.status, none.body.length]).toEqual([200, 0]);
    expect((await get('/history.ndjson?since=yesterday')).status).toBe(400);
  });
});

describe('an answer that cannot be finished', () => {
  it.each(['gzip', 'identity'])(
    'is given up when the page goes away while an hour is being made: %s',
    async (coding) => {
      let response: ServerResponse | null = null;
      const city = fakeCity({ devices: 200, cadenceMs: 60_000 });
      const history = new History(
        {
          ...city,
          messagesBetween: (...span) => {
            response!.destroy();
            return city.messagesBetween(...span);
          },
        },
        { runId: '7-1', publishedUntilMs: START_MS },
      );
      const settled = new Promise<string>((resolve) => {
        const http = createHttpServer((asked, answering) => {
          response = answering;
          history.respond(asked, answering, new URLSearchParams()).then(
            () => resolve('settled'),
            () => resolve('failed'),
          );
          answering.on('close', () => setTimeout(() => resolve('still waiting'), 3_000).unref());
        });
        void listen(http, 0, '127.0.0.1').then((port) => {
          const asking = request({ host: '127.0.0.1', port, path: '/', headers: { 'accept-encoding': coding } });
          asking.on('response', (answer) => answer.on('error', () => {}));
          asking.on('error', () => {});
          asking.end();
          void settled.then(() => http.close());
        });
      });
      expect(await settled).toBe('settled');
    },
  );
  it('ends the connection, not the server', async () => {
    const city = fakeCity({ devices: 1 });
    let broken = false;
    const messagesBetween: typeof city.messagesBetween = (run, fromMs, toMs) => {
      if (broken && fromMs < START_MS) throw new Error('no such hour'); // the past only: the city speaks on
      return city.messagesBetween(run, fromMs, toMs);
    };
    server = await serve({ city: { ...city, messagesBetween }, speed: 1, startMs: START_MS + 61_000 });
    await get('/history.ndjson');
    broken = true;
    await expect(get('/history.ndjson?since=2024-11-07T07:59:30Z')).rejects.toThrow();
    broken = false;
    expect((await get('/maqueta.json')).status).toBe(200);
  });
});

describe('a server', () => {
  it('goes on without a memory where its state cannot be written, and says so once', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    const said: string[] = [];
    server = await serve({ stateFile: path.join(folder, 'file', 'run.json'), say: (line) => said.push(line) });
    expect((await get('/maqueta.json')).status).toBe(200);
    await server.close();
    server = null;
    expect(said).toEqual([expect.stringMatching(/^The run cannot be remembered over a restart: E/)]);
  });
  it.each(['port', 'mqttPort'] as const)('names the option when a port is taken: %s', async (key) => {
    const other = createServer();
    const port = await listen(other, 0, '127.0.0.1');
    const flag = key === 'port' ? '--port' : '--mqtt-port';
    await expect(serve({ [key]: port })).rejects.toThrow(
      `Port ${port} is in use already. Choose another one with ${flag} NUMBER.`,
    );
    other.close();
  });
  it('closes its sockets within a second, whoever is connected', async () => {
    const closing = await serve();
    const { client } = await import('./served.ts');
    const clients = await Promise.all([client(webSocketUrl(closing)), client(`mqtt://127.0.0.1:${closing.mqttPort}`)]);
    const startedMs = performance.now();
    await closing.close();
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    for (const each of clients) each.end(true);
  });
});
