import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface StaticSite {
  /** Address of the page, with the sub-path and a closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** The plainest of web servers: files below a sub-path, nothing else — what a city's web space offers. */
export async function serveStatic(folder: string, subPath = '/some/sub-path/'): Promise<StaticSite> {
  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const inside = address.startsWith(subPath) ? address.slice(subPath.length) || 'index.html' : null;
    const file = inside === null ? null : path.join(folder, inside);
    if (file === null || !file.startsWith(folder) || !(await stat(file).catch(() => null))?.isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${subPath}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
