/** Which authority and code a file means by the words it names its system with. */

export type NamedCrs =
  | { readonly kind: 'crs84' }
  | { readonly kind: 'code'; readonly authority: string; readonly code: string }
  | { readonly kind: 'proj'; readonly text: string }
  | { readonly kind: 'wkt'; readonly text: string }
  | { readonly kind: 'projjson'; readonly text: string }
  /** Neither a code nor a definition: perhaps a name. */
  | { readonly kind: 'name'; readonly text: string };

const WKT_START =
  /^\s*(?:PROJCS|GEOGCS|COMPD_CS|PROJCRS|PROJECTEDCRS|GEOGCRS|GEODCRS|GEODETICCRS|GEOGRAPHICCRS|COMPOUNDCRS|BOUNDCRS)\s*[[(]/i;
const CODE_FORMS: readonly RegExp[] = [
  // urn:ogc:def:crs:EPSG::25831, urn:ogc:def:crs:EPSG:6.9:3857, urn:x-ogc:def:crs:EPSG:4326; a compound's first part
  /^urn:(?:x-)?ogc:def:crs(?:,crs)?:([a-z0-9_-]+)(?::[^:,]*)?:([^:,]+)(?:,.*)?$/i,
  // http://www.opengis.net/def/crs/EPSG/0/28992
  /^https?:\/\/(?:www\.)?opengis\.net\/def\/crs\/([a-z0-9_-]+)\/[^/]+\/([^/?#]+)\/?$/i,
  // http://www.opengis.net/def/crs-compound?1=http://www.opengis.net/def/crs/EPSG/0/28992&2=…
  /^https?:\/\/(?:www\.)?opengis\.net\/def\/crs-compound\?1=https?:\/\/[^&]*\/crs\/([a-z0-9_-]+)\/[^/]+\/([^/&]+)(?:&.*)?$/i,
  // http://www.opengis.net/gml/srs/epsg.xml#4326
  /^https?:\/\/(?:www\.)?opengis\.net\/gml\/srs\/([a-z]+)\.xml#(\w+)$/i,
  // https://spatialreference.org/ref/epsg/28992/
  /^https?:\/\/(?:www\.)?spatialreference\.org\/ref\/([a-z]+)\/(\w+)(?:\/.*)?$/i,
  // EPSG:28992, EPSG::28992, EPSG/28992, EPSG 28992; EPSG:28992+5709
  /^(epsg|esri|ignf|ogc|crs)\s*[:/ ]{1,2}\s*([a-z0-9]+)(?:\+\d+)?$/i,
];
const EPSG_IO = /^https?:\/\/(?:www\.)?epsg\.io\/(?:esri:)?(\d+)(?:[./].*)?$/i;
const CRS84 = /^(?:crs:?)?84h?$|^wgs_?84 ?\((?:lon|dd)/i;

/** Reads the words; `EPSG` where a bare number stands. */
export function readDeclaredName(words: string): NamedCrs {
  const text = words.trim();
  if (WKT_START.test(text)) return { kind: 'wkt', text };
  if (text.startsWith('{')) return ofJson(text);
  if (/^\+(?:init|proj)=|(?:^|\s)\+proj=/i.test(text)) {
    const init = /\+init=epsg:(\d+)/i.exec(text)?.[1];
    return init === undefined ? { kind: 'proj', text } : { kind: 'code', authority: 'EPSG', code: init };
  }
  if (/^\d{4,6}$/.test(text)) return { kind: 'code', authority: 'EPSG', code: text };
  const bare = EPSG_IO.exec(text)?.[1];
  if (bare !== undefined) return { kind: 'code', authority: 'EPSG', code: bare };
  if (CRS84.test(text)) return { kind: 'crs84' };
  for (const form of CODE_FORMS) {
    const found = form.exec(text);
    if (found !== null) return ofCode(found[1]!.toUpperCase(), found[2]!.toUpperCase());
  }
  return { kind: 'name', text };
}

function ofCode(authority: string, code: string): NamedCrs {
  if ((authority === 'OGC' || authority === 'CRS') && /^(?:CRS)?84H?$/.test(code)) return { kind: 'crs84' };
  // OGC's other two: NAD83 and NAD27, longitude first.
  if (authority === 'OGC' && code === 'CRS83') return { kind: 'code', authority: 'EPSG', code: '4269' };
  if (authority === 'OGC' && code === 'CRS27') return { kind: 'code', authority: 'EPSG', code: '4267' };
  return { kind: 'code', authority, code };
}

/** A `crs` member of old GeoJSON (name, link, EPSG), an Esri JSON `spatialReference`, or PROJJSON. */
function ofJson(text: string): NamedCrs {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: 'name', text };
  }
  const root = parsed as { type?: unknown; properties?: Record<string, unknown>; latestWkid?: unknown; wkid?: unknown };
  const { code, name, href, urn } = root.properties ?? {};
  for (const words of [name, urn, href, root.properties?.init]) {
    if (typeof words === 'string' && words.trim() !== '' && !words.trim().startsWith('{'))
      return readDeclaredName(words);
  }
  const number = code ?? root.latestWkid ?? root.wkid;
  if (typeof number === 'number' || (typeof number === 'string' && /^\d+$/.test(number.trim()))) {
    return { kind: 'code', authority: 'EPSG', code: String(number).trim() };
  }
  if (typeof code === 'string') return readDeclaredName(code);
  return typeof root.type === 'string' && /CRS$/.test(root.type) ? { kind: 'projjson', text } : { kind: 'name', text };
}
