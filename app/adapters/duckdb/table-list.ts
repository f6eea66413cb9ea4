/** What there is to query: tables and views with their columns, counts and owners. */
import type { TableColumn, TableInfo } from '../../core/store/database.ts';
import { quoteIdentifier } from '../../core/store/sql-text.ts';
import { tableReferences } from '../../core/store/table-references.ts';
import type { Connections } from './connections.ts';

/** `houseTables` in lower case. */
export function readTables(connections: Connections, houseTables: ReadonlySet<string>): TableInfo[] {
  const objects = connections.rows(
    `SELECT table_name AS name, 'table' AS type, NULL AS sql FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal
     UNION ALL
     SELECT view_name, 'view', sql FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
     ORDER BY name`,
  );
  const columnsOf = new Map<string, TableColumn[]>();
  for (const row of connections.rows(
    `SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal
     ORDER BY table_name, column_index`,
  )) {
    const columns = columnsOf.get(String(row.table_name)) ?? [];
    columns.push({ name: String(row.column_name), sqlType: String(row.data_type) });
    columnsOf.set(String(row.table_name), columns);
  }
  const counts = new Map<string, number>();
  const tables = objects.filter((object) => object.type === 'table').map((object) => String(object.name));
  if (tables.length > 0) {
    const parts = tables.map((name, i) => `SELECT ${i} AS i, count(*) AS n FROM ${quoteIdentifier(name)}`);
    for (const row of connections.rows(parts.join(' UNION ALL '))) counts.set(tables[Number(row.i)]!, Number(row.n));
  }
  const known = objects.map((object) => ({ name: String(object.name) }));
  return objects.map((object): TableInfo => {
    const name = String(object.name);
    const common = {
      name,
      rowCount: counts.get(name) ?? null,
      columns: columnsOf.get(name) ?? [],
      owner: houseTables.has(name.toLowerCase()) ? ('house' as const) : ('person' as const),
    };
    if (object.type === 'table') return { ...common, type: 'table' };
    const reads = [...tableReferences(String(object.sql), known)].filter((read) => read !== name);
    return { ...common, type: 'view', reads };
  });
}
