import { describe, expect, it } from 'vitest';
import { layerBuilder } from '../../../app/adapters/workers/builder/client.ts';
import type { IngestRequest } from '../../../app/core/store/ingest-protocol.ts';
import type { BuildProgress, LayerRequest } from '../../../app/core/twins/layer-builder.ts';
import { buildingsText, CITY_CENTRE } from '../../builders/synthetic-city.ts';

const request = (fields: Partial<LayerRequest> = {}): LayerRequest => ({
  layerId: 'mine',
  source: { type: 'geojson', text: buildingsText(5_000) },
  shape: 'extrusion',
  origin: CITY_CENTRE,
  store: false,
  ...fields,
});

const noDatabase = () => {
  throw new Error('no rows are stored here');
};

describe('the builder worker', () => {
  it('makes chunks of a text, each in one buffer of its own, and says how far it has come', async () => {
    const progress: BuildProgress[] = [];
    const { geometry, placed } = await layerBuilder(noDatabase).build(request(), {
      onProgress: (step) => progress.push(step),
    });
    expect(placed).toBe(5_000);
    expect(geometry.chunks).toHaveLength(2);
    for (const { mesh } of geometry.chunks!) expect(mesh.positions.buffer).toBe(mesh.glb.buffer);
    expect(progress.map(({ features }) => features)).toEqual([0, 2_500, 5_000]);
  });

  it('stores the rows through a port of the database', async () => {
    const { port1, port2 } = new MessageChannel();
    const rows: [string, number][] = [];
    port1.onmessage = ({ data }: MessageEvent<IngestRequest>) => {
      for (const { table, rowCount } of data.batches) rows.push([table, rowCount]);
      port1.postMessage({ type: 'ingested', id: data.id, elapsedMs: 1 });
    };
    await layerBuilder(() => port2).build(request({ store: true }));
    expect(rows).toEqual([['mine', 5_000]]);
  });

  it('takes the buffers of columns over', async () => {
    const lon = new Float64Array(4_000).fill(CITY_CENTRE.lon);
    const lat = new Float64Array(4_000).fill(CITY_CENTRE.lat);
    const source = { type: 'points' as const, lon, lat };
    const { shape } = await layerBuilder(noDatabase).build(request({ source, shape: null }));
    expect([shape, lon.length]).toEqual(['point', 0]);
  });

  it('stops at once when it is asked to', async () => {
    const leave = new AbortController();
    const building = layerBuilder(noDatabase).build(request(), { signal: leave.signal });
    leave.abort();
    await expect(building).rejects.toMatchObject({ name: 'AbortError' });
    await expect(layerBuilder(noDatabase).build(request(), { signal: leave.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('says why a text is refused', async () => {
    const source = { type: 'geojson' as const, text: '{"features":' };
    await expect(layerBuilder(noDatabase).build(request({ source }))).rejects.toThrow(/JSON/);
  });
});
