/** The files of the dataset as texts, before anything is written: what generate.ts writes and what the test compares. */
import { createHash } from 'node:crypto';
import {
  DISTRICT_PARAMETERS,
  type DistrictTable,
  generateDistrict,
  toGeoJsonText,
} from '../simulators/city/district/index.ts';
import { datasetCard, datasetSources } from './card.ts';

export interface DatasetFile {
  readonly table: string;
  readonly path: string;
  readonly format: 'geojson';
  readonly shape: DistrictTable['shape'];
  readonly features: number;
  readonly bytes: number;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

export interface DatasetManifest {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly licence: string;
  readonly synthetic: boolean;
  readonly generator: string;
  readonly seed: number;
  readonly crs: string;
  /** Degrees. */
  readonly centre: readonly [lon: number, lat: number];
  /** West, south, east, north, degrees. */
  readonly bbox: readonly [number, number, number, number];
  readonly files: readonly DatasetFile[];
}

/** Raised whenever the bytes of any table change: projects and exercises name the version they were made with. */
const VERSION = '1.0.0';

/** File name → text, for the folder datasets/eixample. */
export function datasetFiles(): ReadonlyMap<string, string> {
  const tables = generateDistrict();
  const texts = new Map(tables.map((table) => [`${table.table}.geojson`, toGeoJsonText(table)]));
  const bbox = boundsOf(tables);
  const manifest: DatasetManifest = {
    id: 'eixample',
    version: VERSION,
    title: 'A synthetic district in the pattern of Barcelona’s Eixample',
    licence: 'CC0-1.0',
    synthetic: true,
    generator: 'simulators/city/district',
    seed: DISTRICT_PARAMETERS.seed,
    crs: 'OGC:CRS84',
    centre: [2.1649, 41.3917],
    bbox,
    files: tables.map((table) => {
      const path = `${table.table}.geojson`;
      const bytes = Buffer.from(texts.get(path)!);
      return {
        table: table.table,
        path,
        format: 'geojson',
        shape: table.shape,
        features: table.collection.features.length,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  };
  return new Map([
    ...texts,
    ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['README.md', datasetCard(manifest, tables)],
    ['SOURCES.md', datasetSources(manifest)],
  ]);
}

function boundsOf(tables: readonly DistrictTable[]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  const visit = (coordinates: unknown): void => {
    const [first, second] = coordinates as unknown[];
    if (typeof first !== 'number' || typeof second !== 'number') {
      for (const part of coordinates as unknown[]) visit(part);
      return;
    }
    bounds[0] = Math.min(bounds[0], first);
    bounds[1] = Math.min(bounds[1], second);
    bounds[2] = Math.max(bounds[2], first);
    bounds[3] = Math.max(bounds[3], second);
  };
  for (const { collection } of tables) {
    for (const { geometry } of collection.features) if ('coordinates' in geometry) visit(geometry.coordinates);
  }
  return bounds;
}
