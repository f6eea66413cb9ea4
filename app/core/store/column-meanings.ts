/** What the columns of the house's own tables mean, with units: for the data dictionary. */
import { OBSERVATIONS_HOURLY } from './hourly.ts';
import { DATASETS, MESSAGES_RAW, OBSERVATIONS, OBSERVATIONS_LATEST, REJECTED_MESSAGES } from './schema.ts';

export interface TableMeaning {
  readonly what: string;
  readonly columns: Readonly<Record<string, string>>;
}

const OBSERVED = {
  run_id: 'stretch of virtual time without a jump',
  sensor_id: 'sensor → sensors',
  property: 'what was measured; see the properties below',
  phenomenon_time: 'when the world was like this, UTC',
  result_time: 'when the device made the value known, UTC; a correction has a later one',
  received_at: 'when this page got it, wall time, UTC',
  value: 'the value; NULL where the device said that it has none',
  unit: 'UCUM code of the value’s unit, as delivered',
  quality_flag: 'QARTOD, on arrival by gross range only: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing',
  seq: 'the device’s own count of its messages',
  source: 'dialect it came in: `sandbox`, `sensorthings` or `ngsi-ld`',
} as const;

/** By table. */
export const HOUSE_TABLE_MEANINGS: Readonly<Record<string, TableMeaning>> = {
  [OBSERVATIONS.name]: {
    what: 'One row for each value of one property at one time: of what was delivered twice or corrected, the newest result. The last 24 virtual hours and what came since, as long as there is room',
    columns: OBSERVED,
  },
  [OBSERVATIONS_LATEST.name]: {
    what: 'The newest row of each sensor and property, of the run that is on',
    columns: OBSERVED,
  },
  [OBSERVATIONS_HOURLY]: {
    what: 'A view: sums by hour, also of hours whose rows have gone. A mean is `sum(sum) / sum(count)`, a mean level `10 * log10(sum(sum_energy) / sum(count))`',
    columns: {
      run_id: OBSERVED.run_id,
      sensor_id: OBSERVED.sensor_id,
      property: 'what was measured',
      unit: OBSERVED.unit,
      quality_flag: 'QARTOD; each flag has its own sums',
      hour: 'begin of the hour, UTC',
      count: 'values',
      missing: 'rows without a value',
      sum: 'sum of the values, in their unit',
      min: 'least value, in its unit',
      max: 'greatest value, in its unit',
      sum_squares: 'sum of the squared values',
      sum_energy: 'sum of 10^(L/10), for levels in dB; else NULL',
      sum_sin: 'sum of the sines, for directions; else NULL',
      sum_cos: 'sum of the cosines, for directions; else NULL',
    },
  },
  [MESSAGES_RAW.name]: {
    what: 'Every delivery as it came, let in or not; the newest, as long as there is room',
    columns: {
      received_at: OBSERVED.received_at,
      topic: 'its address: `city/{city}/{domain}/{kind}/{device}/{obs|status|meta}`',
      device: 'who the broker says published it; NULL where it does not say',
      payload: 'its text',
      bytes: 'size of the payload, bytes',
      accepted: 'true where it was understood',
    },
  },
  [REJECTED_MESSAGES.name]: {
    what: 'What was turned away, and why; the newest, as long as there is room',
    columns: {
      received_at: OBSERVED.received_at,
      topic: 'its address',
      reason: 'one of a closed list, such as `not-json`, `unknown-unit`, `far-future`',
      detail: 'the offending value, cut',
      payload_head: 'first 4 KB',
      payload_bytes: 'size of the payload, bytes',
      payload_hash: 'hash of the whole payload',
    },
  },
  [DATASETS.name]: {
    what: 'The catalogue: one row for each table that came with a dataset',
    columns: {
      dataset_id: 'dataset',
      table_name: 'its table',
      title: 'title',
      version: 'version of the dataset',
      licence: 'licence, SPDX code',
      synthetic: 'true where nothing in it is real',
      source: 'who or what made it',
      crs: 'reference system of its geometry',
      shape: 'how it is drawn; NULL for registers',
      features: 'rows, count',
      bytes: 'size of the file, bytes',
      sha256: 'hash of the file',
      added_at: 'when it was loaded, UTC',
    },
  },
};

/** Columns that every layer's table has besides the file's own. */
export const LAYER_MEASURES: Readonly<Record<string, string>> = {
  geom: 'geometry, WKB in WGS84 longitude and latitude; the ST_ functions take it',
  centroid_lon: 'longitude of the centroid, degrees',
  centroid_lat: 'latitude of the centroid, degrees',
  min_lon: 'west end of the bounding box, degrees',
  min_lat: 'south end of the bounding box, degrees',
  max_lon: 'east end of the bounding box, degrees',
  max_lat: 'north end of the bounding box, degrees',
  area_m2: 'area on the ellipsoid, m²; of surfaces and buildings',
  length_m: 'length on the ellipsoid, m; of lines',
};
