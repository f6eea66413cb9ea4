import { describe, expect, it } from 'vitest';
import { meshEdges } from '../../../../app/core/twins/mesh-edges.ts';
import { buildPickIndex, pickMesh } from '../../../../app/core/twins/picking.ts';
import { boxMesh } from '../../../builders/layers.ts';

const TWO = boxMesh([
  { x: 0, y: 0, size: 10, height: 20 },
  { x: 0, y: 30, size: 10, height: 40 },
]);
const index = buildPickIndex(TWO);

describe('picking', () => {
  it('finds the feature a line of sight meets first', () => {
    expect(pickMesh(index, [5, -50, 10], [0, 1, 0])).toEqual({ feature: 0, distance: 50 });
  });

  it('looks over a lower building to the higher one behind', () => {
    expect(pickMesh(index, [5, -50, 30], [0, 1, 0])).toEqual({ feature: 1, distance: 80 });
  });

  it('hits a roof from straight above', () => {
    expect(pickMesh(index, [5, 35, 100], [0, 0, -1])).toEqual({ feature: 1, distance: 60 });
  });

  it('meets nothing between the buildings, behind the eye or beyond the limit', () => {
    expect(pickMesh(index, [5, 20, 100], [0, 0, -1])).toBeNull();
    expect(pickMesh(index, [5, -50, 10], [0, -1, 0])).toBeNull();
    expect(pickMesh(index, [5, -50, 10], [0, 1, 0], 49)).toBeNull();
  });

  it('looks through features that are not drawn', () => {
    const drawn = (feature: number) => feature !== 0;
    expect(pickMesh(index, [5, -50, 10], [0, 1, 0], Infinity, drawn)).toEqual({ feature: 1, distance: 80 });
  });

  it('keeps the rows that features have in the whole layer', () => {
    const part = { ...TWO, featureOfVertex: TWO.featureOfVertex.map((feature) => feature + 4_000) };
    expect(pickMesh(buildPickIndex(part), [5, 35, 100], [0, 0, -1])).toEqual({ feature: 4_001, distance: 60 });
  });
});

describe('edges of a mesh', () => {
  it('are the outline of the roof and the corners of the walls, without those on the ground', () => {
    const edges = meshEdges(boxMesh([{ x: 0, y: 0, size: 10, height: 20 }]));
    expect(edges.featureOfVertex).toHaveLength(2 * 8);
    const heights = [...edges.positions].filter((_, i) => i % 3 === 2);
    expect(heights.filter((z) => z === 20)).toHaveLength(12);
    expect(heights.filter((z) => z === 0)).toHaveLength(4);
  });

  it('belong to their features', () => {
    expect(new Set(meshEdges(TWO).featureOfVertex)).toEqual(new Set([0, 1]));
  });

  it('include those on the ground where a layer lies there', () => {
    expect(meshEdges(boxMesh([{ x: 0, y: 0, size: 10, height: 20 }]), -1).featureOfVertex).toHaveLength(2 * 12);
  });

  it('leave out the diagonals of flat faces', () => {
    const { positions } = meshEdges(boxMesh([{ x: 0, y: 0, size: 10, height: 20 }]));
    for (let i = 0; i < positions.length; i += 6) {
      const across = [0, 1, 2].filter((axis) => positions[i + axis] !== positions[i + 3 + axis]);
      expect(across).toHaveLength(1);
    }
  });
});
