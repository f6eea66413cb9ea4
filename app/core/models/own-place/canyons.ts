/**
 * How wide and how deep a street is between its buildings, measured on their outlines: from points along the stretch a
 * line is drawn to either side, square to the street, and the first wall it meets counts.
 *
 * Width     the sum of the mean distances to both sides, m; a side without walls counts as far as the street's own width
 *           has it
 * Height    mean of the walls met, times the share of lines that met one (a gap is a wall of no height), m
 * Reach     40 m to a side; beyond that the street is open.
 */
import { polygonsOf } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import { createSegmentIndex } from '../../geo/segment-index.ts';
import type { OwnBuilding } from './own-buildings.ts';
import type { OwnNetwork } from './streets-to-network.ts';

export interface CanyonMeasure {
  readonly widthM: number;
  readonly heightM: number;
}

const STEP_M = 10;
const REACH_M = 40;
const NARROWEST_M = 4;

/** By stretch. */
export function measureCanyons(network: OwnNetwork, buildings: readonly OwnBuilding[]): CanyonMeasure[] {
  const origin = network.nodePositions[0]!;
  const frame = createLocalFrame({ lon: origin[0]!, lat: origin[1]! });
  const x: number[] = [];
  const y: number[] = [];
  const starts: number[] = [];
  const heights: number[] = [];
  for (const { geometry, heightM } of buildings) {
    for (const rings of polygonsOf(geometry)) {
      for (const ring of rings) {
        ring.forEach((at, i) => {
          const [east, north] = frame.toLocal(at[0]!, at[1]!);
          if (i + 1 < ring.length) {
            starts.push(x.length);
            heights.push(heightM);
          }
          x.push(east);
          y.push(north);
        });
      }
    }
  }
  const wallX = Float64Array.from(x);
  const wallY = Float64Array.from(y);
  const index = createSegmentIndex(starts, wallX, wallY);

  /** Distance to the first wall in a direction of length 1, and its height; null where there is none within reach. */
  const firstWall = (px: number, py: number, ux: number, uy: number): { awayM: number; heightM: number } | null => {
    const qx = px + ux * REACH_M;
    const qy = py + uy * REACH_M;
    let best: { awayM: number; heightM: number } | null = null;
    for (const wall of index.near(Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy))) {
      const a = starts[wall]!;
      const ex = wallX[a + 1]! - wallX[a]!;
      const ey = wallY[a + 1]! - wallY[a]!;
      const cross = ux * ey - uy * ex;
      if (cross === 0) continue;
      const ox = wallX[a]! - px;
      const oy = wallY[a]! - py;
      const away = (ox * ey - oy * ex) / cross;
      const share = (ox * uy - oy * ux) / cross;
      if (away < 0 || away > REACH_M || share < 0 || share > 1) continue;
      if (best === null || away < best.awayM) best = { awayM: away, heightM: heights[wall]! };
    }
    return best;
  };

  const measures: CanyonMeasure[] = [];
  for (const link of network.links) {
    if (measures[link.stretch] !== undefined) continue;
    const line = link.positions.map(([lon, lat]) => frame.toLocal(lon!, lat!));
    const sides = [0, 1].map(() => ({ awayM: 0, met: 0 }));
    let heightM = 0;
    let looks = 0;
    for (let i = 0; i + 1 < line.length; i++) {
      const [ax, ay] = line[i]!;
      const dx = line[i + 1]![0] - ax;
      const dy = line[i + 1]![1] - ay;
      const length = Math.sqrt(dx * dx + dy * dy);
      if (length === 0) continue;
      const steps = Math.max(1, Math.round(length / STEP_M));
      for (let step = 0; step < steps; step++) {
        const share = (step + 0.5) / steps;
        looks++;
        for (const side of [0, 1]) {
          const turn = side === 0 ? 1 : -1;
          const wall = firstWall(ax + share * dx, ay + share * dy, (-dy / length) * turn, (dx / length) * turn);
          if (wall === null) continue;
          sides[side]!.awayM += wall.awayM;
          sides[side]!.met++;
          heightM += wall.heightM;
        }
      }
    }
    const usual = link.line.widthM / 2;
    const widthM = sides.reduce((sum, { awayM, met }) => sum + (met > 0 ? awayM / met : usual), 0);
    measures[link.stretch] = {
      widthM: Math.max(NARROWEST_M, widthM),
      heightM: looks > 0 ? heightM / (2 * looks) : 0,
    };
  }
  return measures;
}
