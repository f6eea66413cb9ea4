/**
 * A person's own tables, views and macros as things that can be put away and brought back: the statement that makes
 * each, and the rows. Columns whose type does not pass through Arrow whole (DECIMAL, lists, enumerations, …) travel as the
 * text DuckDB itself writes and reads.
 */
import { columnList, quoteIdentifier, quoteText } from '../../core/base/sql-text.ts';
import type { KeptObject } from '../../core/store/keep-store.ts';
import { RETURNING_ROWS } from '../../core/store/schema.ts';
import type { SqlStatement } from '../../core/store/statement-guard.ts';
import { type Connections, DatabaseCrash } from './connections.ts';

/** Types that come back from Arrow as they went; an enumeration of them, not of the others: what is not known is text. */
const WHOLE_TYPES: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'FLOAT',
  'DOUBLE',
  'VARCHAR',
  'BLOB',
  'DATE',
  'TIMESTAMP',
]);

const BEFORE_KIND: ReadonlySet<string> = new Set(['create', 'or', 'replace', 'temp', 'temporary', 'drop']);
const RETURNING = quoteIdentifier(RETURNING_ROWS);

export interface OwnObject {
  readonly name: string;
  readonly kind: KeptObject['kind'];
  readonly sql: string;
}

export class OwnObjects {
  /** Texts of a person's macros, by name: the catalogue has no text of them. */
  private readonly macros = new Map<string, string>();

  constructor(
    private readonly connections: Connections,
    /** Names of the house's tables and views, in lower case. */
    private readonly houseTables: ReadonlyMap<string, string>,
  ) {}

  /** To be called after each statement of a person's that wrote. */
  note({ text, tokens }: Pick<SqlStatement, 'text' | 'tokens'>, target: string): void {
    // What is made stands first behind these: further on, `function` may be the name of a column.
    const kind = tokens.find(({ value }) => !BEFORE_KIND.has(value))?.value;
    if (kind !== 'macro' && kind !== 'function') return;
    if (tokens[0]!.value !== 'create') this.macros.delete(target);
    else if (tokens[2]?.value !== 'if' || !this.macros.has(target)) this.macros.set(target, text);
  }

  list(): OwnObject[] {
    const rows = this.connections.rows(
      `SELECT table_name AS name, 'table' AS kind, sql FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal
       UNION ALL
       SELECT view_name, 'view', sql FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY name`,
    );
    const objects = rows
      .map(({ name, kind, sql }) => ({ name: String(name), kind: kind as KeptObject['kind'], sql: String(sql) }))
      .filter(({ name }) => !this.houseTables.has(name.toLowerCase()));
    return [...objects, ...[...this.macros].map(([name, sql]) => ({ name, kind: 'macro' as const, sql }))];
  }

  /** The query that reads a table's rows for keeping, and the columns it names. */
  readingSql(table: string): { readonly sql: string; readonly columns: readonly string[] } {
    const columns = this.connections
      .rows(
        `SELECT column_name AS name, data_type AS type FROM duckdb_columns()
         WHERE schema_name = 'main' AND table_name = ${quoteText(table)} ORDER BY column_index`,
      )
      .map(({ name, type }) => ({ name: String(name), type: String(type) }));
    const parts = columns.map(({ name, type }) => {
      const column = quoteIdentifier(name);
      return WHOLE_TYPES.has(type) ? column : `CAST(${column} AS VARCHAR) AS ${column}`;
    });
    return {
      sql: `SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table)}`,
      columns: columns.map(({ name }) => name),
    };
  }

  /**
   * Makes it again under `name`, of its rows in `streams`; false where that cannot be done now, as for a view of a table
   * that is not there yet.
   */
  restore(object: KeptObject, streams: readonly Uint8Array[], name = object.name): boolean {
    try {
      if (object.kind !== 'table' || streams.length === 0) {
        this.connections.run(object.sql);
        if (object.kind === 'macro') this.macros.set(object.name, object.sql);
      } else {
        this.restoreTable(object, streams, name);
      }
      return true;
    } catch (error) {
      if (error instanceof DatabaseCrash) throw error;
      return false;
    }
  }

  private restoreTable({ sql, columns }: KeptObject, streams: readonly Uint8Array[], name: string): void {
    const table = quoteIdentifier(name);
    try {
      this.connections.transaction(() => {
        this.connections.run(sql);
        const list = columnList(columns);
        for (const ipc of streams) {
          this.connections.insert(RETURNING_ROWS, ipc, true);
          this.connections.run(`INSERT INTO ${table} (${list}) SELECT ${list} FROM ${RETURNING}`);
          this.connections.run(`DROP TABLE ${RETURNING}`);
        }
      });
    } catch (error) {
      if (error instanceof DatabaseCrash) throw error;
      // A statement that cannot be run again (a column computed from others, say), or another name: the rows count.
      this.connections.transaction(() => {
        for (const [i, ipc] of streams.entries()) this.connections.insert(name, ipc, i === 0);
      });
    }
  }
}
