/** What became of a street layer: counts, and places a person can fly to. */
import type { Parts } from './connected-parts.ts';
import type { JoinedLines } from './join-lines.ts';
import type { GuessedAspect, LeftOutReason, ReadLines } from './street-lines.ts';
import type { OwnNetwork } from './streets-to-network.ts';

/** Somewhere on the map, with the streets concerned. */
export interface ReportPlace {
  readonly lon: number;
  readonly lat: number;
  /** Ids of the layer's own streets. */
  readonly streetIds: readonly string[];
  readonly names: readonly string[];
}

/** Streets that are cut off from the largest part; `lengthM` of all directions. */
export interface ReportPart extends ReportPlace {
  /** `island`: no street leads to it; `one-way`: it can only be entered or only be left. */
  readonly kind: 'island' | 'one-way';
  readonly links: number;
  readonly crossings: number;
  readonly lengthM: number;
}

export interface NetworkReport {
  readonly features: number;
  /** Lines that became streets, and their length, each counted once. */
  readonly lines: number;
  readonly linesM: number;
  readonly links: number;
  readonly assignedLinks: number;
  readonly assignedM: number;
  /** Where three stretches or more meet. */
  readonly crossings: number;
  readonly deadEnds: { readonly count: number; readonly places: readonly ReportPlace[] };
  readonly missingCrossings: {
    readonly count: number;
    readonly joined: boolean;
    readonly places: readonly ReportPlace[];
  };
  readonly overpasses: number;
  readonly weakParts: number;
  readonly strongParts: number;
  readonly otherParts: { readonly count: number; readonly places: readonly ReportPart[] };
  readonly leftOut: readonly {
    readonly reason: LeftOutReason;
    readonly count: number;
    readonly ids: readonly string[];
  }[];
  /** Lines whose value was taken from their class, by what was missing. */
  readonly guessed: Readonly<Record<GuessedAspect, number>>;
  readonly guessedLines: number;
  readonly unread: readonly { readonly column: string; readonly count: number; readonly values: readonly string[] }[];
}

/** Places that are listed; beyond them they are counted. */
const LISTED = 500;

export interface ReportInput extends Pick<OwnNetwork, 'nodePositions' | 'legs' | 'links' | 'isAssigned'> {
  readonly read: ReadLines;
  readonly joined: JoinedLines;
  readonly joinCrossings: boolean;
  readonly weak: Parts;
  readonly strong: Parts;
  readonly largest: number;
}

export function reportOf(input: ReportInput): NetworkReport {
  const { read, joined, nodePositions, legs, links, isAssigned, weak, strong } = input;
  const { lines } = read;
  const guessed: Record<GuessedAspect, number> = {
    class: 0,
    speed: 0,
    lanes: 0,
    capacity: 0,
    direction: 0,
    width: 0,
  };
  for (const line of lines) for (const aspect of line.guessed) guessed[aspect]++;
  const crossings = legs.reduce((count, n) => count + (n > 2 ? 1 : 0), 0);
  const missing = joined.missing.slice(0, LISTED).map(({ xM, yM, lines: pair }): ReportPlace => {
    const [lon, lat] = read.frame.toLonLat(xM, yM);
    const both = pair.map((line) => lines[line]!).sort((a, b) => (a.featureId < b.featureId ? -1 : 1));
    return { lon, lat, streetIds: both.map(({ featureId }) => featureId), names: both.map(({ name }) => name) };
  });
  return {
    features: read.features,
    lines: lines.length,
    linesM: lines.reduce((sum, { lengthM }) => sum + lengthM, 0),
    links: links.length,
    assignedLinks: isAssigned.reduce((count, flag) => count + flag, 0),
    assignedM: links.reduce((sum, { lengthM }, link) => sum + (isAssigned[link] === 1 ? lengthM : 0), 0),
    crossings,
    deadEnds: deadEndsOf(nodePositions, legs, links),
    missingCrossings: { count: joined.missing.length, joined: input.joinCrossings, places: missing },
    overpasses: joined.overpasses,
    weakParts: weak.count,
    strongParts: strong.count,
    otherParts: otherParts(input),
    leftOut: [...read.leftOut].map(([reason, { count, ids }]) => ({ reason, count, ids })),
    guessed,
    guessedLines: lines.filter((line) => line.guessed.some((aspect) => aspect !== 'width')).length,
    unread: [...read.unread].map(([column, { count, values }]) => ({ column, count, values })),
  };
}

function deadEndsOf(
  nodePositions: OwnNetwork['nodePositions'],
  legs: Int32Array,
  links: OwnNetwork['links'],
): NetworkReport['deadEnds'] {
  const lineAt = new Map<number, OwnNetwork['links'][number]['line']>();
  for (const { from, to, line } of links) {
    if (legs[from] === 1) lineAt.set(from, line);
    if (legs[to] === 1) lineAt.set(to, line);
  }
  const nodes = [...lineAt.keys()].sort((a, b) => a - b);
  const places = nodes.slice(0, LISTED).map((node): ReportPlace => {
    const { featureId, name } = lineAt.get(node)!;
    const [lon, lat] = nodePositions[node]!;
    return { lon: lon!, lat: lat!, streetIds: [featureId], names: [name] };
  });
  return { count: nodes.length, places };
}

/**
 * Everything that is not assigned, in pieces that hang together without the largest part: the longest first. A piece that
 * touches the largest part can be entered or left only; one that does not is an island.
 */
function otherParts({ nodePositions, links, isAssigned, strong, largest }: ReportInput): NetworkReport['otherParts'] {
  const parent = new Map<number, number>();
  const rootOf = (node: number): number => {
    let at = node;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const isMain = (node: number) => strong.partOf[node] === largest;
  const rest = links.filter((_, link) => isAssigned[link] === 0);
  for (const { from, to } of rest) {
    for (const node of [from, to]) if (!isMain(node) && !parent.has(node)) parent.set(node, node);
    if (isMain(from) || isMain(to)) continue;
    const [a, b] = [rootOf(from), rootOf(to)];
    if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
  }
  const parts = new Map<
    number,
    { links: number; lengthM: number; touches: boolean; ids: Set<string>; names: Set<string> }
  >();
  for (const { from, to, lengthM, line } of rest) {
    const root = rootOf(isMain(from) ? to : from);
    const part = parts.get(root) ?? { links: 0, lengthM: 0, touches: false, ids: new Set(), names: new Set() };
    part.links++;
    part.lengthM += lengthM;
    part.touches ||= isMain(from) || isMain(to);
    part.ids.add(line.featureId);
    if (line.name !== '') part.names.add(line.name);
    parts.set(root, part);
  }
  const crossingsOf = new Map<number, number>();
  for (const node of parent.keys()) {
    const root = rootOf(node);
    crossingsOf.set(root, (crossingsOf.get(root) ?? 0) + 1);
  }
  const sorted = [...parts].sort(([p, a], [q, b]) => b.lengthM - a.lengthM || p - q);
  const places = sorted.slice(0, LISTED).map(([root, part]): ReportPart => {
    const [lon, lat] = nodePositions[root]!;
    return {
      lon: lon!,
      lat: lat!,
      streetIds: [...part.ids].slice(0, 20),
      names: [...part.names].slice(0, 3),
      kind: part.touches ? 'one-way' : 'island',
      links: part.links,
      crossings: crossingsOf.get(root) ?? 0,
      lengthM: part.lengthM,
    };
  });
  return { count: parts.size, places };
}
