/**
 * Cuts the built ring of a block — between the building line and the courtyard — into parcels that tile it exactly.
 *
 * Positions are metres from the block's lower-left corner. One corner and one side are drawn, then turned by quarters.
 * A corner is either two parcels that meet on the diagonal, each with half of the chamfer, or three: a wedge with the
 * whole chamfer and one narrowing parcel on either side. Between corners stand parallel parcels.
 */
import { roundTo } from '../../../app/core/base/portable-math.ts';
import type { RandomSource } from '../../../app/core/base/random.ts';
import { chamferedSquare, type PlanPoint, type PlanPolygon, type PlanRing } from './plan.ts';

export interface Parcel {
  readonly ring: PlanRing;
  /** The side it faces: 0 south-east … counter-clockwise; a corner parcel names the side it leans to. */
  readonly side: 0 | 1 | 2 | 3;
  readonly isCorner: boolean;
  /** The two ends of its façade along `side`; null for a wedge, which only faces the chamfer. */
  readonly facade: readonly [PlanPoint, PlanPoint] | null;
}

export interface RingMeasures {
  readonly sideM: number;
  readonly chamferLegM: number;
  readonly depthM: number;
  readonly courtyardLegM: number;
}

const WEDGE_SHARE = 0.45;
const MIN_FRONTAGE_M = 7.5;

/** The built ring as a polygon with one hole, the courtyard. */
export function builtRing(measures: RingMeasures): PlanPolygon {
  return [chamferedSquare(measures.sideM, measures.chamferLegM), courtyard(measures)];
}

export function courtyard(measures: RingMeasures, inset = 0): PlanRing {
  return chamferedSquare(measures.sideM, measures.courtyardLegM, measures.depthM + inset);
}

export function cutParcels(measures: RingMeasures, random: RandomSource): readonly Parcel[] {
  const { sideM, depthM, courtyardLegM } = measures;
  const reach = depthM + courtyardLegM;
  // How far each corner reaches along the side after it and along the side before it.
  const corners = [0, 1, 2, 3].map(() => {
    const isWedge = random.uniform() < WEDGE_SHARE;
    const after = reach + (isWedge ? roundTo(4 + 3 * random.uniform(), 0.1) : 0);
    const before = reach + (isWedge ? roundTo(4 + 3 * random.uniform(), 0.1) : 0);
    return { isWedge, after, before };
  });

  const parcels: Parcel[] = [];
  for (const side of [0, 1, 2, 3] as const) {
    const corner = corners[side]!;
    const next = corners[(side + 1) % 4]!;
    const before = ((side + 3) % 4) as Parcel['side'];
    for (const piece of cornerPieces(measures, corner)) {
      parcels.push(quarterTurns(piece.facesBefore ? before : side, side, piece, sideM, true));
    }
    for (const piece of sidePieces(corner.after, sideM - next.before, depthM, random)) {
      parcels.push(quarterTurns(side, side, piece, sideM, false));
    }
  }
  return parcels;
}

/**
 * What is built on a parcel between corners that stands back from the street or does not reach the courtyard; metres
 * measured at right angles to the façade, whose ends are the first two vertices.
 */
export function footprint(parcel: Parcel, frontM: number, rearM: number): PlanRing {
  const [a, b, c, d] = parcel.ring as [PlanPoint, PlanPoint, PlanPoint, PlanPoint];
  const depth = Math.abs(d[0] - a[0]) + Math.abs(d[1] - a[1]);
  const inward = (point: PlanPoint, metres: number): PlanPoint => [
    point[0] + ((d[0] - a[0]) / depth) * metres,
    point[1] + ((d[1] - a[1]) / depth) * metres,
  ];
  return [inward(a, frontM), inward(b, frontM), inward(c, -rearM), inward(d, -rearM)];
}

interface Piece {
  readonly ring: PlanRing;
  readonly facade: readonly [PlanPoint, PlanPoint] | null;
  readonly facesBefore?: boolean;
}

function cornerPieces(
  { chamferLegM: leg, depthM: depth, courtyardLegM }: RingMeasures,
  corner: { readonly isWedge: boolean; readonly after: number; readonly before: number },
): readonly Piece[] {
  const reach = depth + courtyardLegM;
  const { after, before } = corner;
  if (!corner.isWedge) {
    const chamferMiddle: PlanPoint = [leg / 2, leg / 2];
    const courtyardMiddle: PlanPoint = [depth + courtyardLegM / 2, depth + courtyardLegM / 2];
    return [
      {
        ring: [[leg, 0], [after, 0], [after, depth], courtyardMiddle, chamferMiddle],
        facade: [
          [leg, 0],
          [after, 0],
        ],
      },
      {
        ring: [chamferMiddle, courtyardMiddle, [depth, before], [0, before], [0, leg]],
        facade: [
          [0, before],
          [0, leg],
        ],
        facesBefore: true,
      },
    ];
  }
  return [
    {
      ring: [
        [leg, 0],
        [after, 0],
        [after, depth],
        [reach, depth],
      ],
      facade: [
        [leg, 0],
        [after, 0],
      ],
    },
    {
      ring: [
        [leg, 0],
        [reach, depth],
        [depth, reach],
        [0, leg],
      ],
      facade: null,
    },
    {
      ring: [
        [0, leg],
        [depth, reach],
        [depth, before],
        [0, before],
      ],
      facade: [
        [0, before],
        [0, leg],
      ],
      facesBefore: true,
    },
  ];
}

/** Parallel parcels from `from` to `to` along a side, none narrower than 7.5 m. */
function sidePieces(from: number, to: number, depth: number, random: RandomSource): readonly Piece[] {
  const length = to - from;
  const wanted = 10 + 3.5 * random.uniform();
  const count = Math.max(1, Math.min(Math.round(length / wanted), Math.floor(length / MIN_FRONTAGE_M)));
  // Uneven shares of what is left once every parcel has its minimum.
  const shares = Array.from({ length: count }, () => 0.35 + random.uniform());
  const total = shares.reduce((sum, share) => sum + share, 0);
  const spare = length - count * MIN_FRONTAGE_M;
  const pieces: Piece[] = [];
  let start = from;
  for (const [index, share] of shares.entries()) {
    const end = index === count - 1 ? to : roundTo(start + MIN_FRONTAGE_M + (spare * share) / total, 0.01);
    pieces.push({
      ring: [
        [start, 0],
        [end, 0],
        [end, depth],
        [start, depth],
      ],
      facade: [
        [start, 0],
        [end, 0],
      ],
    });
    start = end;
  }
  return pieces;
}

/** Turns a piece by quarters about the block's middle. */
function quarterTurns(side: Parcel['side'], turns: number, piece: Piece, sideM: number, isCorner: boolean): Parcel {
  const turn = (point: PlanPoint): PlanPoint => {
    let [x, y] = point;
    for (let quarter = 0; quarter < turns; quarter++) [x, y] = [sideM - y, x];
    return [x, y];
  };
  return {
    ring: piece.ring.map(turn),
    side,
    isCorner,
    facade: piece.facade && [turn(piece.facade[0]), turn(piece.facade[1])],
  };
}
