import { PostgreSQL, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import type { TableInfo } from '../../core/store/database.ts';

/** Words that DuckDB knows and PostgreSQL does not. */
const KEYWORDS =
  'asof anti semi positional pivot unpivot qualify exclude replace sample describe summarize show macro struct map list';
/** Words of PostgreSQL's long list that are column names here and no keywords anywhere in DuckDB. */
const NAMES: ReadonlySet<string> = new Set(
  'class day domain generated hour kind length level location minute month name names property second source type unit value year'.split(
    ' ',
  ),
);
const FUNCTIONS =
  'arg_max arg_min any_value avg count max min sum median quantile_cont stddev corr regr_slope regr_intercept histogram ' +
  'date_trunc date_part date_diff time_bucket make_timestamp epoch_ms strftime round abs coalesce greatest least ' +
  'row_number rank lag lead first_value last_value list string_agg unnest range';

/** PostgreSQL's dialect with DuckDB's additions. Names are case-insensitive there. */
export const DUCKDB_DIALECT = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${(PostgreSQL.spec.keywords ?? '')
    .split(' ')
    .filter((word) => !NAMES.has(word))
    .join(' ')} ${KEYWORDS}`,
  builtin: `${PostgreSQL.spec.builtin ?? ''} ${FUNCTIONS}`,
  caseInsensitiveIdentifiers: true,
});

/** What completion offers: the tables that are there, and under each its columns with their types. */
export function schemaOf(tables: readonly TableInfo[]): SQLNamespace {
  return Object.fromEntries(
    tables.map((table) => [
      table.name,
      table.columns.map((column) => ({ label: column.name, detail: column.sqlType.toLowerCase(), type: 'property' })),
    ]),
  );
}
