/** City objects become features: a footprint with base and height, the surfaces of the drawn level beside it. */
import type { FilePosition, SourceFeature, SourceSurface } from '../doctor/feature-source.ts';
import type { IssueLog } from '../reading/issue-log.ts';
import { type Face, isClosed, readShape, type Shape } from './boundaries.ts';
import { footprintOf } from './footprint.ts';
import { chooseLevel, geometriesOf, levelOf } from './levels.ts';
import { type CityFrame, isObject, type JsonObject, type Vertices } from './model.ts';

/** Objects of the specification; `+…` are extensions. */
const OBJECT_TYPES = new Set(
  `Bridge BridgePart BridgeInstallation BridgeConstructiveElement BridgeConstructionElement BridgeRoom BridgeFurniture
  Building BuildingPart BuildingInstallation BuildingConstructiveElement BuildingFurniture BuildingStorey BuildingRoom
  BuildingUnit CityFurniture CityObjectGroup GenericCityObject LandUse OtherConstruction PlantCover Railway Road
  SolitaryVegetationObject TINRelief TransportSquare Tunnel TunnelPart TunnelInstallation TunnelConstructiveElement
  TunnelHollowSpace TunnelFurniture WaterBody WaterSurface Waterway`.split(/\s+/),
);
/** From this level on, roofs and walls tell more than a block does. */
const SURFACES_FROM_LEVEL = 2;

export interface CityContext {
  readonly frame: CityFrame;
  readonly highestLevel: number;
  readonly log: IssueLog;
  number: number;
  /** Lowest heights of buildings with parts, by the id of the whole. */
  readonly grounds: Map<string, number>;
}

export function* cityFeatures(
  objects: JsonObject,
  vertices: Vertices,
  position: FilePosition | null,
  context: CityContext,
): Generator<SourceFeature> {
  const byId = new Map(Object.entries(objects));
  for (const [id, object] of byId) {
    if (!isObject(object)) {
      context.number++;
      context.log.add('not-a-feature', { featureNumber: context.number, detail: id.slice(0, 60) });
      yield { number: context.number, position, geometry: undefined, properties: undefined, unreadable: true };
      continue;
    }
    // What only holds others together is drawn by these.
    const hasChildren = Array.isArray(object.children) && object.children.length > 0;
    const isGroup = object.type === 'CityObjectGroup' || hasChildren;
    if (isGroup && geometriesOf(object).length === 0) continue;
    if (hasChildren && isDrawnByChildren(object, byId, context)) continue;
    yield featureOf(id, object, byId, vertices, position, context);
  }
}

/** Its parts show a higher level than it does itself (a footprint above blocks, for example). */
function isDrawnByChildren(object: JsonObject, byId: ReadonlyMap<string, unknown>, context: CityContext): boolean {
  const own = chosenLevel(object, context) ?? -1;
  return (object.children as unknown[]).some((id) => {
    const child = byId.get(String(id));
    const isPart = isObject(child) && /Part$/.test(String(child.type));
    return isPart && (chosenLevel(child, context) ?? -1) > own;
  });
}

function chosenLevel(object: JsonObject, { frame, highestLevel }: CityContext): number | null {
  const levels = geometriesOf(object).map((geometry) => levelOf(geometry, frame.templates.geometries));
  return chooseLevel(levels, highestLevel);
}

function featureOf(
  id: string,
  object: JsonObject,
  byId: ReadonlyMap<string, unknown>,
  vertices: Vertices,
  position: FilePosition | null,
  context: CityContext,
): SourceFeature {
  const { frame, log } = context;
  const number = ++context.number;
  const here = { featureNumber: number, ...(position === null ? {} : { position }) };
  const type = String(object.type);
  if (!OBJECT_TYPES.has(type) && !type.startsWith('+'))
    log.add('unknown-object-type', { ...here, detail: type.slice(0, 60) });
  const geometries = geometriesOf(object);
  const level = chosenLevel(object, context);
  const drawn = geometries.filter((geometry) => levelOf(geometry, frame.templates.geometries) === level);
  noteLevels(geometries, here, context);
  const shape = combined(drawn.map((geometry) => readShape(geometry, vertices, frame.templates)));
  if (shape.broken > 0) log.add('broken-reference', { ...here, detail: shape.brokenDetail ?? '' });
  if (shape.unsupported !== null) log.add('unsupported-geometry', { ...here, detail: shape.unsupported });
  if (shape.isSolid && shape.broken === 0 && !isClosed(shape.faces)) log.add('solid-not-closed', here);
  const surfaces = level !== null && level >= SURFACES_FROM_LEVEL ? shape.faces.map(surfaceOf) : [];
  const geometry = geometryOf(shape);
  const fault = shape.broken > 0 ? 'broken-reference' : shape.unsupported !== null ? 'unsupported-geometry' : null;
  return {
    number,
    position,
    id,
    geometry,
    ...(geometry === null && fault !== null ? { noGeometry: fault } : {}),
    properties: propertiesOf(object, byId, shape, level),
    ...(surfaces.length > 0 ? { surfaces, ...groundOf(object, byId, vertices, context) } : {}),
  };
}

/** A part stands on the ground of its whole, not on its own lowest corner: an upper storey stays above. */
function groundOf(
  object: JsonObject,
  byId: ReadonlyMap<string, unknown>,
  vertices: Vertices,
  context: CityContext,
): { readonly groundM?: number } {
  const [whole] = Array.isArray(object.parents) ? object.parents.map(String) : [];
  const holder = whole === undefined ? object : byId.get(whole);
  if (whole === undefined || !isObject(holder)) return {};
  let groundM = context.grounds.get(whole);
  if (groundM === undefined) {
    const children = Array.isArray(holder.children) ? holder.children.map((id) => byId.get(String(id))) : [];
    groundM = Number.POSITIVE_INFINITY;
    for (const member of [holder, object, ...children]) {
      if (!isObject(member)) continue;
      const level = chosenLevel(member, context);
      const { templates } = context.frame;
      for (const geometry of geometriesOf(member)) {
        if (levelOf(geometry, templates.geometries) !== level) continue;
        const { faces } = readShape(geometry, vertices, templates);
        for (const { rings } of faces) for (const [, , z] of rings.flat()) groundM = Math.min(groundM, z);
      }
    }
    context.grounds.set(whole, groundM);
  }
  return Number.isFinite(groundM) ? { groundM } : {};
}

/** Several levels are usual, two volumes of one level are not. */
function noteLevels(
  geometries: readonly JsonObject[],
  here: { featureNumber: number },
  { frame, log }: CityContext,
): void {
  const levelsOf = (list: readonly JsonObject[]) => list.map((item) => levelOf(item, frame.templates.geometries));
  const levels = new Set(levelsOf(geometries));
  const sorted = [...levels].toSorted((a, b) => a - b);
  if (levels.size > 1) log.add('several-lods', { ...here, detail: sorted.join(', ') });
  const volumes = levelsOf(geometries.filter(isVolume));
  const twice = volumes.find((level, index) => volumes.indexOf(level) < index);
  if (twice !== undefined) log.add('same-lod-twice', { ...here, detail: String(twice) });
}

const isVolume = ({ type }: JsonObject) => type === 'Solid' || type === 'MultiSolid' || type === 'CompositeSolid';

function combined(shapes: readonly Shape[]): Shape {
  let shell = 0;
  return {
    faces: shapes.flatMap(({ faces }) => {
      const first = shell;
      shell += 1 + Math.max(0, ...faces.map((face) => face.shell));
      return faces.map((face) => ({ ...face, shell: first + face.shell }));
    }),
    points: shapes.flatMap(({ points }) => points),
    lines: shapes.flatMap(({ lines }) => lines),
    isSolid: shapes.length > 0 && shapes.every(({ isSolid }) => isSolid),
    broken: shapes.reduce((sum, { broken }) => sum + broken, 0),
    brokenDetail: shapes.find(({ brokenDetail }) => brokenDetail !== null)?.brokenDetail ?? null,
    unsupported: shapes.find(({ unsupported }) => unsupported !== null)?.unsupported ?? null,
  };
}

function geometryOf(shape: Shape): unknown {
  const polygons = footprintOf(shape);
  if (polygons.length === 1) return { type: 'Polygon', coordinates: polygons[0] };
  if (polygons.length > 1) return { type: 'MultiPolygon', coordinates: polygons };
  if (shape.lines.length > 0) return { type: 'MultiLineString', coordinates: shape.lines };
  return shape.points.length > 0 ? { type: 'MultiPoint', coordinates: shape.points } : null;
}

function surfaceOf({ meaning, rings }: Face): SourceSurface {
  const close = (ring: Face['rings'][number]) => (ring.length > 0 ? [...ring, ring[0]!] : []);
  return { meaning, rings: rings.map(close) };
}

/** Its own attributes, under these those of what it is part of, and what its shape says. */
function propertiesOf(
  object: JsonObject,
  byId: ReadonlyMap<string, unknown>,
  shape: Shape,
  level: number | null,
): Record<string, unknown> {
  const parents = Array.isArray(object.parents) ? object.parents.map(String) : [];
  const parent = byId.get(parents[0] ?? '');
  const merged = new Map<string, unknown>([
    ...(isObject(parent) && isObject(parent.attributes) ? Object.entries(parent.attributes) : []),
    ...(isObject(object.attributes) ? Object.entries(object.attributes) : []),
  ]);
  const add = (name: string, value: unknown) => merged.set(merged.has(name) ? `${name}_of_shape` : name, value);
  add('object_type', object.type);
  if (parents[0] !== undefined) add('parent', parents[0]);
  if (level !== null) add('lod', level);
  const heights = shape.faces.flatMap(({ rings }) => rings.flat()).map(([, , z]) => z);
  if (heights.length > 0) {
    const [lowest, highest] = rangeOf(heights);
    add('base_height', round(lowest));
    add('height', round(highest - lowest));
  }
  return Object.fromEntries(merged);
}

function rangeOf(values: readonly number[]): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return [lowest, highest];
}

/** Millimetres: what vertices are stored in. */
const round = (metres: number) => Math.round(metres * 1_000) / 1_000;
