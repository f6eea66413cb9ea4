import { describe, expect, it } from 'vitest';
import { loadPlace } from '../../../../../app/adapters/workers/layers/api.ts';
import type { LayerProgress } from '../../../../../app/adapters/workers/layers/codec.ts';
import type { ColumnBatch } from '../../../../../app/core/store/column-batch.ts';
import type { LayerGeometry } from '../../../../../app/core/twins/scene-renderer.ts';

const square = (lon: number, lat: number, size = 0.0002) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});
const collection = (...features: [object, object | null][]) => ({
  type: 'FeatureCollection',
  features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })),
});

const FILES: Record<string, unknown> = {
  'streets.geojson': collection([
    { feature_id: 's-1', length_m: 133.3, lanes: 2 },
    {
      type: 'LineString',
      coordinates: [
        [2.16, 41.39],
        [2.161, 41.39],
      ],
    },
  ]),
  'buildings.geojson': collection(
    [{ feature_id: 'b-1', height_m: 20, floors: 6, use: 'office' }, square(2.1649, 41.3917)],
    [{ feature_id: 'b-2', height_m: 30, floors: null, use: 'mixed' }, square(2.166, 41.3917)],
    [{ height_m: 10, floors: 3 }, null],
  ),
  'sensors.geojson': collection(
    [
      { feature_id: 'air-001', domain: 'air', properties: 'no2,o3', height_m: 4 },
      { type: 'Point', coordinates: [2.1653, 41.3918] },
    ],
    [
      { feature_id: 'loop-001', domain: 'traffic', properties: 'flow', height_m: 0 },
      { type: 'Point', coordinates: [2.1651, 41.3918] },
    ],
  ),
};
const SHAPES: Record<string, string> = { streets: 'line', buildings: 'extrusion', sensors: 'point' };

function manifestOf(tables: readonly string[]) {
  return {
    id: 'test',
    version: '1.0.0',
    title: 'Test',
    licence: 'CC0-1.0',
    synthetic: true,
    generator: 'test',
    seed: 1,
    crs: 'OGC:CRS84',
    centre: [2.1649, 41.3917],
    files: tables.map((table) => ({
      table,
      path: `${table}.geojson`,
      format: 'geojson',
      shape: SHAPES[table] ?? 'surface',
      features: 1,
      bytes: 100,
    })),
  };
}

async function load(files: Record<string, unknown> = FILES, tables = Object.keys(SHAPES)) {
  const stored: { batch: ColumnBatch; mode: string }[] = [];
  const drawn: LayerGeometry[] = [];
  const progress: LayerProgress[] = [];
  const served: Record<string, unknown> = { 'manifest.json': manifestOf(tables), ...files };
  const loaded = await loadPlace('http://place.example/test/manifest.json', {
    async fetchBytes(url) {
      const name = url.replace('http://place.example/test/', '');
      if (!(name in served)) throw new Error('404');
      const file = served[name];
      return new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
    },
    async store(batch, mode) {
      stored.push({ batch, mode });
    },
    onManifest: () => undefined,
    onGeometry: (geometry) => drawn.push(geometry),
    onProgress: (one) => progress.push(one),
    nowMs: () => 1000,
  });
  const table = (name: string) => stored.find(({ batch }) => batch.table === name)!.batch;
  const column = (name: string, of: string) => table(name).columns.find((one) => one.name === of)!;
  return { loaded, stored, drawn, progress, table, column };
}

describe('loading a place', () => {
  it('draws buildings first, whatever the manifest’s order', async () => {
    const { drawn, loaded } = await load();
    expect(drawn.map(({ layerId }) => layerId)).toEqual(['buildings', 'streets', 'sensors']);
    expect(loaded.problems).toEqual([]);
    expect(loaded.tables.map(({ table }) => table).sort()).toEqual(['buildings', 'sensors', 'streets']);
  });

  it('keeps the attributes and adds geometry and measures', async () => {
    const { table, column } = await load();
    expect(table('buildings').columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'feature_id text',
      'height_m double',
      'floors integer',
      'use text',
      'geom blob',
      'centroid_lon double',
      'centroid_lat double',
      'min_lon double',
      'min_lat double',
      'max_lon double',
      'max_lat double',
      'area_m2 double',
    ]);
    const area = column('buildings', 'area_m2').values as Float64Array;
    expect(area[0]).toBeGreaterThan(368);
    expect(area[0]).toBeLessThan(374);
  });

  it('numbers features without an id and marks what is missing', async () => {
    const { column } = await load();
    expect(column('buildings', 'feature_id').values).toEqual(['b-1', 'b-2', 'row-3']);
    expect(column('buildings', 'floors')).toMatchObject({ valid: Uint8Array.of(1, 0, 1) });
    expect(column('buildings', 'geom').values[2]).toBeNull();
    expect(column('buildings', 'area_m2')).toMatchObject({ valid: Uint8Array.of(1, 1, 0) });
  });

  it('lets a street’s own length stand', async () => {
    const { column, table } = await load();
    expect([...(column('streets', 'length_m').values as Float64Array)]).toEqual([133.3]);
    expect(table('streets').columns.filter(({ name }) => name === 'length_m')).toHaveLength(1);
  });

  it('maps each building to the nearest sensor that measures NO2', async () => {
    const { column } = await load();
    expect(column('building_nearest_air', 'feature_id').values).toEqual(['b-1', 'b-2']);
    expect(column('building_nearest_air', 'sensor_id').values).toEqual(['air-001', 'air-001']);
    const [near, far] = column('building_nearest_air', 'distance_m').values as Float64Array;
    expect(near).toBeGreaterThan(16);
    expect(near).toBeLessThan(17.5);
    expect(far).toBeGreaterThan(57);
    expect(far).toBeLessThan(60);
  });

  it('gives sensors a place, a height and the sign of their domain', async () => {
    const { drawn } = await load();
    const sensors = drawn.find(({ layerId }) => layerId === 'sensors')!;
    expect([...sensors.points!.subarray(0, 3)]).toEqual([2.1653, 41.3918, 4]);
    expect(sensors.glyphs).toEqual(['disc', 'square']);
  });

  it('enters every table in the catalogue', async () => {
    const { table, stored } = await load();
    expect(table('datasets').rowCount).toBe(3);
    expect(stored.at(-1)!.mode).toBe('append');
  });

  it.each([
    ['missing', undefined, 'file-unreachable'],
    ['not JSON', '<html>', 'file-not-geojson'],
    ['without features', { type: 'Topology' }, 'file-not-geojson'],
    ['null', 'null', 'file-not-geojson'],
  ])('names a file that is %s and loads the others', async (_what, file, problem) => {
    const files: Record<string, unknown> = { ...FILES, 'streets.geojson': file };
    if (file === undefined) delete files['streets.geojson'];
    const { loaded, drawn, progress } = await load(files);
    expect(loaded.problems.map((one) => [one.table, one.problem])).toEqual([['streets', problem]]);
    expect(drawn.map(({ layerId }) => layerId)).toEqual(['buildings', 'sensors']);
    expect(progress.find(({ step }) => step === 'failed')).toMatchObject({ table: 'streets', problem });
  });

  it('ends with ready or failed for every table', async () => {
    const { progress } = await load();
    const last = progress.filter(({ step }) => step === 'ready').at(-1)!;
    expect([last.doneTables, last.allTables]).toEqual([3, 3]);
  });

  it('rejects with a code where there is no manifest to read', async () => {
    await expect(load({ 'manifest.json': '{"id": 3}' })).rejects.toMatchObject({ problem: 'manifest-invalid' });
  });
});
