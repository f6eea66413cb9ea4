/**
 * SQL that joins a layer with the stream, written so that a participant can read it, change it and save it. Every text
 * yields `feature_id`, `value`, `time` first, then what explains them. Geometry is WKB in degrees; distances are metres.
 */
import { numberLiteral, quoteIdentifier, quoteText } from '../base/sql-text.ts';

/** How a feature comes by its sensors. */
export type JoinMethod =
  /** The nearest sensor that read anything, if it is within reach. */
  | { readonly type: 'nearest'; readonly withinM: number }
  /** Sensors inside the feature, for polygons. */
  | { readonly type: 'within' }
  /** Sensors within reach, all counting the same. */
  | { readonly type: 'near'; readonly withinM: number }
  /** Hexagons of H3 with the sensors in them; the layer's own features are not used. */
  | { readonly type: 'cells'; readonly resolution: number };

export const JOIN_SUMMARIES = ['mean', 'highest', 'lowest', 'newest'] as const;
export type JoinSummary = (typeof JOIN_SUMMARIES)[number];

export interface StreamJoin {
  /** Table with `feature_id` and `geom`; not read by `cells`. */
  readonly layer: string;
  /** Property of the stream, `no2`. */
  readonly property: string;
  /** Levels in decibels: a mean is made of their energy. */
  readonly levels: boolean;
  readonly method: JoinMethod;
  readonly summary: JoinSummary;
  /** Hours back from the newest reading of the property, 1–168. */
  readonly hours: number;
  /** Highest quality flag that counts: 1 good, 2 not evaluated, 3 suspect. */
  readonly worstFlag: 1 | 2 | 3;
}

export const JOIN_LIMITS = {
  withinM: [1, 50_000],
  hours: [1, 168],
  resolution: [5, 12],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

/** The SELECT alone, ready for the editor, for a layer's values or for `CREATE TABLE … AS`. */
export function streamJoinSql(join: StreamJoin): string {
  return `${commentOf(join)}\nWITH ${readings(join)}${JOINED[join.method.type](join)}`;
}

function commentOf({ layer, property, method, hours }: StreamJoin): string {
  // A name may hold a line break: in a comment it must not begin a new line.
  const plain = (name: string) => name.replace(/\s+/gu, ' ').slice(0, 60);
  const last = `the last ${hours} h of ${plain(property)}`;
  switch (method.type) {
    case 'nearest':
      return `-- Each feature of ${plain(layer)} with the nearest sensor within ${method.withinM} m: ${last}`;
    case 'within':
      return `-- Each feature of ${plain(layer)} with the sensors inside it: ${last}`;
    case 'near':
      return `-- Each feature of ${plain(layer)} with the sensors within ${method.withinM} m: ${last}`;
    case 'cells':
      return `-- Hexagons of H3 resolution ${method.resolution} with the sensors in them: ${last}`;
  }
}

/** One row a sensor, of the run that is on. */
function readings({ property, levels, summary, hours, worstFlag }: StreamJoin): string {
  const of = quoteText(property);
  return `readings AS (
  SELECT sensor_id, ${summarySql(summary, levels, 'value', 'phenomenon_time')} AS value,
    count(*) AS readings, max(phenomenon_time) AS time, any_value(unit) AS unit
  FROM observations
  WHERE property = ${of} AND value IS NOT NULL AND quality_flag <= ${worstFlag}
    AND run_id = (SELECT any_value(run_id) FROM observations_latest)
    AND phenomenon_time > (SELECT max(phenomenon_time) FROM observations_latest WHERE property = ${of}) - INTERVAL ${hours} HOUR
  GROUP BY sensor_id
)`;
}

/** Means of levels are made of their energy: 10 lg of the mean of 10^(L/10). */
function summarySql(summary: JoinSummary, levels: boolean, value: string, time: string): string {
  switch (summary) {
    case 'mean':
      return levels ? `10 * log10(avg(pow(10, ${value} / 10)))` : `avg(${value})`;
    case 'highest':
      return `max(${value})`;
    case 'lowest':
      return `min(${value})`;
    case 'newest':
      return `arg_max(${value}, ${time})`;
  }
}

function ofSensors({ summary, levels }: StreamJoin): string {
  return `${summarySql(summary, levels, 'r.value', 'r.time')} AS value, max(r.time) AS time,
  any_value(r.unit) AS unit, count(*) AS sensors, sum(r.readings) AS readings`;
}

/** Features and sensors meet in a join of their own: both stay as they are while readings come, and so do their pairs. */
function inReach(layer: string, condition: string): string {
  return `FROM ${quoteIdentifier(layer)} f JOIN sensors s ON ${condition}
JOIN readings r ON r.sensor_id = s.sensor_id`;
}

const JOINED: Readonly<Record<JoinMethod['type'], (join: StreamJoin) => string>> = {
  nearest: (join) => {
    const { withinM } = join.method as Extract<JoinMethod, { type: 'nearest' }>;
    return `, reached AS (
  SELECT f.feature_id, r.value, r.time, r.unit, r.sensor_id, r.readings, ST_Distance(f.geom, s.geom) AS distance_m
  ${inReach(join.layer, `ST_DWithin(f.geom, s.geom, ${numberLiteral(withinM)})`)}
)
SELECT * FROM reached
QUALIFY row_number() OVER (PARTITION BY feature_id ORDER BY distance_m, sensor_id) = 1`;
  },
  within: (join) => `
SELECT f.feature_id, ${ofSensors(join)}
${inReach(join.layer, 'ST_Covers(f.geom, s.geom)')}
GROUP BY f.feature_id`,
  near: (join) => {
    const { withinM } = join.method as Extract<JoinMethod, { type: 'near' }>;
    return `
SELECT f.feature_id, ${ofSensors(join)}
${inReach(join.layer, `ST_DWithin(f.geom, s.geom, ${numberLiteral(withinM)})`)}
GROUP BY f.feature_id`;
  },
  cells: (join) => {
    const { resolution } = join.method as Extract<JoinMethod, { type: 'cells' }>;
    return `, placed AS (
  SELECT r.*, h3_latlng_to_cell(ST_Y(s.geom), ST_X(s.geom), ${Math.floor(resolution)}) AS cell
  FROM readings r JOIN sensors s ON s.sensor_id = r.sensor_id WHERE s.geom IS NOT NULL
)
SELECT h3_h3_to_string(r.cell) AS feature_id, ${ofSensors(join)},
  h3_cell_to_boundary(r.cell) AS geom
FROM placed r GROUP BY r.cell`;
  },
};
