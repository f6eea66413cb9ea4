/**
 * Layers that stay where they are and are asked for by address: map tiles, map services, 3D Tiles. Nothing is asked for
 * before a person switches one on. Addresses are foreign input; what they say is never run.
 */
import { fail, ok, type Result } from '../base/result.ts';

export type RemoteSource =
  /** Web Mercator tiles of 256 pixels; `{z}`, `{x}`, and `{y}` counted from the north or `{-y}` from the south. */
  | { readonly type: 'xyz'; readonly template: string }
  /** OGC Web Map Service; `layer` null until one of its list is chosen. */
  | { readonly type: 'wms'; readonly address: string; readonly layer: string | null }
  /** OGC Web Map Tile Service, by its capabilities document. */
  | { readonly type: 'wmts'; readonly address: string; readonly layer: string | null }
  /** OGC 3D Tiles, by its `tileset.json`. */
  | { readonly type: '3d-tiles'; readonly address: string };

export type RemoteIssue =
  | 'remote-empty'
  | 'remote-not-address'
  /** Neither https nor this page's own origin: the browser would refuse it. */
  | 'remote-not-secure'
  /** A user's name or key in the address would travel with every project that is shared. */
  | 'remote-with-password'
  | 'remote-too-long'
  /** A template lacks {z}, {x} or {y}. */
  | 'remote-bad-template'
  | 'remote-unknown-kind';

const LONGEST = 2_000;
/** Parameters that the page itself sets in each request. */
const WMS_OWN = new Set(
  'service request version layers styles crs srs bbox width height format transparent exceptions tiled time'.split(' '),
);
const WMTS_OWN = new Set(
  'service request version layer style tilematrixset tilematrix tilerow tilecol format'.split(' '),
);
const SECRET = /^(api[-_]?key|key|token|access[-_]?token|auth|password|pwd)$/i;

interface Address {
  readonly origin: string;
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  /** In order; names as written. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/**
 * What an address points to. `wanted` overrules what is guessed from its form; `ownOrigin` (`http://10.0.0.5:8080`) may be
 * asked without https. A warning with a value: a key in the address.
 */
export function readRemoteSource(
  text: string,
  options: { readonly ownOrigin: string; readonly wanted?: RemoteSource['type'] },
): Result<RemoteSource, RemoteIssue> {
  const said = text.trim();
  if (said === '') return fail('remote-empty');
  if (said.length > LONGEST) return fail('remote-too-long', String(said.length));
  const address = readAddress(said);
  if (address === null) return fail('remote-not-address', said.slice(0, 80));
  if (address === 'password') return fail('remote-with-password');
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(address.host);
  if (address.scheme !== 'https' && address.origin !== options.ownOrigin && !local) {
    return fail('remote-not-secure', address.origin.slice(0, 80));
  }
  const type = options.wanted ?? guess(said, address);
  if (type === null) return fail('remote-unknown-kind', said.slice(0, 80));
  const source = sourceOf(type, said, address);
  if (source === null) return fail('remote-bad-template', said.slice(0, 80));
  const secret = address.parameters.find(([name]) => SECRET.test(name));
  return secret === undefined
    ? ok(source)
    : {
        value: source,
        issues: [{ code: 'remote-with-password', severity: 'warning', detail: secret[0].slice(0, 40) }],
      };
}

/** Core has no URL: what is needed of one is little. Braces of a template are kept. */
function readAddress(text: string): Address | 'password' | null {
  const parts = /^(https?):\/\/([^/?#\\\s]+)([^?#\s\\]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(text);
  if (parts === null) return null;
  const [, scheme = '', host = '', path = '', query = ''] = parts;
  if (host.includes('@')) return 'password';
  // `{s}` and `{a-c}` before the host's name are servers that share the load.
  if (!/^(\{s\}|[a-z0-9._-]|\[[0-9a-f:]+\])+(:\d{1,5})?$/i.test(host)) return null;
  const parameters = query
    .split('&')
    .filter((part) => part !== '')
    .map((part): readonly [string, string] => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });
  const lower = scheme.toLowerCase();
  return { origin: `${lower}://${host.toLowerCase()}`, scheme: lower, host: host.toLowerCase(), path, parameters };
}

function guess(said: string, { path, parameters }: Address): RemoteSource['type'] | null {
  if (/\{[zxy]\}/i.test(said)) return /\{tilematrix\}/i.test(said) ? 'wmts' : 'xyz';
  const service = parameters.find(([name]) => name.toLowerCase() === 'service')?.[1].toLowerCase();
  if (service === 'wms' || service === 'wmts') return service;
  if (/wmtscapabilities\.xml$/i.test(path) || /\/wmts\b/i.test(path)) return 'wmts';
  if (/\bwms\b/i.test(path) || parameters.some(([name]) => name.toLowerCase() === 'map')) return 'wms';
  if (/\.json$/i.test(path) && /tileset|3d-?tiles/i.test(path)) return '3d-tiles';
  return null;
}

function sourceOf(type: RemoteSource['type'], said: string, address: Address): RemoteSource | null {
  switch (type) {
    case 'xyz': {
      const complete = /\{z\}/i.test(said) && /\{x\}/i.test(said) && /\{-?y\}/i.test(said);
      const known = said.replace(/\{(z|x|-?y|s|r)\}/gi, '');
      return complete && !/[{}]/.test(known)
        ? { type, template: said.replace(/\{(Z|X|-?Y|S|R)\}/g, (token) => token.toLowerCase()).replace('{r}', '') }
        : null;
    }
    case 'wms':
      return { type, address: withoutOwn(address, WMS_OWN), layer: firstOf(address, 'layers') };
    case 'wmts':
      return { type, address: withoutOwn(address, WMTS_OWN), layer: firstOf(address, 'layer') };
    case '3d-tiles':
      return { type, address: said.replace(/#.*$/, '') };
  }
}

/** The address without what each request sets anew; other parameters, such as MapServer's `map`, stay. */
function withoutOwn({ origin, path, parameters }: Address, own: ReadonlySet<string>): string {
  const kept = parameters.filter(([name]) => !own.has(name.toLowerCase()));
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
  return `${origin}${path}${query === '' ? '' : `?${query}`}`;
}

function firstOf({ parameters }: Address, name: string): string | null {
  const value = parameters.find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
  const first = decoded(value).split(',')[0]!.trim();
  return first === '' ? null : first;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
