/** Features into columns: the file's own attributes, then geometry and measures, which are added to every layer table. */
import type { Feature, Geometry } from '../../../core/geo/geojson.ts';
import { areaM2, boundingBox, centroid, lengthM } from '../../../core/geo/measures.ts';
import { writeWkb } from '../../../core/geo/wkb.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';
import type { LayerShape } from '../../../core/twins/layer-spec.ts';

type Features = readonly Feature<Geometry | null>[];

const LARGEST_INTEGER = 2_147_483_647;

/** A feature's identity: its own, or its row number where the file gives none. */
export function featureIdOf(feature: Feature<Geometry | null>, row: number): string {
  const id = feature.properties?.feature_id;
  return typeof id === 'string' && id !== '' ? id : `row-${row + 1}`;
}

function attributeColumn(name: string, features: Features): Column {
  const values = features.map((feature): unknown => feature.properties?.[name] ?? null);
  const present = values.filter((value) => value !== null);
  if (present.length > 0 && present.every((value) => typeof value === 'boolean')) {
    return { name, type: 'boolean', values: values as (boolean | null)[] };
  }
  if (present.length > 0 && present.every((value) => typeof value === 'number' && Number.isFinite(value))) {
    const valid = Uint8Array.from(values, (value) => (value === null ? 0 : 1));
    const whole = present.every((value) => Number.isInteger(value) && Math.abs(value as number) <= LARGEST_INTEGER);
    // A measure stays a DOUBLE even where a file happens to hold whole metres only.
    if (whole && !/_(m|m2|km)$/.test(name)) {
      return { name, type: 'integer', values: Int32Array.from(values, (value) => Number(value ?? 0)), valid };
    }
    return { name, type: 'double', values: Float64Array.from(values, (value) => Number(value ?? 0)), valid };
  }
  return {
    name,
    type: 'text',
    values: values.map((value) =>
      value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value),
    ),
  };
}

function doubles(name: string, values: readonly (number | null)[]): Column {
  return {
    name,
    type: 'double',
    values: Float64Array.from(values, (value) => value ?? 0),
    valid: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
  };
}

/** One table. Where a file has a column of a measure's name (a street's own `length_m`), the file's holds. */
export function layerColumns(table: string, shape: LayerShape, features: Features): ColumnBatch {
  const names = new Set<string>(['feature_id']);
  for (const feature of features) for (const name of Object.keys(feature.properties ?? {})) names.add(name);
  const columns: Column[] = [...names].map((name) =>
    name === 'feature_id' ? { name, type: 'text', values: features.map(featureIdOf) } : attributeColumn(name, features),
  );
  const geometries = features.map((feature) => feature.geometry);
  const centres = geometries.map((geometry) => (geometry === null ? null : centroid(geometry)));
  const boxes = geometries.map((geometry) => (geometry === null ? null : boundingBox(geometry)));
  const measured: Column[] = [
    {
      name: 'geom',
      type: 'blob',
      values: geometries.map((geometry) => (geometry === null ? null : writeWkb(geometry))),
    },
    doubles(
      'centroid_lon',
      centres.map((centre) => centre?.[0] ?? null),
    ),
    doubles(
      'centroid_lat',
      centres.map((centre) => centre?.[1] ?? null),
    ),
    doubles(
      'min_lon',
      boxes.map((box) => box?.[0] ?? null),
    ),
    doubles(
      'min_lat',
      boxes.map((box) => box?.[1] ?? null),
    ),
    doubles(
      'max_lon',
      boxes.map((box) => box?.[2] ?? null),
    ),
    doubles(
      'max_lat',
      boxes.map((box) => box?.[3] ?? null),
    ),
  ];
  if (shape === 'extrusion' || shape === 'surface') {
    measured.push(
      doubles(
        'area_m2',
        geometries.map((geometry) => (geometry === null ? null : areaM2(geometry))),
      ),
    );
  }
  if (shape === 'line') {
    measured.push(
      doubles(
        'length_m',
        geometries.map((geometry) => (geometry === null ? null : lengthM(geometry))),
      ),
    );
  }
  columns.push(...measured.filter((column) => !names.has(column.name)));
  return { table, rowCount: features.length, columns };
}
