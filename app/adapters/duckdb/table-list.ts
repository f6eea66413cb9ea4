/** What there is to query: tables and views with their columns, counts and owners. */

import { quoteIdentifier } from '../../core/base/sql-text.ts';
import type { TableColumn, TableInfo } from '../../core/store/database.ts';
import { STREAM_TABLES } from '../../core/store/schema.ts';
import type { SpatialCatalogue } from '../../core/store/spatial-join/plan.ts';
import { tableReferences } from '../../core/store/table-references.ts';
import type { Connections } from './connections.ts';

type Described = Omit<TableInfo, 'rowCount' | 'owner'>;

/** Reads the catalogue only after it has changed: that costs tens of milliseconds, the counts of rows next to nothing. */
export class TableList {
  private described: readonly Described[] | null = null;
  private catalogue: SpatialCatalogue | null = null;

  constructor(
    private readonly connections: Connections,
    /** Names in lower case. */
    private readonly houseTables: ReadonlyMap<string, string>,
  ) {}

  /** To be called when a table or view was made, changed or dropped. */
  forget(): void {
    this.described = null;
    this.catalogue = null;
  }

  /** The same object until the list changes. */
  spatialCatalogue(isRowFunction: (name: string) => boolean): SpatialCatalogue {
    if (this.catalogue === null) {
      this.described ??= this.describe();
      const relations = new Map(
        this.described.map(({ name, type, columns }) => [
          name.toLowerCase(),
          { type, columns: new Set(columns.map((column) => column.name.toLowerCase())) },
        ]),
      );
      this.catalogue = { relation: (name) => relations.get(name) ?? null, isRowFunction };
    }
    return this.catalogue;
  }

  /** Without counts of rows. */
  describeAll(): readonly Described[] {
    this.described ??= this.describe();
    return this.described;
  }

  read(): TableInfo[] {
    this.described ??= this.describe();
    const counts = this.counts(this.described.filter(({ type }) => type === 'table').map(({ name }) => name));
    return this.described.map((table) => ({
      ...table,
      rowCount: table.type === 'table' ? (counts.get(table.name) ?? null) : null,
      owner: this.isHouse(table.name) ? 'house' : 'person',
    }));
  }

  private isHouse(table: string): boolean {
    return this.houseTables.has(table.toLowerCase());
  }

  /** DuckDB's own figure is exact where no row is ever deleted: in the layers. The others are counted. */
  private counts(tables: readonly string[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    const sizes = `SELECT table_name, estimated_size FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal`;
    for (const row of this.connections.rows(sizes)) counts.set(String(row.table_name), Number(row.estimated_size));
    const counted = tables.filter((name) => STREAM_TABLES.has(name) || !this.isHouse(name));
    const parts = counted.map((name, i) => `SELECT ${i} AS i, count(*) AS n FROM ${quoteIdentifier(name)}`);
    for (const row of this.connections.rows(parts.join(' UNION ALL '))) {
      counts.set(counted[Number(row.i)]!, Number(row.n));
    }
    return counts;
  }

  private describe(): Described[] {
    const objects = this.connections.rows(
      `SELECT table_name AS name, NULL AS sql FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal
       UNION ALL
       SELECT view_name, sql FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
       ORDER BY name`,
    );
    const columnsOf = new Map<string, TableColumn[]>();
    for (const row of this.connections.rows(
      `SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal
       ORDER BY table_name, column_index`,
    )) {
      const columns = columnsOf.get(String(row.table_name)) ?? [];
      columns.push({ name: String(row.column_name), sqlType: String(row.data_type) });
      columnsOf.set(String(row.table_name), columns);
    }
    const known = objects.map((object) => ({ name: String(object.name) }));
    return objects.map((object): Described => {
      const name = String(object.name);
      const columns = columnsOf.get(name) ?? [];
      if (object.sql === null || object.sql === undefined) return { name, type: 'table', columns };
      const reads = [...tableReferences(String(object.sql), known)].filter((read) => read !== name);
      return { name, type: 'view', columns, reads };
    });
  }
}
