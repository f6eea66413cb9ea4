/**
 * TopoJSON (specification 1.0, topojson/topojson-specification): lines that neighbours share are stored once, as steps on a
 * grid. Each object of the file becomes a layer of features.
 */

import type { SourceFeature } from '../doctor/feature-source.ts';
import type { Position } from '../geojson.ts';
import { isJsonObject, type JsonObject } from './geojson-elements.ts';
import type { IssueLog } from './issue-log.ts';

const MAX_DEPTH = 16;

class BrokenTopology extends Error {}

export interface Topology {
  readonly layers: readonly string[];
  count(layer: string): number;
  features(layer: string, log: IssueLog): Iterable<SourceFeature>;
}

/** Null where the value is no topology. */
export function readTopology(value: unknown): Topology | null {
  if (!isJsonObject(value) || !isJsonObject(value.objects)) return null;
  const objects = new Map(Object.entries(value.objects));
  const decoder = new ArcDecoder(Array.isArray(value.arcs) ? value.arcs : [], value.transform);
  const elementsOf = (layer: string): readonly unknown[] => {
    const object = objects.get(layer);
    if (isJsonObject(object) && object.type === 'GeometryCollection' && Array.isArray(object.geometries))
      return object.geometries;
    return [object];
  };
  return {
    layers: [...objects.keys()],
    count: (layer) => elementsOf(layer).length,
    *features(layer, log) {
      let number = 0;
      for (const element of elementsOf(layer)) yield featureOf(element, ++number, decoder, log);
    },
  };
}

function featureOf(element: unknown, number: number, decoder: ArcDecoder, log: IssueLog): SourceFeature {
  if (!isJsonObject(element)) {
    log.add('not-a-feature', { featureNumber: number });
    return { number, position: null, geometry: undefined, properties: undefined, unreadable: true };
  }
  let geometry: unknown = null;
  let isBroken = false;
  try {
    geometry = geometryOf(element, decoder, 0);
  } catch (error) {
    if (!(error instanceof BrokenTopology)) throw error;
    log.add('broken-reference', { featureNumber: number, detail: error.message });
    isBroken = true;
  }
  const { id, properties = {} } = element;
  const fault = isBroken ? ({ noGeometry: 'broken-reference' } as const) : {};
  const base = { number, position: null, geometry, properties, ...fault };
  return typeof id === 'string' || typeof id === 'number' ? { ...base, id } : base;
}

function geometryOf(object: JsonObject, decoder: ArcDecoder, depth: number): unknown {
  const { type, arcs, coordinates } = object;
  switch (type) {
    case null:
    case undefined:
      return null;
    case 'Point':
      return { type, coordinates: decoder.point(coordinates) };
    case 'MultiPoint':
      return { type, coordinates: listOf(coordinates).map((point) => decoder.point(point)) };
    case 'LineString':
      return { type, coordinates: decoder.line(arcs) };
    case 'MultiLineString':
    case 'Polygon':
      return { type, coordinates: listOf(arcs).map((line) => decoder.line(line)) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(arcs).map((rings) => listOf(rings).map((ring) => decoder.line(ring))) };
    case 'GeometryCollection':
      if (depth > MAX_DEPTH) throw new BrokenTopology('collections in collections are too deep');
      return {
        type,
        geometries: listOf(object.geometries).map((part) =>
          isJsonObject(part) ? geometryOf(part, decoder, depth + 1) : null,
        ),
      };
    default:
      throw new BrokenTopology(`"${String(type).slice(0, 40)}" is no kind of geometry`);
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new BrokenTopology('a list is missing');
  return value;
}

class ArcDecoder {
  private readonly scale: Position | null = null;
  private readonly translate: Position = [0, 0];
  private readonly known = new Map<number, readonly Position[]>();

  constructor(
    private readonly arcs: readonly unknown[],
    transform: unknown,
  ) {
    if (!isJsonObject(transform) || !isPosition(transform.scale) || !isPosition(transform.translate)) return;
    this.scale = transform.scale;
    this.translate = transform.translate;
  }

  point(value: unknown): Position {
    if (!isPosition(value)) throw new BrokenTopology('a position is missing');
    return this.scale === null ? value : this.placed(value[0]!, value[1]!, value);
  }

  /** Arcs one after the other; where two meet, the point they share is kept once. A negative index means backwards. */
  line(indices: unknown): Position[] {
    const line: Position[] = [];
    for (const index of listOf(indices)) {
      if (typeof index !== 'number' || !Number.isInteger(index)) throw new BrokenTopology('an arc has no number');
      const arc = this.arc(index < 0 ? -1 - index : index);
      const points = index < 0 ? arc.toReversed() : arc;
      for (let at = line.length > 0 ? 1 : 0; at < points.length; at++) line.push(points[at]!);
    }
    return line;
  }

  private arc(index: number): readonly Position[] {
    const known = this.known.get(index);
    if (known !== undefined) return known;
    const given = this.arcs[index];
    if (given === undefined) throw new BrokenTopology(`arc ${index} is missing`);
    let x = 0;
    let y = 0;
    const arc = listOf(given).map((step) => {
      if (!isPosition(step)) throw new BrokenTopology(`arc ${index} has a position that is none`);
      if (this.scale === null) return step;
      x += step[0]!;
      y += step[1]!;
      return this.placed(x, y, step);
    });
    this.known.set(index, arc);
    return arc;
  }

  private placed(x: number, y: number, given: Position): Position {
    const [scaleX = 1, scaleY = 1] = this.scale!;
    return [x * scaleX + this.translate[0]!, y * scaleY + this.translate[1]!, ...given.slice(2)];
  }
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.length >= 2 && value.every((item) => typeof item === 'number');
}
