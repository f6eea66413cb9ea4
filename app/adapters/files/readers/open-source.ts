/** Any file a person drops becomes a source of features: recognised by what is in it first, by its name second. */
import type { FeatureSource } from '../../../core/geo/doctor/feature-source.ts';
import { IssueLog } from '../../../core/geo/reading/issue-log.ts';
import { recogniseBytes } from '../../../core/geo/reading/recognise-bytes.ts';
import { gunzipSafely } from './gunzip.ts';
import { openGeoPackage } from './open-geopackage.ts';
import { openGeoParquet } from './open-geoparquet.ts';
import { emptySource, headOf, type OpenContext, type OpenOptions } from './open-options.ts';
import { openShapefile, SHAPE_PARTS, shapeBeside } from './open-shapefile.ts';
import { openText } from './open-text.ts';
import { openZipped } from './open-zip.ts';

export type { OpenOptions } from './open-options.ts';

/** An archive in an archive is usual; deeper ones are made to never end. */
const MAX_ARCHIVES = 2;

/**
 * Never throws for what is in the file: the source's issues tell what is wrong with it, and a file of another kind is named
 * with advice. Throws ReadCancelled where `options.isCancelled` says so.
 */
export function openSource(bytes: Uint8Array, fileName: string, options: OpenOptions = {}): Promise<FeatureSource> {
  return open({ bytes, fileName, wrapping: 'none', archives: 0, log: new IssueLog(), options });
}

async function open(context: OpenContext): Promise<FeatureSource> {
  const { archives, bytes, fileName, log } = context;
  if (bytes.length === 0) {
    log.add('empty-file');
    return emptySource(headOf(context, 'unknown'), log);
  }
  const kind = recogniseBytes(bytes, fileName);
  const isPart = kind === 'shapefile' || kind === 'dbase' || SHAPE_PARTS.test(fileName);
  const shapefile = isPart ? openLoose(context) : null;
  if (shapefile !== null) return shapefile;
  if (kind === 'text') return openText(context);
  const mayUnpack = archives < MAX_ARCHIVES;
  if (kind === 'gzip' && mayUnpack) return openGzip(context);
  if (kind === 'zip' && mayUnpack) return openZipped(context, open);
  if (kind === 'sqlite') return openGeoPackage(context);
  if (kind === 'parquet') return openGeoParquet(context);
  if (kind === 'dbase') {
    log.add('missing-part', { detail: `.shp beside ${fileName}` });
    return emptySource(headOf(context, 'shapefile'), log);
  }
  const nested = { name: 'an archive within archives', advice: 'Unpack it first and choose the file inside.' };
  const { name, advice } = typeof kind === 'object' ? kind : nested;
  log.add('unknown-format', { detail: `This is ${name}. ${advice}`.trim() });
  return emptySource(headOf(context, 'unknown'), log);
}

/** A .shp with whatever parts were dropped with it, or one of these parts. Null where the .shp is not among them. */
function openLoose(context: OpenContext): FeatureSource | null {
  const { bytes, fileName, options } = context;
  const files = new Map(options.siblings ?? []).set(fileName, bytes);
  const shape = recogniseBytes(bytes, fileName) === 'shapefile' ? fileName : shapeBeside(fileName, [...files.keys()]);
  return shape === null ? null : openShapefile(context, shape, files, [shape]);
}

async function openGzip(context: OpenContext): Promise<FeatureSource> {
  const { log } = context;
  const { bytes, fault } = await gunzipSafely(context.bytes, context.options);
  const inner: OpenContext = {
    ...context,
    bytes,
    wrapping: 'gzip',
    archives: context.archives + 1,
    fileName: context.fileName.replace(/\.gz$/i, ''),
  };
  log.add('gzip');
  if (fault === null) return open(inner);
  // What came out of a damaged archive is read as a file that was cut off.
  if (fault === 'unreadable-archive' && bytes.length > 0) {
    log.add('truncated-file', { detail: 'the gzip archive is damaged or incomplete' });
    return open(inner);
  }
  log.add(fault);
  return emptySource(headOf(inner, 'unknown'), log);
}
