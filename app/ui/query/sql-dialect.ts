import type { Completion } from '@codemirror/autocomplete';
import { PostgreSQL, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import { LISTED_FUNCTIONS } from '../../commands/function-list.ts';
import type { TableInfo } from '../../core/store/database.ts';
import { unitSign } from '../format/units.ts';

/** The words people write here. PostgreSQL's own list is longer, and would offer `bernoulli` for `b`. */
const KEYWORDS =
  'select from where group by having order limit offset distinct as on using join inner left right full outer cross ' +
  'natural lateral asof semi anti positional union all except intersect with recursive values table create replace ' +
  'view macro temporary if exists drop insert into update set delete alter add column rename to and or not in is null ' +
  'like ilike similar between case when then else end cast try_cast asc desc nulls first last over partition window ' +
  'rows range unbounded preceding following current row filter qualify exclude pivot unpivot sample describe summarize ' +
  'show explain analyze interval true false struct map list';
const TYPES =
  'bigint blob boolean date decimal double float hugeint integer real smallint text time timestamp timestamptz tinyint ' +
  'ubigint uinteger uuid varchar';
const FUNCTIONS =
  'arg_max arg_min any_value avg count max min sum median quantile_cont stddev corr regr_slope regr_intercept histogram ' +
  'date_trunc date_part date_diff time_bucket make_timestamp epoch_ms strftime round abs coalesce greatest least ' +
  'row_number rank lag lead first_value last_value list string_agg unnest range';

/** PostgreSQL's dialect, which DuckDB's grammar comes from, with DuckDB's words. Names are case-insensitive there. */
export const DUCKDB_DIALECT = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: KEYWORDS,
  types: TYPES,
  builtin: `${FUNCTIONS} ${LISTED_FUNCTIONS.map(({ name }) => name.toLowerCase()).join(' ')}`,
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

const FUNCTIONS_BY_WORD = new Map(LISTED_FUNCTIONS.map((entry) => [entry.name.toLowerCase(), entry]));

/** What completion offers for a word of the dialect: our functions with what they take and compute. */
export function wordCompletion(word: string, type: string): Completion {
  const entry = FUNCTIONS_BY_WORD.get(word);
  if (entry === undefined) return { label: word, type };
  const { name, signatures, computes, unit } = entry;
  return {
    label: name,
    detail: signatures[0]!.slice(name.length),
    info: unit === null ? computes : `${computes} (${unitSign(unit)})`,
    type: 'function',
    apply: `${name}(`,
  };
}
