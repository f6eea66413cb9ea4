/**
 * What the city is made from: the tables of a place as GeoJSON objects. Whoever has them — a server from its disk, a
 * page from its origin — reads the files; this room only reads the objects, and says what it could not use.
 */
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { fail, type Issue, type Result } from '../../app/core/base/result.ts';
import type { Feature, FeatureCollection, Geometry } from '../../app/core/geo/geojson.ts';
import { pointsOf, polygonsOf } from '../../app/core/geo/geojson.ts';
import { createLocalFrame } from '../../app/core/geo/local-frame.ts';
import { buildStreetGraph, type StreetGraph, type StreetGraphIssue } from '../../app/core/geo/street-graph.ts';
import type { DemandSite } from '../../app/core/models/demand.ts';
import type { SensorDialect } from '../../app/core/stream/sensor-kinds.ts';
import { isTopicLevel } from '../../app/core/stream/topics.ts';
import { type Property, propertyNamed } from './properties.ts';

/** The tables the city reads; each is `<table>.geojson` of the place. */
export const CITY_TABLES = ['streets', 'intersections', 'sensors', 'census_sections', 'facilities'] as const;
export type CityTable = (typeof CITY_TABLES)[number];
export type CityFiles = Readonly<Record<CityTable, Pick<FeatureCollection<Geometry | null>, 'features'>>>;

/** No device of the city may be slower to speak than this. */
export const LONGEST_CADENCE_MS = 6 * MS_PER_HOUR;

const USUAL_SPACES = 16;

export interface CitySensor {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly kind: string;
  readonly model: string;
  readonly streetId: string;
  readonly lon: number;
  readonly lat: number;
  readonly xM: number;
  readonly yM: number;
  readonly heightM: number;
  readonly cadenceSeconds: number;
  readonly properties: readonly Property[];
  readonly dialect: SensorDialect;
  /** Spaces that a parking sensor watches. */
  readonly spaces: number;
}

export interface CityDataset {
  /** Topic level and folder name of the place. */
  readonly cityId: string;
  readonly lon: number;
  readonly lat: number;
  readonly streets: StreetGraph;
  /** Nodes in metres east and north of (lon, lat). */
  readonly nodeXM: Float64Array;
  readonly nodeYM: Float64Array;
  readonly sites: readonly DemandSite[];
  readonly sensors: readonly CitySensor[];
}

export type CityDatasetIssue =
  | StreetGraphIssue
  | 'city-bad-id'
  | 'city-without-streets'
  | 'city-without-sensors'
  | 'sensor-bad-id'
  | 'sensor-bad-place'
  | 'sensor-bad-cadence'
  | 'sensor-unknown-property';

/** Makes a city's dataset of its tables; null where no street or no sensor is left. */
export function readCityDataset(files: CityFiles, cityId = 'eixample'): Result<CityDataset, CityDatasetIssue> {
  if (!isTopicLevel(cityId)) return fail('city-bad-id', cityId.slice(0, 80));
  const graph = buildStreetGraph(files.streets, files.intersections);
  const issues: Issue<CityDatasetIssue>[] = [...graph.issues];
  const streets = graph.value;
  if (streets === null || streets.linkCount === 0) {
    issues.push({ code: 'city-without-streets', severity: 'error' });
    return { value: null, issues };
  }
  const lon = mean(streets.nodeLon);
  const lat = mean(streets.nodeLat);
  const frame = createLocalFrame({ lon, lat });
  const place = (position: readonly number[]) => frame.toLocal(position[0]!, position[1]!);
  const nodes = Array.from(streets.nodeLon, (nodeLon, node) => place([nodeLon, streets.nodeLat[node]!]));

  const sensors: CitySensor[] = [];
  for (const feature of files.sensors.features) {
    const sensor = readSensor(feature, place);
    if ('code' in sensor) issues.push(sensor);
    else sensors.push(sensor);
  }
  if (sensors.length === 0) {
    issues.push({ code: 'city-without-sensors', severity: 'error' });
    return { value: null, issues };
  }
  return {
    value: {
      cityId,
      lon,
      lat,
      streets,
      nodeXM: Float64Array.from(nodes, (node) => node[0]),
      nodeYM: Float64Array.from(nodes, (node) => node[1]),
      sites: [
        ...sectionSites(files.census_sections.features, place),
        ...facilitySites(files.facilities.features, place),
      ],
      sensors,
    },
    issues,
  };
}

type Place = (position: readonly number[]) => readonly [number, number, number];

function readSensor(feature: Feature<Geometry | null>, place: Place): CitySensor | Issue<CityDatasetIssue> {
  const columns = feature.properties ?? {};
  const id = String(columns.sensor_id ?? columns.feature_id);
  const problem = (code: CityDatasetIssue, detail = id): Issue<CityDatasetIssue> => ({
    code,
    severity: 'warning',
    detail: detail.slice(0, 80),
  });
  const levels = [id, String(columns.domain), String(columns.kind)];
  if (!levels.every(isTopicLevel)) return problem('sensor-bad-id', levels.join('/'));
  const position = feature.geometry === null ? undefined : pointsOf(feature.geometry)[0];
  if (position === undefined) return problem('sensor-bad-place');
  const cadenceSeconds = Number(columns.cadence_s);
  if (!(Number.isInteger(cadenceSeconds) && cadenceSeconds >= 60 && cadenceSeconds * 1000 <= LONGEST_CADENCE_MS)) {
    return problem('sensor-bad-cadence');
  }
  const names = String(columns.properties ?? '')
    .split(',')
    .map((name) => name.trim());
  const properties = names.map(propertyNamed).filter((property) => property !== undefined);
  if (properties.length < names.length) return problem('sensor-unknown-property', `${id}: ${names.join(',')}`);
  const [xM, yM] = place(position);
  return {
    id,
    name: String(columns.name ?? id),
    domain: levels[1]!,
    kind: levels[2]!,
    model: String(columns.model ?? ''),
    streetId: String(columns.street_id ?? ''),
    lon: position[0]!,
    lat: position[1]!,
    xM,
    yM,
    heightM: Number.isFinite(columns.height_m) ? columns.height_m : 3,
    cadenceSeconds,
    properties,
    dialect: columns.dialect === 'sensorthings' || columns.dialect === 'ngsi-ld' ? columns.dialect : 'sandbox',
    spaces: Number.isInteger(columns.spaces) && columns.spaces > 0 ? columns.spaces : USUAL_SPACES,
  };
}

/** Homes: a section's people at the middle of its outline; a shop or office for every so many of them. */
function sectionSites(features: readonly Feature<Geometry | null>[], place: Place): DemandSite[] {
  const sites: DemandSite[] = [];
  for (const { geometry, properties } of features) {
    const ring = geometry === null ? undefined : polygonsOf(geometry)[0]?.[0];
    const population = Number(properties?.population);
    if (ring === undefined || ring.length < 4 || !(population > 0)) continue;
    const corners = ring.slice(0, -1).map(place);
    sites.push({
      xM: mean(corners.map((corner) => corner[0])),
      yM: mean(corners.map((corner) => corner[1])),
      population,
      attraction: population * 0.3,
    });
  }
  return sites;
}

/** Schools, clinics, markets: nobody lives there, each draws as many as five hundred residents' workplaces. */
function facilitySites(features: readonly Feature<Geometry | null>[], place: Place): DemandSite[] {
  return features
    .flatMap(({ geometry }) => (geometry === null ? [] : pointsOf(geometry).slice(0, 1)))
    .map((position) => {
      const [xM, yM] = place(position);
      return { xM, yM, population: 0, attraction: 150 };
    });
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length > 0 ? sum / values.length : 0;
}
