/** Text: JSON of several kinds, or a table. */

import { citySource } from '../../../core/geo/cityjson/city-source.ts';
import type { FeatureSource, FileFormat } from '../../../core/geo/doctor/feature-source.ts';
import { findDelimiter, ONE_COLUMN } from '../../../core/geo/reading/csv/delimiter.ts';
import { SHAPE_TEXT } from '../../../core/geo/reading/csv/geometry-columns.ts';
import { tableSource } from '../../../core/geo/reading/csv/table-source.ts';
import { crsStatementOf } from '../../../core/geo/reading/declared-crs.ts';
import { geoJsonSource } from '../../../core/geo/reading/geojson-source.ts';
import { unwrapJavaScript } from '../../../core/geo/reading/javascript-wrapping.ts';
import { chooseLayer } from '../../../core/geo/reading/layer-choice.ts';
import { listSource } from '../../../core/geo/reading/list-source.ts';
import { recogniseForeignText } from '../../../core/geo/reading/recognise-bytes.ts';
import { type JsonKind, recogniseJson } from '../../../core/geo/reading/recognise-json.ts';
import { readTextFile, type TextFile } from '../../../core/geo/reading/text-file.ts';
import { readTopology } from '../../../core/geo/reading/topojson.ts';
import { parseWholeJson } from '../../../core/geo/reading/whole-json.ts';
import { emptySource, headOf, type OpenContext } from './open-options.ts';
import { createPlatformDecoder } from './platform-decoder.ts';

const HEAD_BYTES = 64 * 1024;
/** The longest text an engine holds is half a gigabyte. */
const MAX_TABLE_BYTES = 256 * 1024 * 1024;

export async function openText(context: OpenContext): Promise<FeatureSource> {
  const { log } = context;
  const text = readTextFile(context.bytes, createPlatformDecoder(), log);
  const head = text.decode(text.bytes.subarray(text.start, text.start + HEAD_BYTES));
  if (head.trim() === '') return refuse(context, text, 'empty-file');
  const foreign = recogniseForeignText(head);
  if (foreign !== null) return refuse(context, text, 'unknown-format', `This is ${foreign.name}. ${foreign.advice}`);
  const plain = recogniseJson(text, text.start);
  if (plain !== null) return openJson(context, text, plain, text.start, false);
  const script = unwrapJavaScript(text);
  if (script !== null) {
    const kind = recogniseJson(text, script.start);
    if (kind !== null) {
      log.add('javascript-assignment', { detail: script.wrapping, position: text.places.find(text.start) });
      return openJson(context, text, kind, script.start, true);
    }
  }
  return (
    openTable(context, text, head) ??
    refuse(context, text, 'unknown-format', 'This text is neither GeoJSON nor a table with coordinates.')
  );
}

/** Null where the text is no table: its lines have different numbers of cells and its name promises nothing. */
function openTable(context: OpenContext, text: TextFile, head: string): FeatureSource | null {
  const { fileName, log, options } = context;
  const isNamed = /\.(csv|tsv|tab|wkt|psv)$/i.test(fileName);
  const shape = findDelimiter(head) ?? (isNamed || SHAPE_TEXT.test(head) ? ONE_COLUMN : null);
  if (shape === null || !(shape.isEven || isNamed)) return null;
  if (text.bytes.length > MAX_TABLE_BYTES) {
    log.add('too-large');
    return emptySource(headOf(context, 'csv', { encoding: text.encoding }), log);
  }
  const choice = options.columns === undefined ? {} : { choice: options.columns };
  const whole = text.decode(text.bytes.subarray(text.start));
  return tableSource(whole, { head: headOf(context, 'csv', { encoding: text.encoding }), log, shape, ...choice });
}

function openJson(
  context: OpenContext,
  text: TextFile,
  kind: JsonKind,
  start: number,
  isWrapped: boolean,
): FeatureSource {
  const { log } = context;
  const source = (format: FileFormat) =>
    geoJsonSource(text, { head: headOf(context, format, { encoding: text.encoding }), start, isWrapped, log });
  switch (kind) {
    case 'geojson':
    case 'geojson-text-sequence':
      return source(kind);
    case 'geojson-newline-delimited':
      log.add('newline-delimited');
      return source(kind);
    case 'esri-json':
      return refuse(context, text, 'unknown-format', 'This is Esri JSON. Ask the service for f=geojson.');
    case '3d-tiles':
      return refuse(context, text, 'unknown-format', 'This is a 3D Tiles tileset. Add it by its address.');
    case 'topojson':
      return openTopoJson(context, text, start);
    case 'cityjson':
    case 'cityjson-sequence': {
      const head = headOf(context, 'cityjson', { encoding: text.encoding });
      const isSequence = kind === 'cityjson-sequence';
      return citySource(text, { head, log, start, isSequence }) ?? emptySource(head, log);
    }
    default:
      return refuse(context, text, 'not-geojson', 'This is JSON, but not GeoJSON: it has no features.');
  }
}

function openTopoJson(context: OpenContext, text: TextFile, start: number): FeatureSource {
  const { log, options } = context;
  const value = parseWholeJson(text, start, log);
  const topology = readTopology(value);
  const head = { encoding: text.encoding, layer: null as string | null, layers: topology?.layers ?? [] };
  if (value !== undefined && topology === null) log.add('malformed-json', { detail: 'a TopoJSON without objects' });
  if (topology === null) return emptySource(headOf(context, 'topojson', head), log);
  log.add('topojson');
  const layer = chooseLayer(topology.layers, options.layer, log);
  if (layer === null) return emptySource(headOf(context, 'topojson', head), log);
  return listSource({
    head: headOf(context, 'topojson', { ...head, layer }),
    log,
    crs: crsStatementOf((value as { crs?: unknown }).crs)?.declared ?? null,
    members: { name: layer },
    all: topology.count(layer),
    features: (current) => topology.features(layer, current),
  });
}

function refuse(
  context: OpenContext,
  text: TextFile,
  code: 'empty-file' | 'unknown-format' | 'not-geojson',
  detail?: string,
): FeatureSource {
  context.log.add(code, detail === undefined ? {} : { detail });
  const format = code === 'not-geojson' ? 'geojson' : 'unknown';
  return emptySource(headOf(context, format, { encoding: text.encoding }), context.log);
}
