/**
 * A city's own street layer becomes a network: links from crossing to crossing, one for each direction that is open, with
 * the columns of the tables `streets` and `intersections` (core/geo/street-graph.ts reads them), and a report of what was
 * found on the way.
 *
 * Lines are joined as join-lines.ts says. A street that begins and ends at one crossing, or runs beside another between
 * the same two, is cut once more in its middle, so that two crossings have one link each way at most. What can be driven
 * from everywhere to everywhere — the largest strong part — is what traffic is assigned to; the other parts are listed.
 */
import type { Feature, Geometry, Position } from '../../geo/geojson.ts';
import { type Parts, strongParts, weakParts } from './connected-parts.ts';
import { type JoinedLines, joinLines, type Piece } from './join-lines.ts';
import { type NetworkReport, reportOf } from './network-report.ts';
import { type ReadLines, readStreetLines, type StreetChoices, type StreetLine } from './street-lines.ts';

/** One direction of one stretch. */
export interface OwnLink {
  readonly id: string;
  readonly line: StreetLine;
  readonly stretch: number;
  readonly from: number;
  readonly to: number;
  readonly lengthM: number;
  readonly lanes: number;
  readonly capacityVehPerHour: number;
  /** Degrees, in the direction of travel. */
  readonly positions: readonly Position[];
}

export interface OwnNetwork {
  readonly nodeIds: readonly string[];
  /** Degrees, longitude and latitude by node. */
  readonly nodePositions: readonly Position[];
  /** Stretches that end at each node: 1 at a dead end, 2 where one street goes on. */
  readonly legs: Int32Array;
  readonly links: readonly OwnLink[];
  /** 1 for links of the largest strong part. */
  readonly isAssigned: Uint8Array;
  readonly report: NetworkReport;
}

/** Null where nothing of the layer can be driven on; the report says why. */
export function streetsToNetwork(
  features: readonly Feature<Geometry | null>[],
  choices: StreetChoices,
): { readonly network: OwnNetwork | null; readonly report: NetworkReport } {
  const read = readStreetLines(features, choices);
  const joined = joinLines(read.lines, choices.snapM, choices.joinCrossings);
  const stretched = stretchesOf(read.lines, joined);
  const network = linksOf(read, stretched);
  const directed = {
    nodeCount: stretched.nodeX.length,
    from: network.links.map(({ from }) => from),
    to: network.links.map(({ to }) => to),
  };
  const weak = weakParts(directed);
  const strong = strongParts(directed);
  const largest = largestPart(strong, network.links);
  const isAssigned = Uint8Array.from(network.links, ({ from, to }) =>
    strong.partOf[from] === largest && strong.partOf[to] === largest ? 1 : 0,
  );
  const report = reportOf({
    read,
    joined,
    joinCrossings: choices.joinCrossings,
    ...network,
    isAssigned,
    weak,
    strong,
    largest,
  });
  return { network: isAssigned.includes(1) ? { ...network, isAssigned, report } : null, report };
}

interface Stretch extends Piece {
  /** Number among the pieces of its line's feature, from 1. */
  readonly number: number;
  readonly isOnlyOne: boolean;
}

interface Stretched {
  readonly stretches: readonly Stretch[];
  readonly nodeX: readonly number[];
  readonly nodeY: readonly number[];
}

/** Cuts loops and second ways between the same two crossings until each directed pair of crossings has one way. */
function stretchesOf(lines: readonly StreetLine[], { pieces, nodeX, nodeY }: JoinedLines): Stretched {
  const x = [...nodeX];
  const y = [...nodeY];
  const taken = new Set<number>();
  const cut: Piece[] = [];
  /** The number of a pair fits a double for any network that fits memory. */
  const MOST_NODES = 67_108_864;
  const take = (piece: Piece): boolean => {
    const { direction } = lines[piece.line]!;
    const along = piece.from * MOST_NODES + piece.to;
    const against = piece.to * MOST_NODES + piece.from;
    if (direction !== 'backward' && taken.has(along)) return false;
    if (direction !== 'forward' && taken.has(against)) return false;
    if (direction !== 'backward') taken.add(along);
    if (direction !== 'forward') taken.add(against);
    return true;
  };
  const nodeAlong = (piece: Piece, share: number): { node: number; atM: number } => {
    const atM = piece.fromM + share * (piece.toM - piece.fromM);
    const position = positionAt(lines[piece.line]!, atM);
    x.push(position.x);
    return { node: y.push(position.y) - 1, atM };
  };
  // Shorter ways first: the shortest between two crossings stays whole.
  const sorted = [...pieces].sort(
    (a, b) => a.toM - a.fromM - (b.toM - b.fromM) || a.line - b.line || a.fromM - b.fromM,
  );
  for (const piece of sorted) {
    if (piece.from === piece.to) {
      const a = nodeAlong(piece, 1 / 3);
      const b = nodeAlong(piece, 2 / 3);
      const parts: Piece[] = [
        { ...piece, to: a.node, toM: a.atM },
        { ...piece, from: a.node, fromM: a.atM, to: b.node, toM: b.atM },
        { ...piece, from: b.node, fromM: b.atM },
      ];
      for (const part of parts) take(part);
      cut.push(...parts);
    } else if (take(piece)) cut.push(piece);
    else {
      const middle = nodeAlong(piece, 1 / 2);
      const parts: Piece[] = [
        { ...piece, to: middle.node, toM: middle.atM },
        { ...piece, from: middle.node, fromM: middle.atM },
      ];
      for (const part of parts) take(part);
      cut.push(...parts);
    }
  }
  return { stretches: numbered(lines, cut), nodeX: x, nodeY: y };
}

/** In the order of the lines and along each. */
function numbered(lines: readonly StreetLine[], pieces: readonly Piece[]): Stretch[] {
  const byFeature = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const { featureId } = lines[piece.line]!;
    const known = byFeature.get(featureId);
    if (known === undefined) byFeature.set(featureId, [piece]);
    else known.push(piece);
  }
  const idOf = (id: string) => byFeature.get(id)!;
  const features = [...byFeature.keys()].sort();
  return features.flatMap((id) => {
    const own = idOf(id).sort((a, b) => lines[a.line]!.part - lines[b.line]!.part || a.fromM - b.fromM);
    return own.map((piece, index) => ({ ...piece, number: index + 1, isOnlyOne: own.length === 1 }));
  });
}

function linksOf(
  { lines, frame }: ReadLines,
  { stretches, nodeX, nodeY }: Stretched,
): Omit<OwnNetwork, 'isAssigned' | 'report'> {
  const nodePositions = nodeX.map((east, node): Position => {
    const [lon, lat] = frame.toLonLat(east, nodeY[node]!);
    return [lon, lat];
  });
  const legs = new Int32Array(nodeX.length);
  const links: OwnLink[] = [];
  stretches.forEach((stretch, number) => {
    const line = lines[stretch.line]!;
    const { from, to } = stretch;
    legs[from]!++;
    legs[to]!++;
    const id = stretch.isOnlyOne ? line.featureId : `${line.featureId}:${stretch.number}`;
    const lengthM = stretch.toM - stretch.fromM;
    const along = positionsBetween(line, stretch.fromM, stretch.toM);
    const link = (way: 'along' | 'against', lanes: number): OwnLink => ({
      id: way === 'along' || line.direction === 'backward' ? id : `${id}:back`,
      line,
      stretch: number,
      from: way === 'along' ? from : to,
      to: way === 'along' ? to : from,
      lengthM,
      lanes,
      capacityVehPerHour: lanes * line.capacityPerLane,
      positions: way === 'along' ? along : [...along].reverse(),
    });
    if (line.direction !== 'backward') links.push(link('along', line.lanesAlong));
    if (line.direction !== 'forward') links.push(link('against', line.lanesAgainst));
  });
  return { nodeIds: nodePositions.map((_, node) => `crossing-${node + 1}`), nodePositions, legs, links };
}

/** The part with the most metres of link; of equal ones the one found first. */
function largestPart({ partOf, count }: Parts, links: readonly OwnLink[]): number {
  const metres = new Float64Array(count);
  for (const { from, to, lengthM } of links) {
    if (partOf[from] === partOf[to]) metres[partOf[from]!]! += lengthM;
  }
  let best = 0;
  for (let part = 1; part < count; part++) if (metres[part]! > metres[best]!) best = part;
  return best;
}

/** On the plane and in degrees. */
function positionAt(
  line: StreetLine,
  atM: number,
): { readonly x: number; readonly y: number; readonly lonLat: Position } {
  const at = (i: number, share: number) => {
    const between = (values: Float64Array) => values[i]! + (share === 0 ? 0 : share * (values[i + 1]! - values[i]!));
    return { x: between(line.x), y: between(line.y), lonLat: [between(line.lon), between(line.lat)] };
  };
  let along = 0;
  for (let i = 0; i + 1 < line.x.length; i++) {
    const step = stepM(line, i);
    if (along + step > atM) return at(i, step > 0 ? (atM - along) / step : 0);
    along += step;
  }
  return at(line.x.length - 1, 0);
}

function positionsBetween(line: StreetLine, fromM: number, toM: number): Position[] {
  const isWhole = fromM === 0 && toM === line.lengthM;
  if (isWhole) return Array.from(line.lon, (lon, i): Position => [lon, line.lat[i]!]);
  const positions: Position[] = [positionAt(line, fromM).lonLat];
  let along = 0;
  for (let i = 1; i + 1 < line.x.length; i++) {
    along += stepM(line, i - 1);
    if (along >= toM) break;
    if (along > fromM) positions.push([line.lon[i]!, line.lat[i]!]);
  }
  positions.push(positionAt(line, toM).lonLat);
  return positions;
}

function stepM(line: StreetLine, i: number): number {
  const dx = line.x[i + 1]! - line.x[i]!;
  const dy = line.y[i + 1]! - line.y[i]!;
  return Math.sqrt(dx * dx + dy * dy);
}
