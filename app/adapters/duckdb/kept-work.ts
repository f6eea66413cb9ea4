/** The engine's side of keeping work beyond the page: what goes out as bytes, and how it comes back. */
import { quoteIdentifier, quoteText, timestampLiteral } from '../../core/base/sql-text.ts';
import { rollUpRowsSql } from '../../core/store/hourly.ts';
import type { KeptObject, NewChunk } from '../../core/store/keep-store.ts';
import {
  ARRIVING_OBSERVATIONS,
  columnNames,
  OBSERVATIONS,
  OBSERVATIONS_RETIRED_HOURS,
  REJECTED_MESSAGES,
  RETURNING_ROWS,
} from '../../core/store/schema.ts';
import { joinStreams, streamOfFile } from './arrow-join.ts';
import { readStream } from './arrow-rows.ts';
import type { Connections } from './connections.ts';
import type { Ingest } from './ingest.ts';
import type { ObservationStore, Retired, StoredRows } from './observation-store.ts';
import type { OwnObject, OwnObjects } from './own-objects.ts';
import type { Piece } from './read-pieces.ts';

/** Rows of `observations` in one chunk of a whole export, about; some 4 MB. */
const EXPORT_ROWS = 40_000;

export class KeptWorkAccess {
  constructor(
    private readonly connections: Connections,
    private readonly observations: ObservationStore,
    private readonly ingestion: Ingest,
    private readonly own: OwnObjects,
    /** Runs a reading statement in steps and hands its rows on in pieces, until `take` wants no more. */
    private readonly read: (sql: string, take: (piece: Piece) => Promise<boolean>) => Promise<void>,
    private readonly onTablesChanged: (tables: readonly string[]) => void,
  ) {}

  /** Rows of one of the house's tables, from an earlier visit; rows that are there already are not doubled. */
  restoreRows(table: string, ipc: Uint8Array): void {
    const joined = joinStreams([ipc]);
    const rows = readStream(joined).reduce((sum, batch) => sum + batch.numRows, 0);
    this.ingestion.restore(table, joined, rows);
    this.onTablesChanged([table]);
  }

  /** Rows of a log that another tab kept: this tab may have written some of them, which do not come twice. */
  addLog(table: string, streams: readonly Uint8Array[]): void {
    this.ingestion.mergeLog(
      table,
      streams.map((ipc) => joinStreams([ipc])),
    );
    this.onTablesChanged([table]);
  }

  /** Whether a run went by retention as a whole. */
  isRetired(runId: string): boolean {
    return this.observations.isRetired(runId);
  }

  /** Runs of which observations are stored. */
  knowsRun(runId: string): boolean {
    return this.observations.index.knowsRun(runId);
  }

  retireRun(runId: string): Retired {
    const retired = this.ingestion.retireRun(runId);
    this.onTablesChanged([OBSERVATIONS.name, OBSERVATIONS_RETIRED_HOURS.name]);
    return retired;
  }

  forgetRun(runId: string): void {
    this.observations.forgetRun(runId);
    this.onTablesChanged([OBSERVATIONS.name, OBSERVATIONS_RETIRED_HOURS.name]);
  }

  /**
   * Rows of observations of a run that is not this tab's, as hours beside this tab's own. Hours that are there already,
   * summed up or not, stay as they are: one hour has one origin. Those of the run `without` are left out.
   */
  addHours(observations: readonly Uint8Array[], hours: readonly Uint8Array[], without: string | null): void {
    const table = quoteIdentifier(OBSERVATIONS_RETIRED_HOURS.name);
    const staged = quoteIdentifier(RETURNING_ROWS);
    const list = columnNames(OBSERVATIONS_RETIRED_HOURS).map(quoteIdentifier).join(', ');
    this.connections.transaction(() => {
      this.connections.run(`CREATE TABLE ${staged} AS SELECT * FROM ${table} LIMIT 0`);
      for (const ipc of hours) this.connections.insert(RETURNING_ROWS, ipc, false);
      if (observations.length > 0) {
        for (const [i, ipc] of observations.entries()) this.connections.insert(ARRIVING_OBSERVATIONS, ipc, i === 0);
        this.connections.run(`INSERT INTO ${staged} ${rollUpRowsSql(ARRIVING_OBSERVATIONS)}`);
        this.connections.run(`DROP TABLE ${quoteIdentifier(ARRIVING_OBSERVATIONS)}`);
      }
      this.connections.run(
        `INSERT INTO ${table} SELECT ${list} FROM ${staged} s
         WHERE s.run_id IS DISTINCT FROM ${without === null ? 'NULL' : quoteText(without)}
         AND NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.run_id = s.run_id AND r.hour = s.hour)
         AND NOT EXISTS (SELECT 1 FROM ${quoteIdentifier(OBSERVATIONS.name)} o
           WHERE o.run_id = s.run_id AND date_trunc('hour', o.phenomenon_time) = s.hour)`,
      );
      this.connections.run(`DROP TABLE ${staged}`);
    });
    this.observations.refuseRetired();
    this.onTablesChanged([OBSERVATIONS_RETIRED_HOURS.name]);
  }

  /** Everything of the house's that outlives the page, as it is now. */
  exportAll(): NewChunk[] {
    const chunks: NewChunk[] = [];
    for (const { name } of [OBSERVATIONS_RETIRED_HOURS, REJECTED_MESSAGES]) {
      const whole = streamOfFile(this.connections.run(`SELECT * FROM ${quoteIdentifier(name)}`));
      if (whole !== null) chunks.push({ table: name, runId: '', newestMs: 0, ...whole });
    }
    return [...chunks, ...this.exportObservations()];
  }

  private exportObservations(): StoredRows[] {
    const table = quoteIdentifier(OBSERVATIONS.name);
    const hours = this.connections.rows(
      `SELECT run_id, epoch_ms(date_trunc('hour', phenomenon_time))::DOUBLE AS ms, count(*)::DOUBLE AS n
       FROM ${table} GROUP BY ALL ORDER BY run_id, ms`,
    );
    const current = this.observations.index.currentRun;
    const spans: { runId: string; fromMs: number; toMs: number; rows: number }[] = [];
    for (const { run_id, ms, n } of hours) {
      const runId = String(run_id);
      const last = spans.at(-1);
      const toMs = Number(ms) + 3_600_000;
      if (last?.runId === runId && last.rows + Number(n) <= EXPORT_ROWS) {
        last.toMs = toMs;
        last.rows += Number(n);
      } else spans.push({ runId, fromMs: Number(ms), toMs, rows: Number(n) });
    }
    // The current run last: that is how it is known again.
    spans.sort((a, b) => Number(a.runId === current) - Number(b.runId === current));
    const columns = columnNames(OBSERVATIONS).map(quoteIdentifier).join(', ');
    return spans.map(({ runId, fromMs, toMs }) => {
      const rows = this.connections.run(
        `SELECT ${columns} FROM ${table} WHERE run_id = ${quoteText(runId)}
         AND phenomenon_time >= ${timestampLiteral(fromMs)} AND phenomenon_time < ${timestampLiteral(toMs)}`,
      );
      return { table: OBSERVATIONS.name, runId, newestMs: toMs - 1, ...streamOfFile(rows)! };
    });
  }

  ownObjects(): readonly OwnObject[] {
    return this.own.list();
  }

  /** `streams`: the rows of a table, in their order. */
  restoreObject(object: KeptObject, streams: readonly Uint8Array[], name?: string): boolean {
    const restored = this.own.restore(object, streams, name);
    if (restored) this.onTablesChanged([name ?? object.name]);
    return restored;
  }

  /** In steps, like a person's query, and as of one moment; answers the columns of the pieces. */
  async exportTable(name: string, take: (piece: Piece) => Promise<boolean>): Promise<readonly string[]> {
    const { sql, columns } = this.own.readingSql(name);
    await this.read(sql, take);
    return columns;
  }
}
