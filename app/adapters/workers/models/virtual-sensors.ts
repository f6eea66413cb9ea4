/** Devices of the sandbox on features of a city's own: rows read from the database, the placed ones a table and a text. */
import { quoteIdentifier } from '../../../core/base/sql-text.ts';
import type { Feature, Geometry, Point } from '../../../core/geo/geojson.ts';
import { createLocalFrame } from '../../../core/geo/local-frame.ts';
import { readWkb } from '../../../core/geo/wkb.ts';
import { placeVirtualSensors, VIRTUAL_SENSOR_KINDS } from '../../../core/models/own-place/virtual-sensors.ts';
import type { PlacedSensors, VirtualSensorsSpec } from '../../../core/models/own-place/virtual-sensors-spec.ts';
import type { PlaceFiles } from '../../../core/models/scenario/place.ts';
import { type CityTables, WhatIfError } from '../../../core/models/scenario/what-if.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { Cell } from '../../../core/store/database.ts';
import { SENSOR_KINDS } from '../../../core/stream/sensor-kinds.ts';
import { layerColumns } from '../layers/layer-columns.ts';
import type { ReadRows } from './own-place.ts';

export const VIRTUAL_SENSORS_TABLE = 'virtual_sensors';
const MOST_FEATURES = 200_000;
const LEAST_REACH_M = 150;

/** Rejects with WhatIfError where the table cannot be read or nothing can be placed; fewer than asked for is an issue. */
export async function placeSensors(
  spec: VirtualSensorsSpec,
  read: ReadRows,
): Promise<{ readonly placed: PlacedSensors; readonly batch: ColumnBatch }> {
  const features = await readFeatures(spec, read);
  const all: Feature<Point>[] = [];
  const issues: PlacedSensors['issues'][number][] = [];
  const properties = new Set<string>();
  for (const kind of VIRTUAL_SENSOR_KINDS) {
    const most = spec.counts[kind] ?? 0;
    if (most === 0) continue;
    const wish = { kind, most, apartM: spec.apartM, seed: spec.seed };
    const { value, issues: found } = placeVirtualSensors(features, wish, SENSOR_KINDS[kind]);
    for (const { code } of found) issues.push({ code, kind, placed: value?.features.length ?? 0 });
    if (value === null) continue;
    all.push(...value.features);
    for (const property of SENSOR_KINDS[kind].properties) properties.add(property);
  }
  const [first] = all;
  if (first === undefined) throw new WhatIfError('place-unusable', issues.map(({ code }) => code).join(', '));
  const geojson = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features: all }));
  const placed = { geojson, count: all.length, properties: [...properties], issues, ...spreadOf(all) };
  return { placed, batch: layerColumns(VIRTUAL_SENSORS_TABLE, 'point', all) };
}

async function readFeatures(
  { table, geometry, nameColumn }: VirtualSensorsSpec,
  read: ReadRows,
): Promise<Feature<Geometry | null>[]> {
  const names = nameColumn === null ? [geometry] : [geometry, nameColumn];
  try {
    const rows = await read(
      `SELECT ${names.map(quoteIdentifier).join(', ')} FROM ${quoteIdentifier(table)} LIMIT ${MOST_FEATURES}`,
      MOST_FEATURES,
    );
    return Array.from({ length: rows.rowCount }, (_, row) => ({
      type: 'Feature',
      properties: nameColumn === null ? {} : { name: nameOf(rows.cell(row, 1)) },
      geometry: geometryOf(rows.cell(row, 0)),
    }));
  } catch (error) {
    throw new WhatIfError('tables-unreachable', `${table}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function geometryOf(cell: Cell): Geometry | null {
  return cell instanceof Uint8Array ? readWkb(cell).value : null;
}

function nameOf(cell: Cell): string | null {
  return cell === null || cell instanceof Uint8Array || cell === '' ? null : String(cell);
}

function spreadOf(features: readonly Feature<Point>[]): Pick<PlacedSensors, 'lon' | 'lat' | 'reachM'> {
  const lons = features.map(({ geometry }) => geometry.coordinates[0]!);
  const lats = features.map(({ geometry }) => geometry.coordinates[1]!);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  const [x, y] = createLocalFrame({ lon, lat }).toLocal(east, north);
  return { lon, lat, reachM: Math.max(LEAST_REACH_M, Math.abs(x), Math.abs(y)) };
}

/** The tables of the place that a city is made of, each a GeoJSON text in UTF-8. */
export function cityTables(files: PlaceFiles): CityTables {
  const encoder = new TextEncoder();
  const text = ({ features }: PlaceFiles['streets']) =>
    encoder.encode(JSON.stringify({ type: 'FeatureCollection', features }));
  return {
    streets: text(files.streets),
    intersections: text(files.intersections),
    census_sections: text(files.census_sections),
    facilities: text(files.facilities),
  };
}
