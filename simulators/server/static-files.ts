import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { CONTENT_SECURITY_POLICY } from '../../app/core/base/content-security-policy.ts';
import { entityTags } from './entity-tags.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.glb': 'model/gltf-binary',
};

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The bundler writes a hash of the content into these names: they never change. */
const HASHED = /(^|\/)assets\/[^/]+-[\w-]{8}\.\w+$/;
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** Serves the files of one folder: precompressed copies where they lie beside, immutable where the name says so. */
export function staticFiles(
  folder: string,
): (request: IncomingMessage, response: ServerResponse, address: string) => Promise<void> {
  const root = path.resolve(folder);
  const tagOf = entityTags();
  return async (request, response, address) => {
    const relative = relativePath(address);
    const file = relative === null ? null : path.join(root, relative);
    const found = file === null || !file.startsWith(root + path.sep) ? null : await fileStat(file);
    if (relative === null || file === null || found === null) {
      response.writeHead(404, { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
      return;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    let chosen: { file: string; stats: Stats; encoding: string | null } = { file, stats: found, encoding: null };
    for (const { name, suffix } of ENCODINGS) {
      if (!new RegExp(`\\b${name}\\b`).test(accepted)) continue;
      const packed = await fileStat(file + suffix);
      if (packed === null) continue;
      chosen = { file: file + suffix, stats: packed, encoding: name };
      break;
    }
    const tag = await tagOf(chosen.file, chosen.stats);
    const headers: Record<string, string | number> = {
      ...SECURITY_HEADERS,
      'cache-control': HASHED.test(relative) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: tag,
      vary: 'accept-encoding',
    };
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, headers).end();
      return;
    }
    headers['content-type'] = TYPES[path.extname(relative).toLowerCase()] ?? 'application/octet-stream';
    headers['content-length'] = chosen.stats.size;
    if (chosen.encoding !== null) headers['content-encoding'] = chosen.encoding;
    response.writeHead(200, headers);
    if (request.method === 'HEAD') response.end();
    // A page that goes away in the middle is no error of ours.
    else pipeline(createReadStream(chosen.file), response, () => {});
  };
}

/** Path below the folder, or null for what no file may be called: dot files, back steps, other roots, odd characters. */
function relativePath(address: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(decoded)) return null;
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.'))) return null;
  return parts.length === 0 || decoded.endsWith('/') ? [...parts, 'index.html'].join('/') : parts.join('/');
}

async function fileStat(file: string): Promise<Stats | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found : null;
}
