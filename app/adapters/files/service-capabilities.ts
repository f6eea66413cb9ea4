/**
 * What WMS and WMTS services say of themselves (OGC 06-042, OGC 07-057r7). The document is foreign input: it is read with
 * the browser's own parser, which runs nothing and fetches nothing, and only texts are taken out of it.
 */
import type { AbortSignalLike, RemoteServices, ServiceAnswer, ServiceLayer } from '../../core/twins/remote-layer.ts';
import { readRemoteSource } from '../../core/twins/remote-source.ts';

const LARGEST_BYTES = 30 * 1024 * 1024;
const LONGEST_WAIT_MS = 30_000;
const MOST_LAYERS = 2_000;
const MERCATOR = /(^|[:/])(3857|900913|102100)$/;

export function remoteServices(ownOrigin: string): RemoteServices {
  return {
    async layersOf(source, signal) {
      const service = source.type === 'wms' ? 'WMS' : 'WMTS';
      const isDocument = /\.xml$/i.test(source.address.split('?')[0]!);
      const address = isDocument
        ? source.address
        : `${source.address}${source.address.includes('?') ? '&' : '?'}SERVICE=${service}&REQUEST=GetCapabilities`;
      const text = await fetchText(address, signal);
      if (typeof text !== 'string') return text;
      const document = new DOMParser().parseFromString(text, 'application/xml');
      if (document.getElementsByTagName('parsererror').length > 0) return notOne(document);
      const layers =
        source.type === 'wms' ? wmsLayers(document, source.address) : wmtsLayers(document, source.address, ownOrigin);
      if (layers === null) return notOne(document);
      return layers.length === 0 ? { problem: 'no-layers', detail: '' } : { layers: layers.slice(0, MOST_LAYERS) };
    },
  };
}

const notOne = (document: Document): ServiceAnswer => ({
  problem: 'not-capabilities',
  detail: (document.documentElement?.textContent ?? '').trim().slice(0, 200),
});

async function fetchText(address: string, signal: AbortSignalLike): Promise<string | ServiceAnswer> {
  const work = new AbortController();
  const timer = setTimeout(() => work.abort(), LONGEST_WAIT_MS);
  signal.addEventListener('abort', () => work.abort());
  try {
    // Neither cookies nor this page's address travel along.
    const response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: work.signal });
    if (!response.ok) return { problem: 'refused', detail: String(response.status) };
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > LARGEST_BYTES) return { problem: 'too-large', detail: String(bytes.byteLength) };
    return new TextDecoder().decode(bytes);
  } catch (error) {
    return { problem: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

const children = (element: Element, name: string) => [...element.children].filter((child) => child.localName === name);
const textOf = (element: Element | undefined, name: string) =>
  (element === undefined ? '' : (children(element, name)[0]?.textContent ?? '')).trim().slice(0, 300);

function wmsLayers(document: Document, address: string): ServiceLayer[] | null {
  if (!/^(WMS_Capabilities|WMT_MS_Capabilities)$/.test(document.documentElement.localName)) return null;
  return [...document.getElementsByTagNameNS('*', 'Layer')].flatMap((layer): ServiceLayer[] => {
    const name = textOf(layer, 'Name');
    if (name === '') return [];
    const title = textOf(layer, 'Title') || name;
    return [{ name, title, attribution: attributionOf(layer), picture: { type: 'wms', address, layer: name } }];
  });
}

/** A layer without one has that of the layer it is in. */
function attributionOf(layer: Element): string {
  for (let at: Element | null = layer; at !== null && at.localName === 'Layer'; at = at.parentElement) {
    const own = textOf(children(at, 'Attribution')[0], 'Title');
    if (own !== '') return own;
  }
  return '';
}

function wmtsLayers(document: Document, address: string, ownOrigin: string): ServiceLayer[] | null {
  const root = document.documentElement;
  const contents = children(root, 'Contents')[0];
  if (root.localName !== 'Capabilities' || contents === undefined) return null;
  const provider = textOf(children(root, 'ServiceProvider')[0], 'ProviderName');
  const sets = new Map(
    children(contents, 'TileMatrixSet')
      .filter((set) => MERCATOR.test(textOf(set, 'SupportedCRS')))
      .map((set): [string, readonly string[]] => [textOf(set, 'Identifier'), matricesOf(set)]),
  );
  return children(contents, 'Layer').flatMap((layer): ServiceLayer[] => {
    const name = textOf(layer, 'Identifier');
    const set = children(layer, 'TileMatrixSetLink')
      .map((link) => textOf(link, 'TileMatrixSet'))
      .find((identifier) => sets.has(identifier));
    const template = set === undefined || name === '' ? null : templateOf(layer, name, set, address, ownOrigin);
    if (template === null) return [];
    const picture = { type: 'wmts' as const, template, matrices: sets.get(set!)! };
    return [{ name, title: textOf(layer, 'Title') || name, attribution: provider, picture }];
  });
}

/** Names by level: a matrix of 2^n columns over the whole Earth is level n. */
function matricesOf(set: Element): readonly string[] {
  const names: string[] = [];
  for (const matrix of children(set, 'TileMatrix')) {
    const level = Math.log2(Number(textOf(matrix, 'MatrixWidth')));
    if (Number.isInteger(level) && level >= 0 && level < 31) names[level] = textOf(matrix, 'Identifier');
  }
  return Array.from(names, (name) => name ?? '');
}

function templateOf(layer: Element, name: string, set: string, address: string, ownOrigin: string): string | null {
  const styles = children(layer, 'Style');
  const style = textOf(styles.find((one) => one.getAttribute('isDefault') === 'true') ?? styles[0], 'Identifier');
  const formats = children(layer, 'Format').map((one) => (one.textContent ?? '').trim());
  const format = ['image/png', 'image/jpeg', 'image/webp'].find((one) => formats.includes(one)) ?? formats[0];
  if (format === undefined) return null;
  const resource = children(layer, 'ResourceURL').find(
    (one) => one.getAttribute('resourceType') === 'tile' && (one.getAttribute('format') ?? format) === format,
  );
  const rest = resource?.getAttribute('template') ?? null;
  if (rest !== null) {
    const template = rest
      .replace(/\{style\}/gi, encodeURIComponent(style))
      .replace(/\{tilematrixset\}/gi, encodeURIComponent(set))
      .replace(/\{tilematrix\}/gi, '{TileMatrix}')
      .replace(/\{tilerow\}/gi, '{TileRow}')
      .replace(/\{tilecol\}/gi, '{TileCol}');
    // Dimensions such as {Time} have no value that could be guessed; and a document may not send the page anywhere.
    const known = template.replace(/\{Tile(Matrix|Row|Col)\}/g, '1');
    const isSafe = readRemoteSource(known, { ownOrigin, wanted: '3d-tiles' }).value !== null;
    if (!/[{}]/.test(known) && isSafe) return template;
  }
  const fields = {
    SERVICE: 'WMTS',
    REQUEST: 'GetTile',
    VERSION: '1.0.0',
    LAYER: name,
    STYLE: style,
    FORMAT: format,
    TILEMATRIXSET: set,
  };
  if (/\.xml$/i.test(address)) return null;
  const query = Object.entries(fields)
    .map(([field, value]) => `${field}=${encodeURIComponent(value)}`)
    .join('&');
  return `${address}${address.includes('?') ? '&' : '?'}${query}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}`;
}
