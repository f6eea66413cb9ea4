/** A zip archive: shapefiles inside are its layers, or else the files that can be read, or else it is something else by nature. */
import type { FeatureSource } from '../../../core/geo/doctor/feature-source.ts';
import { chooseLayer } from '../../../core/geo/reading/layer-choice.ts';
import { emptySource, headOf, type OpenContext } from './open-options.ts';
import { openShapefile, partsOf, SHAPE_PARTS } from './open-shapefile.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

const READABLE = /\.(geojson|json|jsonl|geojsonl|ndjson|geojsons|topojson|csv|tsv|txt|gpkg|parquet|geoparquet|gz)$/i;

/** Beside the data: what it is, who may use it. */
const ASIDE = /\.txt$|(^|[/_-])(meta|metadata|datapackage|package|schema|manifest|licen[cs]e|readme|style)s?\.json$/i;
/** What surely is map data first. */
const RANKS = [/\.(geojson|geojsonl|geojsons|ndjson|jsonl|topojson|gpkg|parquet|geoparquet|gz)$/i, /\.json$/i, /./];

/** What a zip is by what it holds. */
const NATURES: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'This is a Word document. It holds no map data; ask for GeoJSON, GeoPackage or a zipped shapefile.'],
  [/^xl\//, 'This is an Excel workbook. Save the sheet as CSV (UTF-8).'],
  [/^ppt\//, 'This is a presentation. It holds no map data; ask for GeoJSON, GeoPackage or a zipped shapefile.'],
  [/^content\.xml$/, 'This is an OpenDocument file. Save the sheet as CSV (UTF-8).'],
  [/\.gdb\//i, 'This is an Esri file geodatabase. Open it in QGIS and save its layers as GeoPackage.'],
  [/\.kml$/i, 'This is KMZ or KML. Open it in QGIS and save it as GeoJSON or GeoPackage.'],
  [/\.(gml|xml|citygml)$/i, 'The archive holds XML (GML or CityGML). Convert it to GeoJSON or CityJSON.'],
  [/\.(dwg|dxf)$/i, 'The archive holds AutoCAD drawings. Export them as GeoJSON or GeoPackage.'],
  [/\.(tiff?|asc|png|jpe?g)$/i, 'The archive holds pictures or rasters. Use vector data.'],
];

export async function openZipped(
  context: OpenContext,
  open: (inner: OpenContext) => Promise<FeatureSource>,
): Promise<FeatureSource> {
  const { bytes, log, options } = context;
  const inZip: OpenContext = { ...context, wrapping: 'zip', archives: context.archives + 1 };
  const refuse = () => emptySource(headOf(inZip, 'unknown'), log);
  const archive = await openZip(bytes);
  if (archive === null) {
    log.add('unreadable-archive');
    return refuse();
  }
  const names = archive.entries.map(({ name }) => name);
  const shapes = names.filter((name) => /\.shp$/i.test(name));
  const [layers, format] =
    shapes.length > 0 ? [shapes, 'shapefile' as const] : [dataFirst(names.filter((name) => READABLE.test(name))), null];
  const isDocument = names.includes('[Content_Types].xml') || names.includes('mimetype');
  const layer = isDocument ? null : chooseLayer(layers, options.layer, log);
  if (layer === null) {
    refuseByNature(inZip, archive);
    return refuse();
  }
  const wanted = format === 'shapefile' ? partsOf(layer, names) : [layer];
  const { files, fault } = archive.unpack(wanted);
  const content = files.get(layer);
  if (fault !== null || content === undefined) {
    log.add(fault ?? 'unreadable-archive');
    return refuse();
  }
  if (format === 'shapefile') return openShapefile(inZip, layer, files, layers);
  const { layer: _layer, ...rest } = options;
  const inner: OpenContext = { ...inZip, bytes: content, fileName: layer, options: rest };
  const source = await open(inner);
  // A file with layers of its own shows those; else those of the archive.
  if (source.head.layers.length > 0 || layers.length === 1) return source;
  return { ...source, head: { ...source.head, layer, layers } };
}

/** What a portal packs beside the data is text and JSON as well: read only where there is nothing else. */
function dataFirst(names: readonly string[]): string[] {
  const rankOf = (name: string) => RANKS.findIndex((pattern) => pattern.test(name));
  const ranked = names.toSorted((a, b) => rankOf(a) - rankOf(b));
  const data = ranked.filter((name) => !ASIDE.test(name));
  return data.length > 0 ? data : ranked;
}

function refuseByNature(context: OpenContext, archive: ZipArchive): void {
  const names = archive.entries.map(({ name }) => name);
  const part = names.find((name) => SHAPE_PARTS.test(name));
  if (part !== undefined) {
    context.log.add('missing-part', { detail: `.shp beside ${part}` });
    return;
  }
  const detail = NATURES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  const shown = names.slice(0, 5).join(', ');
  context.log.add('unknown-format', { detail: detail ?? `The archive holds nothing that can be read: ${shown}` });
}
