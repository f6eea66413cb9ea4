/** What a file is, by its first bytes. The name of the file is only asked where these say nothing. */

export type BytesKind = 'gzip' | 'zip' | 'sqlite' | 'parquet' | 'shapefile' | 'dbase' | 'text' | ForeignKind;

export interface ForeignKind {
  /** What people call it. */
  readonly name: string;
  /** What to do with it, a sentence. */
  readonly advice: string;
}

const EXPORT = 'Open it in the program that made it and export it as GeoJSON or GeoPackage.';
const QGIS = 'Open it in QGIS and save it as GeoJSON or GeoPackage (Layer, Save as).';
const NO_MAP_DATA = 'It holds no map data; ask for the same as GeoJSON, GeoPackage or a zipped shapefile.';
const UNPACK = 'Unpack it first and choose the file inside.';

const PICTURE = 'a picture';
const MAGIC: readonly (readonly [string, BytesKind])[] = [
  ['1f8b', 'gzip'],
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['53514c69746520666f726d6174203300', 'sqlite'],
  ['50415231', 'parquet'],
  ['0000270a00000000', 'shapefile'],
  ['255044462d', { name: 'a PDF document', advice: NO_MAP_DATA }],
  ['89504e47', { name: `${PICTURE} (PNG)`, advice: NO_MAP_DATA }],
  ['ffd8ff', { name: `${PICTURE} (JPEG)`, advice: NO_MAP_DATA }],
  ['47494638', { name: `${PICTURE} (GIF)`, advice: NO_MAP_DATA }],
  ['52494646', { name: `${PICTURE} or a recording (RIFF)`, advice: NO_MAP_DATA }],
  ['49492a00', { name: 'a raster picture (TIFF or GeoTIFF)', advice: 'Rasters are not read; use vector data.' }],
  ['4d4d002a', { name: 'a raster picture (TIFF or GeoTIFF)', advice: 'Rasters are not read; use vector data.' }],
  ['41433130', { name: 'an AutoCAD drawing (DWG)', advice: `${EXPORT} From AutoCAD: MAPEXPORT.` }],
  ['d0cf11e0a1b11ae1', { name: 'an old Office document (DOC, XLS)', advice: 'Save the sheet as CSV (UTF-8).' }],
  ['66676203', { name: 'FlatGeobuf', advice: QGIS }],
  ['4152524f5731', { name: 'an Arrow or Feather file', advice: 'Save it as GeoParquet.' }],
  ['676c5446', { name: 'a 3D model (glTF)', advice: 'It has no place on the Earth; use CityJSON.' }],
  ['4c415346', { name: 'a point cloud (LAS or LAZ)', advice: 'Point clouds are not read; use vector data.' }],
  ['425a68', { name: 'an archive (bzip2)', advice: UNPACK }],
  ['377abcaf271c', { name: 'an archive (7-Zip)', advice: UNPACK }],
  ['526172211a07', { name: 'an archive (RAR)', advice: UNPACK }],
  ['fd377a585a00', { name: 'an archive (xz)', advice: UNPACK }],
  ['28b52ffd', { name: 'an archive (Zstandard)', advice: UNPACK }],
];

/** Names of dBASE files say more than their first byte. */
const DBASE_VERSIONS = new Set([0x03, 0x30, 0x31, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5]);
const TEXT_SAMPLE_BYTES = 4_096;

export function recogniseBytes(bytes: Uint8Array, fileName: string): BytesKind {
  const head = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const found = MAGIC.find(([magic]) => head.startsWith(magic));
  if (found !== undefined) return found[1];
  if (/\.dbf$/i.test(fileName) && DBASE_VERSIONS.has(bytes[0]!)) return 'dbase';
  return looksBinary(bytes) ? { name: 'a binary file of an unknown kind', advice: EXPORT } : 'text';
}

/** Control signs that no text has, beside the zeros that UTF-16 puts between letters. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, TEXT_SAMPLE_BYTES);
  let controls = 0;
  let zeros = 0;
  for (const byte of sample) {
    if (byte === 0) zeros++;
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1e)
      controls++;
  }
  return controls * 50 > sample.length || (zeros > 0 && zeros * 5 < sample.length);
}

/** Markup and other text of another kind, by its beginning. Null where it may be JSON or a table. */
export function recogniseForeignText(head: string): ForeignKind | null {
  if (/^\s*</.test(head)) return markupKind(head);
  if (/^version https:\/\/git-lfs\./.test(head)) {
    const advice = 'The file itself lies elsewhere: fetch it with "git lfs pull", or download it from its page.';
    return { name: 'only a pointer to a large file (Git LFS)', advice };
  }
  if (/^\s*0\r?\n\s*SECTION/.test(head)) return { name: 'an AutoCAD drawing (DXF)', advice: QGIS };
  if (/^\s*999\r?\n/.test(head)) return { name: 'an AutoCAD drawing (DXF)', advice: QGIS };
  if (/^!table/i.test(head) || /^version\s+\d+\s+charset/i.test(head)) return { name: 'MapInfo', advice: QGIS };
  if (/^ISO-10303-21;/.test(head)) return { name: 'a building model (IFC)', advice: 'Convert it to CityJSON.' };
  if (/^\s*(PROJCS|GEOGCS|PROJCRS|GEOGCRS|COMPD_CS)\[/.test(head))
    return { name: 'the .prj part of a shapefile', advice: 'Drop the .shp, .dbf and .prj together, or zipped.' };
  return null;
}

const MARKUP: readonly (readonly [RegExp, ForeignKind])[] = [
  [/<(?:\w+:)?kml[\s>]/i, { name: 'KML', advice: QGIS }],
  [/<(?:\w+:)?CityModel[\s>]/, { name: 'CityGML', advice: 'Convert it to CityJSON with citygml-tools (to-cityjson).' }],
  [
    /<(?:\w+:)?ExceptionReport[\s>]|<ServiceException/,
    { name: 'an error message of a map service', advice: 'Ask the service again; as output format choose GeoJSON.' },
  ],
  [
    /<(?:wfs:)?FeatureCollection[\s>]|opengis\.net\/gml/,
    { name: 'GML', advice: `From a WFS, ask for outputFormat=application/json; else: ${QGIS}` },
  ],
  [/<gpx[\s>]/i, { name: 'GPX', advice: QGIS }],
  [/<osm[\s>]/i, { name: 'OpenStreetMap XML', advice: 'Export it as GeoJSON, for example with Overpass Turbo.' }],
  [/<svg[\s>]/i, { name: `${PICTURE} (SVG)`, advice: NO_MAP_DATA }],
  [
    /<!doctype html|<html[\s>]/i,
    { name: 'a web page', advice: 'Often a download that asked to sign in: open the address in a browser and look.' },
  ],
];

function markupKind(head: string): ForeignKind {
  return (
    MARKUP.find(([pattern]) => pattern.test(head))?.[1] ?? { name: 'an XML file of an unknown kind', advice: EXPORT }
  );
}
