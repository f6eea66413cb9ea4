/** By what the shipped district's layers can be coloured: attributes, live readings and values derived from them. */
import type { Category, ColourRule, LayerKind, LayerSpec, Ramp, ValueSource } from './layer-spec.ts';
import { OKABE_ITO } from './ramps.ts';
import { columnSql, type Moment, nearestAirSql, sensorSql, streetSql } from './value-sql.ts';

export interface LayerAttribute {
  readonly id: string;
  /** UCUM code; empty where the value has no unit. */
  readonly unit: string;
  readonly kind: 'number' | 'category';
  readonly live: boolean;
  /** What the layer wears while this colours it. */
  readonly layerKind: LayerKind;
}

interface Offer extends LayerAttribute {
  readonly rule: ColourRule;
  sql(moment: Moment): string;
}

interface Scale {
  readonly ramp?: Ramp;
  readonly low: number;
  readonly high: number;
  readonly breaks?: readonly number[];
}

function ramp(attribute: string, unit: string, scale: Scale): ColourRule {
  const { low, high, breaks = [] } = scale;
  return { type: 'ramp', attribute, ramp: scale.ramp ?? 'viridis', low, high, breaks, unit };
}

function column(table: string, id: string, unit: string, scale: Scale): Offer {
  const rule = ramp(id, unit, scale);
  return { id, unit, kind: 'number', live: false, layerKind: 'static', rule, sql: () => columnSql(table, id) };
}

function categories(table: string, id: string, values: readonly string[]): Offer {
  const list = values.map(
    (value, index): Category => ({
      value,
      colour: OKABE_ITO[index] ?? '#8c8c8c',
      label: `category.${id}.${value}`,
    }),
  );
  const rule: ColourRule = { type: 'categories', attribute: id, categories: list };
  return { id, unit: '', kind: 'category', live: false, layerKind: 'static', rule, sql: () => columnSql(table, id) };
}

function live(
  id: string,
  unit: string,
  scale: Scale,
  layerKind: LayerKind,
  sql: (property: string, moment: Moment) => string,
  property = id,
): Offer {
  const rule = ramp(id, unit, scale);
  return { id, unit, kind: 'number', live: true, layerKind, rule, sql: (moment) => sql(property, moment) };
}

/** Residents per square kilometre of an area's whole ground. */
function density(sql: string): Offer {
  const id = 'population_density';
  const unit = '{person}/km2';
  const scale = { low: 0, high: 60_000, breaks: [10_000, 20_000, 30_000, 40_000, 50_000] };
  return { id, unit, kind: 'number', live: false, layerKind: 'static', rule: ramp(id, unit, scale), sql: () => sql };
}

/** Breaks at the guideline and limit values of legend.ts (10, 20, 25, 50) and at the limit in force since 2010 (40). */
const NO2: Scale = { low: 0, high: 100, breaks: [10, 20, 25, 40, 50] };
const FLOW: Scale = { ramp: 'cividis', low: 0, high: 3000, breaks: [200, 500, 1000, 1500, 2000] };
const SPEED: Scale = { ramp: 'cividis', low: 0, high: 60, breaks: [10, 20, 30, 40, 50] };
/** 55 dB is where the Environmental Noise Directive begins to count people; steps of 5 dB as in noise maps. */
const NOISE: Scale = { low: 35, high: 85, breaks: [50, 55, 60, 65, 70, 75] };

const USES = ['residential', 'mixed', 'office', 'retail', 'education', 'health', 'culture', 'market'];

const OFFERS: Readonly<Record<string, readonly Offer[]>> = {
  buildings: [
    live('nearest_no2', 'ug/m3', NO2, 'derived', nearestAirSql, 'no2'),
    categories('buildings', 'use', USES),
    column('buildings', 'year', '', { low: 1860, high: 2020, breaks: [1900, 1940, 1960, 1980, 2000] }),
    column('buildings', 'height_m', 'm', { low: 0, high: 35, breaks: [10, 15, 20, 25] }),
    column('buildings', 'floors', '', { low: 0, high: 10, breaks: [3, 5, 6, 7, 8] }),
    column('buildings', 'dwellings', '', { low: 0, high: 40, breaks: [5, 10, 20, 30] }),
  ],
  streets: [
    live('flow', '{veh}/h', FLOW, 'live', streetSql),
    live('speed', 'km/h', SPEED, 'live', streetSql),
    column('streets', 'speed_kmh', 'km/h', { ramp: 'cividis', low: 0, high: 60, breaks: [15, 25, 35, 45] }),
    column('streets', 'lanes', '', { ramp: 'cividis', low: 0, high: 6, breaks: [1, 2, 3, 4, 5] }),
    column('streets', 'capacity_veh_h', '{veh}/h', { ramp: 'cividis', low: 0, high: 5000, breaks: [1000, 2000, 3000] }),
  ],
  sensors: [
    live('no2', 'ug/m3', NO2, 'live', sensorSql),
    live('flow', '{veh}/h', FLOW, 'live', sensorSql),
    live('speed', 'km/h', SPEED, 'live', sensorSql),
    live('laeq', 'dB[A]', NOISE, 'live', sensorSql),
    live('pm10', 'ug/m3', { low: 0, high: 90, breaks: [15, 20, 30, 45] }, 'live', sensorSql),
    live('pm25', 'ug/m3', { low: 0, high: 50, breaks: [5, 10, 15, 25] }, 'live', sensorSql),
    live('o3', 'ug/m3', { low: 0, high: 160, breaks: [40, 60, 80, 100, 120] }, 'live', sensorSql),
    live('temperature', 'Cel', { ramp: 'cividis', low: 0, high: 40 }, 'live', sensorSql),
    live(
      'bikes',
      '{bike}/h',
      { ramp: 'cividis', low: 0, high: 500, breaks: [10, 50, 100, 200, 300] },
      'live',
      sensorSql,
    ),
    live('fill', '1', { ramp: 'cividis', low: 0, high: 1, breaks: [0.25, 0.5, 0.75, 0.9] }, 'live', sensorSql),
    live('free', '{space}', { ramp: 'cividis', low: 0, high: 6, breaks: [1, 2, 3, 4] }, 'live', sensorSql),
  ],
  census_sections: [
    density('SELECT feature_id, population * 1e6 / area_m2 AS value FROM census_sections WHERE area_m2 > 0'),
    column('census_sections', 'population', '{person}', { low: 0, high: 2500, breaks: [500, 1000, 1500, 2000] }),
    column('census_sections', 'pop_0_14', '{person}', { low: 0, high: 400, breaks: [100, 150, 200, 250] }),
    column('census_sections', 'pop_65_plus', '{person}', { low: 0, high: 600, breaks: [100, 200, 300, 400] }),
    column('census_sections', 'dwellings', '', { low: 0, high: 1200, breaks: [300, 500, 700, 900] }),
  ],
  districts: [
    density(`SELECT district_id AS feature_id, sum(population) * 1e6 / sum(area_m2) AS value
FROM census_sections GROUP BY district_id HAVING sum(area_m2) > 0`),
  ],
  trees: [
    column('trees', 'height_m', 'm', { low: 0, high: 20, breaks: [5, 8, 11, 14] }),
    column('trees', 'crown_m', 'm', { low: 0, high: 12, breaks: [3, 4, 6, 8] }),
  ],
};

function offersOf(table: string): readonly Offer[] {
  return OFFERS[table] ?? [];
}

/** What a layer can be coloured by. */
export function attributesOf(layer: Pick<LayerSpec, 'table'>): readonly LayerAttribute[] {
  return offersOf(layer.table).map(({ id, unit, kind, live: isLive, layerKind }) => ({
    id,
    unit,
    kind,
    live: isLive,
    layerKind,
  }));
}

/** The attribute a layer is coloured by now; null where it is plain. */
export function colouredBy(layer: Pick<LayerSpec, 'colour'>): string | null {
  return layer.colour.type === 'plain' ? null : layer.colour.attribute;
}

export interface Colouring {
  readonly colour: ColourRule;
  readonly values: ValueSource;
  readonly kind: LayerKind;
}

/** How to colour a table by an attribute, now or at a past moment; null where it offers no such attribute. */
export function colouringOf(table: string, attribute: string, moment: Moment = null): Colouring | null {
  const offer = offersOf(table).find(({ id }) => id === attribute);
  if (offer === undefined) return null;
  return {
    colour: offer.rule,
    values: { sql: offer.sql(moment), live: offer.live && moment === null },
    kind: offer.layerKind,
  };
}

/** The layer coloured by an attribute; plain for null or for an attribute it does not offer. */
export function colourBy(layer: LayerSpec, attribute: string | null): LayerSpec {
  const { values: _former, ...rest } = layer;
  const colouring = attribute === null ? null : colouringOf(layer.table, attribute);
  if (colouring !== null) return { ...rest, ...colouring };
  return { ...rest, kind: 'static', colour: { type: 'plain' } };
}
