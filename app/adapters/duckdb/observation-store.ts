/**
 * Writes observations: newest result time wins per (run, sensor, property, phenomenon time), whatever the order they
 * come in. The index decides outside the table, so that nearly every batch is one append; `observations_latest` is
 * made anew from itself and the batch. Measurements against the alternatives: docs/adr (observation upsert).
 */
import type { RecordBatch } from 'apache-arrow';
import { columnList, quoteIdentifier, quoteText } from '../../core/base/sql-text.ts';
import { RETIRED_FLOORS_SQL, retireObservationsSql, rollUpSql } from '../../core/store/hourly.ts';
import { KeyTable } from '../../core/store/key-table.ts';
import {
  OBSERVATION_RETENTION,
  ObservationIndex,
  type RetentionRule,
  type Retirement,
} from '../../core/store/observation-index.ts';
import {
  ARRIVING_OBSERVATIONS,
  columnNames,
  OBSERVATIONS,
  OBSERVATIONS_LATEST,
  OBSERVATIONS_RETIRED_HOURS,
} from '../../core/store/schema.ts';
import { streamOfFile } from './arrow-join.ts';
import { bytesAt, columnOf, pickRows, readStream, timeMsAt } from './arrow-rows.ts';
import type { Connections } from './connections.ts';

const COLUMNS = columnNames(OBSERVATIONS);
const KEY = ['run_id', 'sensor_id', 'property', 'phenomenon_time'];
const TABLE = quoteIdentifier(OBSERVATIONS.name);
const LATEST = quoteIdentifier(OBSERVATIONS_LATEST.name);

/** Rows as they went into a table, for whoever keeps them beyond the page. */
export interface StoredRows {
  readonly table: string;
  /** Empty for tables without runs. */
  readonly runId: string;
  /** Newest phenomenon time, ms UTC; 0 where there is none. */
  readonly newestMs: number;
  readonly rows: number;
  readonly ipc: Uint8Array;
}

/** What went by retention, and the roll-ups that came of it. */
export interface Retired {
  readonly retirements: readonly Retirement[];
  readonly hours: readonly StoredRows[];
}

/** What a batch changes, to be remembered once it is stored. */
interface Change {
  readonly runId: string;
  readonly high: number;
  readonly low: number;
  readonly timeMs: number;
  readonly resultTimeMs: number;
}

/** Two 32-bit hashes of bytes, FNV-1a with two offsets and multipliers, mixed at the end. */
function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

class SeriesHash {
  high = 0;
  low = 0;

  of(sensor: Uint8Array, property: Uint8Array): this {
    let a = 0x811c9dc5;
    let b = 0x9747b28c;
    for (let i = 0; i < sensor.length; i++) {
      a = Math.imul(a ^ sensor[i]!, 0x01000193);
      b = Math.imul(b ^ sensor[i]!, 0x5bd1e995);
    }
    // A byte that UTF-8 never has keeps ("ab", "c") and ("a", "bc") apart.
    a = Math.imul(a ^ 0xff, 0x01000193);
    b = Math.imul(b ^ 0xff, 0x5bd1e995);
    for (let i = 0; i < property.length; i++) {
      a = Math.imul(a ^ property[i]!, 0x01000193);
      b = Math.imul(b ^ property[i]!, 0x5bd1e995);
    }
    this.high = mix(a);
    this.low = mix(b ^ a);
    return this;
  }

  at(timeMs: number): this {
    const microseconds = Math.round(timeMs * 1_000);
    const upper = Math.floor(microseconds / 4_294_967_296);
    this.high = mix(this.high ^ Math.imul(microseconds >>> 0, 0x9e3779b1) ^ upper);
    this.low = mix(this.low ^ Math.imul(microseconds >>> 0, 0x85ebca77) ^ (upper << 7));
    return this;
  }
}

export class ObservationStore {
  readonly index = new ObservationIndex();
  /** Newest phenomenon time per (sensor, property) of the current run. */
  private newest = new KeyTable();
  private latestRun: string | null = null;

  constructor(
    private readonly connections: Connections,
    private readonly rule: RetentionRule = OBSERVATION_RETENTION,
  ) {}

  /** Stores the batches of one IPC stream; runs inside a transaction. Call `commit` of the answer once that is through. */
  upsert(ipc: Uint8Array): { readonly stored: number; readonly written: readonly StoredRows[]; commit(): void } {
    const changes: Change[] = [];
    const written: StoredRows[] = [];
    let latestRun = this.latestRun;
    const newer = new Map<string, number>();
    for (const batch of readStream(ipc)) {
      if (batch.numRows === 0) continue;
      const judged = this.judge(batch, changes, newer, latestRun);
      latestRun = judged.latestRun;
      if (judged.newerRows.length > 0) this.deleteStored(pickRows(batch, judged.newerRows, KEY));
      if (judged.rows.length > 0) {
        const rows = pickRows(batch, judged.rows, COLUMNS);
        this.connections.insert(OBSERVATIONS.name, rows, false);
        written.push(...this.writtenRows(batch, rows, judged.rows, changes.slice(-judged.rows.length)));
      }
      if (judged.latestRows.length > 0 && latestRun !== null) {
        this.refreshLatest(pickRows(batch, judged.latestRows, COLUMNS), latestRun);
      }
    }
    return {
      stored: changes.length,
      written,
      commit: () => {
        if (latestRun !== this.latestRun) this.newest = new KeyTable();
        this.latestRun = latestRun;
        for (const change of changes) {
          this.index.remember(change.runId, change.timeMs, change.high, change.low, change.resultTimeMs);
        }
        for (const [key, timeMs] of newer) {
          const [high, low] = key.split(':');
          this.newest.set(Number(high), Number(low), timeMs);
        }
      },
    };
  }

  /** Whether the whole of a run went by retention. */
  isRetired(runId: string): boolean {
    return this.index.isRetired(runId);
  }

  /**
   * A run that was on before is on again: its newest readings are the latest. One that was retired begins anew, with what
   * its stream tells of the past. False where nothing changes by it.
   */
  resumeRun(runId: string): boolean {
    if (this.latestRun === runId || !this.index.knowsRun(runId)) return false;
    if (this.isRetired(runId)) {
      this.forgetRun(runId);
      return true;
    }
    this.index.resume(runId);
    this.connections.run(
      `CREATE OR REPLACE TABLE ${LATEST} AS SELECT ${columnList(COLUMNS)} FROM ${TABLE} WHERE run_id = ${quoteText(runId)}
       QUALIFY row_number() OVER (PARTITION BY sensor_id, property ORDER BY phenomenon_time DESC) = 1`,
    );
    this.latestRun = runId;
    this.newest = new KeyTable();
    const hash = new SeriesHash();
    const encoder = new TextEncoder();
    const latest = this.connections.rows(`SELECT sensor_id, property, epoch_ms(phenomenon_time) AS ms FROM ${LATEST}`);
    for (const { sensor_id, property, ms } of latest) {
      const { high, low } = hash.of(encoder.encode(String(sensor_id)), encoder.encode(String(property)));
      this.newest.set(high, low, Number(ms));
    }
    return true;
  }

  /** Drops what retention no longer keeps, after summing it up by the hour; null where nothing is due. */
  retire(): Retired | null {
    const due = this.index.due(this.rule);
    return due.length === 0 ? null : this.retireNow(due);
  }

  /** Sums up and drops a run that is over. */
  retireRun(runId: string): Retired {
    return this.retireNow([{ runId, beforeMs: Number.POSITIVE_INFINITY }]);
  }

  /** Drops all there is of a run that begins anew, as if it had never been. */
  forgetRun(runId: string): void {
    this.connections.transaction(() => {
      for (const { name } of [OBSERVATIONS, OBSERVATIONS_LATEST, OBSERVATIONS_RETIRED_HOURS]) {
        this.connections.run(`DELETE FROM ${quoteIdentifier(name)} WHERE run_id = ${quoteText(runId)}`);
      }
    });
    this.index.forget(runId);
    if (this.latestRun !== runId) return;
    this.latestRun = null;
    this.newest = new KeyTable();
  }

  /** Rows of hours that were retired in an earlier visit do not come back; to be called once those are in their table. */
  refuseRetired(): void {
    for (const { run_id, floor_us } of this.connections.rows(RETIRED_FLOORS_SQL)) {
      this.index.refuseBefore(String(run_id), Number(floor_us) / 1_000);
    }
  }

  private retireNow(retirements: readonly Retirement[]): Retired {
    const hours: StoredRows[] = [];
    this.connections.transaction(() => {
      for (const retirement of retirements) {
        const summed = streamOfFile(this.connections.run(rollUpSql(retirement)));
        if (summed !== null) {
          const { name: table } = OBSERVATIONS_RETIRED_HOURS;
          this.connections.insert(table, summed.ipc, false);
          hours.push({ table, runId: retirement.runId, newestMs: 0, ...summed });
        }
        this.connections.run(retireObservationsSql(retirement));
      }
    });
    this.index.retire(retirements);
    return { retirements, hours };
  }

  /** The rows of one insert, by run: nearly always one. */
  private writtenRows(batch: RecordBatch, ipc: Uint8Array, rows: readonly number[], changes: readonly Change[]) {
    const newest = new Map<string, number>();
    for (const { runId, timeMs } of changes) newest.set(runId, Math.max(newest.get(runId) ?? 0, timeMs));
    return [...newest].map(([runId, newestMs]): StoredRows => {
      const table = OBSERVATIONS.name;
      if (newest.size === 1) return { table, runId, newestMs, rows: rows.length, ipc };
      const ofRun = rows.filter((_, i) => changes[i]!.runId === runId);
      return { table, runId, newestMs, rows: ofRun.length, ipc: pickRows(batch, ofRun, COLUMNS) };
    });
  }

  /** Which rows of a batch are written, which of them replace a stored row, and which are a series' latest. */
  private judge(batch: RecordBatch, changes: Change[], newer: Map<string, number>, latestRunBefore: string | null) {
    const run = columnOf(batch, 'run_id');
    const sensor = columnOf(batch, 'sensor_id');
    const property = columnOf(batch, 'property');
    const phenomenonTime = columnOf(batch, 'phenomenon_time');
    const resultTime = columnOf(batch, 'result_time');
    const hash = new SeriesHash();
    const inBatch = new Map<string, { row: number; change: Change; standing: 'new' | 'newer' }>();
    const latestOf = new Map<string, number>();
    const runNames = new RunNames();
    const runsMet = new Set(changes.map((change) => change.runId));
    let latestRun = latestRunBefore;
    for (let row = 0; row < batch.numRows; row++) {
      const sensorBytes = bytesAt(sensor, row);
      const propertyBytes = bytesAt(property, row);
      const runId = runNames.of(bytesAt(run, row));
      const timeMs = timeMsAt(phenomenonTime, row);
      if (runId === null || sensorBytes === null || propertyBytes === null || Number.isNaN(timeMs)) {
        throw new Error('an observation needs a run, a sensor, a property and a phenomenon time');
      }
      const givenResultTimeMs = timeMsAt(resultTime, row);
      const resultTimeMs = Number.isNaN(givenResultTimeMs) ? Number.NEGATIVE_INFINITY : givenResultTimeMs;
      const series = hash.of(sensorBytes, propertyBytes);
      const seriesKey = `${series.high}:${series.low}`;
      const seriesHigh = series.high;
      const seriesLow = series.low;
      const { high, low } = series.at(timeMs);
      const key = `${runId}\u0000${high}:${low}`;
      const earlier = inBatch.get(key) ?? this.earlierChange(changes, runId, high, low);
      let standing = this.index.standing(runId, timeMs, high, low, resultTimeMs);
      if (standing === 'retired' || standing === 'stored') continue;
      if (earlier !== undefined) {
        if (resultTimeMs <= earlier.change.resultTimeMs) continue;
        standing = earlier.standing;
      }
      inBatch.set(key, { row, change: { runId, high, low, timeMs, resultTimeMs }, standing });
      if (!runsMet.has(runId) && !this.index.knowsRun(runId)) {
        runsMet.add(runId);
        latestRun = runId;
        newer.clear();
        latestOf.clear();
      }
      if (runId !== latestRun) continue;
      const stored = runId === this.latestRun ? this.newest.get(seriesHigh, seriesLow) : Number.NaN;
      const known = newer.get(seriesKey) ?? stored;
      if (!(timeMs < known)) {
        newer.set(seriesKey, timeMs);
        latestOf.set(seriesKey, row);
      }
    }
    const written = [...inBatch.values()];
    for (const { change } of written) changes.push(change);
    return {
      latestRun,
      rows: written.map(({ row }) => row),
      newerRows: written.filter(({ standing }) => standing === 'newer').map(({ row }) => row),
      latestRows: [...latestOf.values()],
    };
  }

  /** A key written by an earlier record batch of the same stream. Streams of several batches are rare. */
  private earlierChange(changes: readonly Change[], runId: string, high: number, low: number) {
    if (changes.length === 0) return undefined;
    const change = changes.findLast((item) => item.high === high && item.low === low && item.runId === runId);
    return change && { change, standing: 'newer' as const };
  }

  private deleteStored(keys: Uint8Array): void {
    this.withStaging(keys, (staging) => {
      const range = this.connections.rows(
        `SELECT epoch_us(min(phenomenon_time)) AS low, epoch_us(max(phenomenon_time)) AS high FROM ${staging}`,
      )[0]!;
      const match = KEY.map((column) => `o.${column} = s.${column}`).join(' AND ');
      // The bounds as constants let DuckDB skip the row groups of other times.
      this.connections.run(
        `DELETE FROM ${TABLE} o USING ${staging} s WHERE ${match}
         AND o.phenomenon_time BETWEEN make_timestamp(${range.low}) AND make_timestamp(${range.high})`,
      );
    });
  }

  private refreshLatest(rows: Uint8Array, runId: string): void {
    this.withStaging(rows, (staging) => {
      const columns = columnList(COLUMNS);
      this.connections.run(
        `CREATE OR REPLACE TABLE ${LATEST} AS SELECT ${columns} FROM ${staging} UNION ALL
         SELECT ${columns} FROM ${LATEST} l WHERE l.run_id = ${quoteText(runId)} AND NOT EXISTS
         (SELECT 1 FROM ${staging} s WHERE s.sensor_id = l.sensor_id AND s.property = l.property)`,
      );
    });
  }

  private withStaging(ipc: Uint8Array, work: (staging: string) => void): void {
    const staging = quoteIdentifier(ARRIVING_OBSERVATIONS);
    this.connections.insert(ARRIVING_OBSERVATIONS, ipc, true);
    work(staging);
    this.connections.run(`DROP TABLE ${staging}`);
  }
}

/** Nearly all rows of a batch carry the same run: its name is decoded once. */
class RunNames {
  private bytes: Uint8Array | null = null;
  private name = '';

  of(bytes: Uint8Array | null): string | null {
    if (bytes === null) return null;
    if (this.bytes?.length !== bytes.length || !bytes.every((byte, i) => byte === this.bytes![i])) {
      this.bytes = bytes;
      this.name = new TextDecoder().decode(bytes);
    }
    return this.name;
  }
}
