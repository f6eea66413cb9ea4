/** The files of the dataset as bytes, before anything is written: what generate.ts writes and what the test compares. */
import { createHash } from 'node:crypto';
import type { DatasetManifest, LayerFile, RecordFile } from '../app/core/catalogue/dataset-manifest.ts';
import {
  createDistrictModel,
  DISTRICT_PARAMETERS,
  type DistrictTable,
  generateDistrict,
  toGeoJsonText,
} from '../simulators/city/district/index.ts';
import {
  createRegisters,
  csvText,
  encodeWindows1252,
  type RegisterTable,
} from '../simulators/city/district/registers/index.ts';
import { datasetCard, datasetSources } from './card.ts';

/** Raised whenever the bytes of any table change: projects and exercises name the version they were made with. */
const VERSION = '1.1.0';

/** Path below datasets/eixample → bytes. */
export function datasetFiles(): ReadonlyMap<string, Uint8Array> {
  const tables = generateDistrict();
  const registers = createRegisters(createDistrictModel(DISTRICT_PARAMETERS));
  const files = new Map<string, Uint8Array>();
  const layers = tables.map((table): LayerFile => {
    const path = `${table.table}.geojson`;
    files.set(path, utf8(toGeoJsonText(table)));
    const { length: features } = table.collection.features;
    return {
      table: table.table,
      path,
      role: 'layer',
      format: 'geojson',
      shape: table.shape,
      features,
      ...sealed(path),
    };
  });
  const records = registers.map((register): RecordFile => {
    const path = pathOf(register);
    files.set(path, register.encoding === 'utf-8' ? utf8(csvText(register)) : encodeWindows1252(csvText(register)));
    const { table, role, title, about, coverage, knownProblems, personal, encoding, delimiter, columns } = register;
    return {
      table,
      path,
      role,
      format: 'csv',
      title,
      about,
      coverage,
      knownProblems,
      personal,
      encoding,
      delimiter,
      columns,
      rows: register.rows.length,
      ...sealed(path),
    };
  });
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
    bbox: boundsOf(tables),
    files: [...layers, ...records],
  };
  files.set('manifest.json', utf8(`${JSON.stringify(manifest, null, 2)}\n`));
  files.set('README.md', utf8(datasetCard(manifest, tables)));
  files.set('SOURCES.md', utf8(datasetSources(manifest)));
  return files;

  function sealed(path: string): { readonly bytes: number; readonly sha256: string } {
    const bytes = files.get(path)!;
    return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
}

function pathOf({ table, role }: RegisterTable): string {
  return role === 'truth' ? `truth/${table}.csv` : `registers/${table}.csv`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
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
