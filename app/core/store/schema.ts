/**
 * The house's own tables, in SQL everyone can read in the app. Layer tables (`districts`, `buildings`, `sensors`, …) come
 * with their data and are not listed here. Times are UTC TIMESTAMP, names snake_case, units UCUM codes.
 */
import { quoteIdentifier } from '../base/sql-text.ts';

export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, sqlType: string])[];
}

/**
 * One row per measured value: the upsert of `messages_raw` on (run_id, sensor_id, property, phenomenon_time), newest
 * result time wins. The key is kept by the database worker, not by a PRIMARY KEY (docs/adr: observation upsert).
 */
export const OBSERVATIONS: TableDefinition = {
  name: 'observations',
  columns: [
    ['run_id', 'VARCHAR'],
    ['sensor_id', 'VARCHAR'],
    ['property', 'VARCHAR'],
    ['phenomenon_time', 'TIMESTAMP'],
    ['result_time', 'TIMESTAMP'],
    ['received_at', 'TIMESTAMP'],
    ['value', 'DOUBLE'],
    ['unit', 'VARCHAR'],
    ['quality_flag', 'INTEGER'],
    ['seq', 'INTEGER'],
    ['source', 'VARCHAR'],
  ],
};

/** One row per sensor and property: the newest phenomenon time of the newest run. */
export const OBSERVATIONS_LATEST: TableDefinition = { name: 'observations_latest', columns: OBSERVATIONS.columns };

/**
 * Sums of the hours that retention took away; read it through the view `observations_hourly`, which has the others as
 * well. One row per series, quality flag and hour; what each sum is for stands in hourly.ts.
 */
export const OBSERVATIONS_RETIRED_HOURS: TableDefinition = {
  name: 'observations_retired_hours',
  columns: [
    ['run_id', 'VARCHAR'],
    ['sensor_id', 'VARCHAR'],
    ['property', 'VARCHAR'],
    ['unit', 'VARCHAR'],
    ['quality_flag', 'INTEGER'],
    ['hour', 'TIMESTAMP'],
    ['count', 'BIGINT'],
    ['missing', 'BIGINT'],
    ['sum', 'DOUBLE'],
    ['min', 'DOUBLE'],
    ['max', 'DOUBLE'],
    ['sum_squares', 'DOUBLE'],
    ['sum_energy', 'DOUBLE'],
    ['sum_sin', 'DOUBLE'],
    ['sum_cos', 'DOUBLE'],
  ],
};

/** Every delivery, whether let in or turned away; bounded. */
export const MESSAGES_RAW: TableDefinition = {
  name: 'messages_raw',
  columns: [
    ['received_at', 'TIMESTAMP'],
    ['topic', 'VARCHAR'],
    ['device', 'VARCHAR'],
    ['payload', 'VARCHAR'],
    ['bytes', 'INTEGER'],
    ['accepted', 'BOOLEAN'],
  ],
};

/** What was turned away, and why; bounded. */
export const REJECTED_MESSAGES: TableDefinition = {
  name: 'rejected_messages',
  columns: [
    ['received_at', 'TIMESTAMP'],
    ['topic', 'VARCHAR'],
    ['reason', 'VARCHAR'],
    ['detail', 'VARCHAR'],
    ['payload_head', 'VARCHAR'],
    ['payload_bytes', 'INTEGER'],
    ['payload_hash', 'VARCHAR'],
  ],
};

/** The catalogue: one row per table that came with a dataset. */
export const DATASETS: TableDefinition = {
  name: 'datasets',
  columns: [
    ['dataset_id', 'VARCHAR'],
    ['table_name', 'VARCHAR'],
    ['title', 'VARCHAR'],
    ['version', 'VARCHAR'],
    ['licence', 'VARCHAR'],
    ['synthetic', 'BOOLEAN'],
    ['source', 'VARCHAR'],
    ['crs', 'VARCHAR'],
    ['shape', 'VARCHAR'],
    ['features', 'INTEGER'],
    ['bytes', 'INTEGER'],
    ['sha256', 'VARCHAR'],
    ['added_at', 'TIMESTAMP'],
  ],
};

export const HOUSE_TABLES: readonly TableDefinition[] = [
  DATASETS,
  MESSAGES_RAW,
  OBSERVATIONS,
  OBSERVATIONS_LATEST,
  OBSERVATIONS_RETIRED_HOURS,
  REJECTED_MESSAGES,
];

/** Tables the stream fills. After a restart they come back from what is stored and from history, not from kept batches. */
export const STREAM_TABLES: ReadonlySet<string> = new Set([
  OBSERVATIONS.name,
  OBSERVATIONS_LATEST.name,
  OBSERVATIONS_RETIRED_HOURS.name,
  MESSAGES_RAW.name,
  REJECTED_MESSAGES.name,
]);

/** Where observations wait while they are judged against what is stored; made and dropped inside one transaction. */
export const ARRIVING_OBSERVATIONS = 'observations_arriving';
/** Where rows wait whose columns come in another order; made and dropped inside one transaction. */
export const ARRIVING_ROWS = 'rows_arriving';

/** Where rows of an earlier visit wait; made and dropped inside one transaction. */
export const RETURNING_ROWS = 'rows_returning';

/** Names that must stay free though no table of that name is to be seen. */
export const RESERVED_TABLES: ReadonlySet<string> = new Set([ARRIVING_OBSERVATIONS, ARRIVING_ROWS, RETURNING_ROWS]);

export function columnNames(table: TableDefinition): readonly string[] {
  return table.columns.map(([name]) => name);
}

export function createTableSql(table: TableDefinition): string {
  const columns = table.columns.map(([name, sqlType]) => `${quoteIdentifier(name)} ${sqlType}`);
  return `CREATE TABLE IF NOT EXISTS ${quoteIdentifier(table.name)} (${columns.join(', ')})`;
}
