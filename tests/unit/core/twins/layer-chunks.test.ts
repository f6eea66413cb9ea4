import { describe, expect, it } from 'vitest';
import { createLocalFrame } from '../../../../app/core/geo/local-frame.ts';
import { layerChunks } from '../../../../app/core/twins/layer-chunks.ts';
import { buildingsText, CITY_CENTRE, pointsText } from '../../../builders/synthetic-city.ts';

const frame = createLocalFrame(CITY_CENTRE);
const featuresOf = (text: string) => JSON.parse(text).features;
const flat = () => 0;

describe('the chunks of a layer', () => {
  const buildings = featuresOf(buildingsText(9_000));
  const progress: number[] = [];
  const chunks = layerChunks('extrusion', buildings, frame, flat, (done) => progress.push(done));

  it('draw every feature once, under its row in the whole layer', () => {
    const owners = chunks.map(({ mesh }) => new Set(mesh.featureOfVertex));
    expect(owners.reduce((sum, rows) => sum + rows.size, 0)).toBe(9_000);
    expect(new Set(owners.flatMap((rows) => [...rows])).size).toBe(9_000);
  });

  it('outline the features that they draw', () => {
    for (const { mesh, edges } of chunks) {
      expect(new Set(edges!.featureOfVertex)).toEqual(new Set(mesh.featureOfVertex));
    }
  });

  it('are a quarter of the town each', () => {
    expect(chunks).toHaveLength(4);
    for (const { mesh } of chunks) {
      expect(mesh.max[0]! - mesh.min[0]!).toBeLessThan(1_300);
      expect(mesh.max[1]! - mesh.min[1]!).toBeLessThan(1_300);
    }
  });

  it('tell how far they have come', () => {
    expect(progress).toEqual([2_250, 4_500, 6_750, 9_000]);
  });

  it('hold points at their height above the ground', () => {
    const [chunk] = layerChunks('point', featuresOf(pointsText(10)), frame, () => 4);
    expect(chunk!.edges).toBeNull();
    expect([...chunk!.mesh.featureOfVertex]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (let i = 2; i < 30; i += 3) expect(chunk!.mesh.positions[i]).toBeCloseTo(4, 2);
  });

  it('are none where nothing has a place', () => {
    const nowhere = [{ type: 'Feature' as const, geometry: null, properties: null }];
    expect(layerChunks('surface', nowhere, frame, flat)).toEqual([]);
  });
});
