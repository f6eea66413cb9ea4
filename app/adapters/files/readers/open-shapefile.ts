/** A shapefile: several files of one name, of which the .shp has the shapes and all others are welcome. */
import type { DeclaredCrs, FeatureSource, TextEncoding } from '../../../core/geo/doctor/feature-source.ts';
import type { IssueLog } from '../../../core/geo/reading/issue-log.ts';
import { listSource } from '../../../core/geo/reading/list-source.ts';
import { dosDecoder, encodingOfDriver, encodingOfLabel } from '../../../core/geo/reading/shapefile/code-pages.ts';
import { shapefileFeatures } from '../../../core/geo/reading/shapefile/features.ts';
import { isShapefile } from '../../../core/geo/reading/shapefile/shapes.ts';
import { type DbaseTable, readDbase } from '../../../core/geo/reading/shapefile/table.ts';
import { surveyEncoding } from '../../../core/geo/reading/text-encoding.ts';
import { emptySource, headOf, type OpenContext } from './open-options.ts';

/** Parts without which there may still be a shapefile. */
export const SHAPE_PARTS = /\.(dbf|shx|prj|cpg)$/i;
const LONGEST_CRS = 2_000;
const LABEL_BYTES = 200;

const stemOf = (name: string) => name.replace(/\.[^./]*$/, '').toLowerCase();

/** The files that belong to a .shp, whatever the case of their names. */
export function partsOf(shape: string, names: readonly string[]): string[] {
  return names.filter((name) => stemOf(name) === stemOf(shape) && (name === shape || SHAPE_PARTS.test(name)));
}

/** The .shp of the same name as one of its parts. */
export function shapeBeside(part: string, names: readonly string[]): string | null {
  return names.find((name) => /\.shp$/i.test(name) && stemOf(name) === stemOf(part)) ?? null;
}

/** `files` holds the .shp under the name `shape`, and its parts. `layers`: all shapefiles that were dropped together. */
export function openShapefile(
  context: OpenContext,
  shape: string,
  files: ReadonlyMap<string, Uint8Array>,
  layers: readonly string[],
): FeatureSource {
  const { log } = context;
  const bytes = files.get(shape)!;
  const partOf = (extension: string) =>
    [...files].find(([name]) => stemOf(name) === stemOf(shape) && name.toLowerCase().endsWith(extension))?.[1] ?? null;
  const head = headOf(context, 'shapefile', { layer: shape, layers });
  if (!isShapefile(bytes)) {
    log.add('unknown-format', { detail: `${shape} is no shapefile inside.` });
    return emptySource(head, log);
  }
  const table = readTable(partOf('.dbf'), log);
  const encoding = table === null ? null : tableEncoding(table, partOf('.cpg'));
  const decode = decoderOf(encoding ?? 'utf-8');
  const projection = partOf('.prj');
  return listSource({
    head: { ...head, encoding: isTextEncoding(encoding) ? encoding : null },
    log,
    crs: projection === null ? null : crsOf(projection),
    members: { name: shape.replace(/^.*\//, '').replace(/\.shp$/i, '') },
    all: table?.rowCount ?? 0,
    features: (current) => shapefileFeatures(bytes, table, decode, current),
  });
}

function readTable(bytes: Uint8Array | null, log: IssueLog): DbaseTable | null {
  if (bytes === null) {
    log.add('missing-attributes', { detail: 'the .dbf part is missing' });
    return null;
  }
  // Names of fields are letters of ASCII by the rule.
  const table = readDbase(bytes, decoderOf(surveyEncoding(bytes.subarray(32, 32 + 8_192)).encoding));
  if (table === null) log.add('missing-attributes', { detail: 'the .dbf part cannot be read' });
  return table;
}

/** What the .cpg says, or UTF-8 where the text is, or what the head of the table says, or what is most likely. */
function tableEncoding(table: DbaseTable, label: Uint8Array | null): string {
  const said = label === null ? null : encodingOfLabel(decoderOf('utf-8')(label.subarray(0, LABEL_BYTES)));
  if (said !== null) return said;
  const survey = surveyEncoding(table.body);
  const isUtf8 = survey.encoding === 'utf-8' && !survey.mixed && !survey.isAscii;
  return isUtf8 ? 'utf-8' : (encodingOfDriver(table.languageDriver) ?? 'windows-1252');
}

function decoderOf(encoding: string): (bytes: Uint8Array) => string {
  const own = dosDecoder(encoding);
  if (own !== null) return own;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding);
  } catch {
    decoder = new TextDecoder('windows-1252');
  }
  return (bytes) => decoder.decode(bytes);
}

function crsOf(projection: Uint8Array): DeclaredCrs | null {
  const text = decoderOf('utf-8')(projection).trim().slice(0, LONGEST_CRS);
  return text === '' ? null : { text, form: 'wkt' };
}

function isTextEncoding(encoding: string | null): encoding is TextEncoding {
  return encoding === 'utf-8' || encoding === 'windows-1252';
}
