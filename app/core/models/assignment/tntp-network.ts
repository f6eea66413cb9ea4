import { ok, type Result } from '../../base/result.ts';
import type { AssignmentNames } from './checks.ts';
import type { AssignmentNetwork, TripTable } from './network.ts';
import {
  createTntpIssues,
  metadataCount,
  metadataNumber,
  quoted,
  readTntpText,
  type TntpIssueCode,
  tntpNumber,
} from './tntp-text.ts';

/** A network file of the TNTP format. Nodes are numbered from 1; nodes 1 … zoneCount are the zones. Units are the file's. */
export interface TntpNetwork {
  readonly zoneCount: number;
  readonly nodeCount: number;
  /** Nodes with lower numbers are not passed by through traffic. */
  readonly firstThroughNode: number;
  readonly linkCount: number;
  readonly initNode: Int32Array;
  readonly termNode: Int32Array;
  readonly capacity: Float64Array;
  readonly length: Float64Array;
  readonly freeFlowTime: Float64Array;
  readonly b: Float64Array;
  readonly power: Float64Array;
  readonly speed: Float64Array;
  readonly toll: Float64Array;
  readonly type: Float64Array;
  /** Line of the file each link stands on, from 1. */
  readonly line: Int32Array;
  /** Time that a unit of toll and a unit of length are felt as, where the file says so itself; null where it does not. */
  readonly tollFactor: number | null;
  readonly distanceFactor: number | null;
}

const FIELDS = ['capacity', 'length', 'free flow time', 'B', 'power', 'speed', 'toll', 'type'] as const;
/** Speed, toll and type may be left out; they are 0 then. */
const NEEDED_FIELDS = 5;
/** Nodes are places in arrays; numbers beyond this are taken for a mistake. */
const HIGHEST_NODE = 5_000_000;

/** Reads a network file. Null when a line cannot be understood: a network with a link missing would answer wrongly. */
export function parseTntpNetwork(text: string): Result<TntpNetwork, TntpIssueCode> {
  const source = readTntpText(text);
  const issues = createTntpIssues();
  const nodes: number[] = [];
  const columns: number[][] = FIELDS.map(() => []);
  const lines: number[] = [];
  let highest = 0;
  source.lines.forEach((line, index) => {
    const number = source.lineNumbers[index]!;
    const tokens = line
      .replace(/;/g, ' ')
      .trim()
      .split(/[\s,]+/);
    if (tokens.length === 1 && tokens[0] === '') return;
    // Some files name the columns without a comment sign.
    if (lines.length === 0 && index === 0 && tokens.every((token) => Number.isNaN(tntpNumber(token)))) return;
    const [init, term] = [tntpNumber(tokens[0]!), tntpNumber(tokens[1] ?? '')];
    if (!isNodeNumber(init) || !isNodeNumber(term)) {
      issues.error(
        'line',
        `line ${number}: ${quoted(line)} does not begin with two node numbers from 1 to ${HIGHEST_NODE}`,
      );
      return;
    }
    const values = FIELDS.map((_, f) =>
      tokens[f + 2] === undefined && f >= NEEDED_FIELDS ? 0 : tntpNumber(tokens[f + 2] ?? ''),
    );
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      const found = tokens[bad + 2];
      const what = found === undefined ? 'is missing' : `is ${quoted(found)}, which is no number`;
      issues.error('line', `line ${number}: the ${FIELDS[bad]} of link ${init} → ${term} ${what}`);
      return;
    }
    nodes.push(init, term);
    highest = Math.max(highest, init, term);
    for (const [f, value] of values.entries()) columns[f]!.push(value);
    lines.push(number);
  });
  if (lines.length === 0 && !issues.hasErrors()) issues.error('empty', 'the network file holds no link');
  if (issues.hasErrors()) return { value: null, issues: issues.all() };

  const zones = metadataCount(source, 'NUMBER OF ZONES');
  const namedNodes = metadataCount(source, 'NUMBER OF NODES');
  const namedLinks = metadataCount(source, 'NUMBER OF LINKS');
  const first = metadataCount(source, 'FIRST THRU NODE');
  if (zones === null) issues.warning('metadata', 'the network file does not say how many zones there are');
  if (first === null) issues.warning('metadata', 'no FIRST THRU NODE is given; every node may be passed');
  if (namedNodes !== null && highest > namedNodes) {
    const at = nodes.indexOf(highest) >> 1;
    issues.warning('metadata', `line ${lines[at]} names node ${highest}, but ${namedNodes} nodes are announced`);
  }
  if (namedLinks !== null && namedLinks !== lines.length) {
    issues.warning('metadata', `${namedLinks} links are announced, ${lines.length} are there`);
  }
  const column = (f: number) => Float64Array.from(columns[f]!);
  const value: TntpNetwork = {
    zoneCount: zones ?? 0,
    nodeCount: Math.max(namedNodes ?? 0, highest),
    firstThroughNode: first ?? 1,
    linkCount: lines.length,
    initNode: Int32Array.from(lines, (_, a) => nodes[2 * a]!),
    termNode: Int32Array.from(lines, (_, a) => nodes[2 * a + 1]!),
    capacity: column(0),
    length: column(1),
    freeFlowTime: column(2),
    b: column(3),
    power: column(4),
    speed: column(5),
    toll: column(6),
    type: column(7),
    line: Int32Array.from(lines),
    tollFactor: metadataNumber(source, 'TOLL FACTOR'),
    distanceFactor: metadataNumber(source, 'DISTANCE FACTOR'),
  };
  return { ...ok(value), issues: issues.all() };
}

const isNodeNumber = (value: number) => Number.isInteger(value) && value >= 1 && value <= HIGHEST_NODE;

/** Without a weight the file's own factor counts, and 0 where it has none. */
export interface CostWeights {
  /** Time that one unit of toll is felt as, in the file's unit of time. */
  readonly tollWeight?: number;
  /** Time that one unit of length is felt as beside the time it takes. */
  readonly distanceWeight?: number;
}

/**
 * The network as assignment takes it; link a stays link a, node n becomes n − 1. Times keep the file's unit (mostly
 * minutes), and so do all results. Zones beyond the last node become nodes without links.
 */
export function networkOfTntp(
  tntp: TntpNetwork,
  { tollWeight = tntp.tollFactor ?? 0, distanceWeight = tntp.distanceFactor ?? 0 }: CostWeights = {},
): AssignmentNetwork {
  const nodeCount = Math.max(tntp.nodeCount, tntp.zoneCount);
  const noThrough = new Uint8Array(nodeCount);
  noThrough.fill(1, 0, Math.min(nodeCount, Math.max(0, tntp.firstThroughNode - 1)));
  return {
    nodeCount,
    linkCount: tntp.linkCount,
    from: tntp.initNode.map((node) => node - 1),
    to: tntp.termNode.map((node) => node - 1),
    freeFlowTimeS: tntp.freeFlowTime,
    capacityVehPerHour: tntp.capacity,
    bprFactor: tntp.b,
    bprPower: tntp.power,
    fixedCostS: tntp.toll.map((toll, a) => weighted(toll, tollWeight) + weighted(tntp.length[a]!, distanceWeight)),
    noThrough,
  };
}

/** A weight of 0 leaves out even what is not sensible in the file. */
const weighted = (value: number, weight: number) => (weight === 0 ? 0 : value * weight);

/** Links and zones as whoever looks into the files finds them; zone i of the table sits on node `zoneNode[i]`. */
export function tntpNames(tntp: TntpNetwork, { zoneNode }: Pick<TripTable, 'zoneNode'>): AssignmentNames {
  return {
    link: (a) => `link ${tntp.initNode[a]} → ${tntp.termNode[a]} (line ${tntp.line[a]})`,
    zone: (i) => `zone ${zoneNode[i]! + 1}`,
  };
}
