import { describe, expect, it } from 'vitest';
import { buildLayer } from '../../../../../app/adapters/workers/builder/api.ts';
import { writeWkb } from '../../../../../app/core/geo/wkb.ts';
import type { ColumnBatch } from '../../../../../app/core/store/column-batch.ts';
import type { BuildProgress, LayerRequest } from '../../../../../app/core/twins/layer-builder.ts';
import { buildingsText, CITY_CENTRE, pointsText } from '../../../../builders/synthetic-city.ts';

async function built(request: Partial<LayerRequest> & Pick<LayerRequest, 'source'>) {
  const stored: ColumnBatch[] = [];
  const progress: BuildProgress[] = [];
  const layer = await buildLayer(
    { layerId: 'mine', shape: null, origin: CITY_CENTRE, store: false, ...request },
    { store: async (batch) => void stored.push(batch), onProgress: (step) => progress.push(step) },
  );
  return { ...layer, stored, progress };
}

const geojson = (text: string) => ({ type: 'geojson' as const, text });

describe('a layer of a GeoJSON text', () => {
  it('has chunks, the features’ own ids, and says how far it has come', async () => {
    const { geometry, placed, progress } = await built({ source: geojson(buildingsText(5_000)), shape: 'extrusion' });
    expect(placed).toBe(5_000);
    expect(geometry.chunks).toHaveLength(2);
    expect(geometry.featureIds.slice(0, 2)).toEqual(['b-0', 'b-1']);
    expect(progress).toEqual([
      { step: 'reading', features: 0, allFeatures: 0 },
      { step: 'building', features: 2_500, allFeatures: 5_000 },
      { step: 'building', features: 5_000, allFeatures: 5_000 },
    ]);
  });

  it('becomes a table with its attributes, geometry and measures, where that is asked for', async () => {
    const { stored, progress } = await built({ source: geojson(buildingsText(3)), shape: 'extrusion', store: true });
    expect(stored.map(({ table, rowCount }) => [table, rowCount])).toEqual([['mine', 3]]);
    expect(stored[0]!.columns.map(({ name }) => name)).toContain('year_built');
    expect(stored[0]!.columns.map(({ name }) => name)).toContain('area_m2');
    expect(progress.at(-1)).toEqual({ step: 'storing', features: 3, allFeatures: 3 });
  });

  it('may come as bytes, and begins where its first feature lies when no place is given', async () => {
    const bytes = new TextEncoder().encode(pointsText(1));
    const { shape, geometry } = await built({ source: { type: 'geojson', text: bytes }, origin: null });
    expect(shape).toBe('point');
    expect(geometry.origin.lon).toBeCloseTo(CITY_CENTRE.lon, 6);
  });

  it('keeps the rows of what is no feature, and counts what has a place', async () => {
    const text = `{"type":"FeatureCollection","features":[null,{"type":"Feature","properties":{"feature_id":"x"}},
      {"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[2.16,41.39]}}]}`;
    const { geometry, placed } = await built({ source: geojson(text) });
    expect(placed).toBe(1);
    expect(geometry.featureIds).toEqual(['row-1', 'x', 'row-3']);
  });

  it('stores nothing where nothing has a place', async () => {
    const { placed, stored } = await built({ source: geojson('{"features":[]}'), store: true });
    expect([placed, stored]).toEqual([0, []]);
  });

  it.each(['', '{"type":"Point"}', '[1,2]', 'null'])('is refused where the text is "%s"', async (text) => {
    await expect(built({ source: geojson(text) })).rejects.toThrow();
  });
});

describe('a layer of a result’s rows', () => {
  it('draws few points as signs and many as dots', async () => {
    const row = (count: number) => ({
      type: 'points' as const,
      lon: new Float64Array(count).fill(CITY_CENTRE.lon),
      lat: new Float64Array(count).fill(CITY_CENTRE.lat),
    });
    expect((await built({ source: row(3_000) })).geometry.points).toHaveLength(9_000);
    const many = await built({ source: row(3_001), pointHeightM: 4 });
    expect(many.geometry.points).toBeUndefined();
    expect(many.geometry.chunks![0]!.mesh.positions[2]).toBeCloseTo(4, 3);
  });

  it('passes over places that are none', async () => {
    const lon = Float64Array.of(2.1, Number.NaN, 200);
    const { placed } = await built({ source: { type: 'points', lon, lat: Float64Array.of(41.3, 41.3, 41.3) } });
    expect(placed).toBe(1);
  });

  it('reads well-known binary, empty rows between', async () => {
    const line = writeWkb({
      type: 'LineString',
      coordinates: [
        [2.16, 41.39],
        [2.17, 41.39],
      ],
    });
    const { shape, placed, geometry } = await built({
      source: { type: 'wkb', bytes: line, ends: Uint32Array.of(0, line.length, line.length) },
    });
    expect([shape, placed]).toEqual(['line', 1]);
    expect(new Set(geometry.chunks![0]!.mesh.featureOfVertex)).toEqual(new Set([1]));
  });
});
