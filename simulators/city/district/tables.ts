/** The district as GeoJSON tables: columns as docs and datasets/eixample/README.md describe them. */
import { hypot, roundTo } from '../../../app/core/base/portable-math.ts';
import type { Feature, FeatureCollection, Geometry } from '../../../app/core/geo/geojson.ts';
import type { LayerShape } from '../../../app/core/geo/layer-shape.ts';
import { createLocalFrame } from '../../../app/core/geo/local-frame.ts';
import type { DistrictModel } from './model.ts';
import type { Plan, PlanPoint, PlanPolygon } from './plan.ts';

export interface DistrictTable {
  readonly table: string;
  readonly shape: LayerShape;
  readonly collection: FeatureCollection<Geometry>;
}

type Columns = Record<string, string | number | null>;

export function toTables(model: DistrictModel): readonly DistrictTable[] {
  const { plan } = model;
  const sectionOf = new Map(model.sections.flatMap((section) => section.blocks.map((b) => [b.id, section] as const)));
  const surface = (polygon: PlanPolygon, columns: Columns) => feature(polygonGeometry(plan, polygon), columns);
  const point = (at: PlanPoint, columns: Columns) =>
    feature({ type: 'Point', coordinates: plan.toLonLat(at) }, columns);

  return [
    table(
      'districts',
      'surface',
      model.districts.map((d) => surface([d.outline], { feature_id: d.id, name: d.name })),
    ),
    table(
      'census_sections',
      'surface',
      model.sections.map((s) =>
        surface([s.outline], {
          feature_id: s.id,
          district_id: s.districtId,
          name: s.name,
          population: s.population,
          pop_0_14: s.pop0to14,
          pop_15_64: s.pop15to64,
          pop_65_plus: s.pop65plus,
          dwellings: s.dwellings,
        }),
      ),
    ),
    table(
      'blocks',
      'surface',
      plan.blocks.map((b) =>
        surface([b.outline], {
          feature_id: b.id,
          district_id: sectionOf.get(b.id)!.districtId,
          section_id: sectionOf.get(b.id)!.id,
          kind: b.special === null ? 'perimeter' : b.special === 'park' ? 'park' : 'facility',
        }),
      ),
    ),
    table(
      'parks',
      'surface',
      model.parks.map((p) => surface([p.ring], { feature_id: p.id, name: p.name })),
    ),
    table('streets', 'line', streetFeatures(model)),
    table(
      'intersections',
      'point',
      model.intersections.map((n) => point(n.point, { feature_id: n.id })),
    ),
    table(
      'buildings',
      'extrusion',
      model.buildings.map((b) =>
        surface(b.polygon, {
          feature_id: b.id,
          block_id: b.block.id,
          section_id: sectionOf.get(b.block.id)!.id,
          district_id: sectionOf.get(b.block.id)!.districtId,
          height_m: b.heightM,
          floors: b.floors,
          use: model.uses.get(b.id) ?? b.use,
          year: b.year,
          dwellings: model.dwellings.get(b.id)!,
        }),
      ),
    ),
    table(
      'trees',
      'tree',
      model.trees.map((t) =>
        point(t.point, {
          feature_id: t.id,
          species: t.species,
          height_m: t.heightM,
          crown_m: t.crownM,
          street_id: t.streetId,
        }),
      ),
    ),
    table(
      'facilities',
      'point',
      model.facilities.map((f) =>
        point(f.point, { feature_id: f.id, name: f.name, category: f.category, building_id: f.buildingId }),
      ),
    ),
    table(
      'sensors',
      'point',
      model.sensors.map((s) =>
        point(s.point, {
          feature_id: s.id,
          sensor_id: s.id,
          name: s.name,
          domain: s.kind.domain,
          kind: s.kind.kind,
          model: s.kind.model,
          street_id: s.streetId,
          height_m: roundTo(s.heightM, 0.1),
          cadence_s: s.kind.cadenceS,
          properties: s.kind.properties.join(','),
          dialect: s.kind.dialect,
          spaces: s.spaces,
        }),
      ),
    ),
  ];
}

function streetFeatures(model: DistrictModel): Feature<Geometry>[] {
  const { plan } = model;
  const [lon, lat] = plan.toLonLat([0, 0]);
  const frame = createLocalFrame({ lon, lat });
  return model.streets.map((street) => {
    const start = plan.toLonLat(street.from);
    const end = plan.toLonLat(street.to);
    const [fromEast, fromNorth] = frame.toLocal(start[0], start[1]);
    const [toEast, toNorth] = frame.toLocal(end[0], end[1]);
    return feature(
      { type: 'LineString', coordinates: [start, end] },
      {
        feature_id: street.id,
        name: street.axis.name,
        class: street.axis.isAvenue ? 'avenue' : 'street',
        from_node: street.fromNode,
        to_node: street.toNode,
        lanes: street.lanes,
        speed_kmh: street.speedKmh,
        capacity_veh_h: street.capacityVehPerHour,
        length_m: roundTo(hypot(toEast - fromEast, toNorth - fromNorth), 0.1),
        width_m: street.axis.widthM,
        canyon_height_m: model.canyons.get(street.id)!.heightM,
        carriageway_m: street.carriagewayM,
      },
    );
  });
}

/** Right-hand rule: outer ring counter-clockwise, holes clockwise; closed. */
function polygonGeometry(plan: Plan, polygon: PlanPolygon): Geometry {
  return {
    type: 'Polygon',
    coordinates: polygon.map((ring, index) => {
      const positions = ring.map((at) => plan.toLonLat(at));
      if (index > 0) positions.reverse();
      return [...positions, positions[0]!];
    }),
  };
}

function feature(geometry: Geometry, properties: Columns): Feature<Geometry> {
  return { type: 'Feature', properties, geometry };
}

function table(name: string, shape: LayerShape, features: Feature<Geometry>[]): DistrictTable {
  return { table: name, shape, collection: { type: 'FeatureCollection', features } };
}

/** One feature a line, so that a change shows in a diff. `name` is what QGIS calls the layer. */
export function toGeoJsonText({ table: name, collection }: DistrictTable): string {
  const lines = collection.features.map((each) => JSON.stringify(each));
  return `{"type":"FeatureCollection","name":${JSON.stringify(name)},"features":[\n${lines.join(',\n')}\n]}\n`;
}
