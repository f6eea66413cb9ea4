import { describe, expect, it } from 'vitest';
import { loadLayers } from '../../../app/adapters/workers/layers/client.ts';
import { layerFiles } from '../../../app/core/catalogue/dataset-manifest.ts';
import type { IngestRequest } from '../../../app/core/store/ingest-protocol.ts';
import type { LayerGeometry } from '../../../app/core/twins/scene-renderer.ts';

const MANIFEST = '/datasets/eixample/manifest.json';

/** A database that takes everything. */
function takingPort(): { port: MessagePort; rows: Map<string, number> } {
  const { port1, port2 } = new MessageChannel();
  const rows = new Map<string, number>();
  port1.onmessage = ({ data }: MessageEvent<IngestRequest>) => {
    for (const { table, rowCount } of data.batches) rows.set(table, rowCount);
    port1.postMessage({ type: 'ingested', id: data.id, elapsedMs: 1 });
  };
  return { port: port2, rows };
}

describe('the layers worker', () => {
  it('brings the shipped district: buildings first, every table stored, nothing left out', async () => {
    const { port, rows } = takingPort();
    const drawn: LayerGeometry[] = [];
    const { manifest, problems } = await loadLayers({
      manifestUrl: MANIFEST,
      ingestPort: () => port,
      onGeometry: (geometry) => drawn.push(geometry),
    });
    expect(problems).toEqual([]);
    expect(drawn[0]!.layerId).toBe('buildings');
    const layers = layerFiles(manifest);
    const buildings = layers.find(({ table }) => table === 'buildings')!;
    expect(drawn[0]!.featureIds).toHaveLength(buildings.features);
    expect(drawn[0]!.chunks![0]!.mesh.indices.length).toBeGreaterThan(buildings.features * 3 * 6);
    for (const { table, features } of layers) expect([table, rows.get(table)]).toEqual([table, features]);
    expect(rows.get('building_nearest_air')).toBe(buildings.features);
    expect(rows.get('datasets')).toBe(layers.length);
  });

  it('rejects with a code where the manifest is missing', async () => {
    const { port } = takingPort();
    const loading = loadLayers({
      manifestUrl: '/datasets/nowhere/manifest.json',
      ingestPort: () => port,
      onGeometry() {},
    });
    // The development server answers with a page where a file is missing; either is no manifest.
    await expect(loading).rejects.toMatchObject({ problem: expect.stringMatching(/^manifest-(unreachable|invalid)$/) });
  });

  it('stops at once when it is asked to', async () => {
    const { port } = takingPort();
    const leave = new AbortController();
    const loading = loadLayers({
      manifestUrl: MANIFEST,
      ingestPort: () => port,
      onGeometry() {},
      signal: leave.signal,
    });
    leave.abort();
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
