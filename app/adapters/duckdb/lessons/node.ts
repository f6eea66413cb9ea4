/** The exercises' database in Node, for those who try exercises: the same engine on the same WebAssembly, no worker around it. */
import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import type { LessonDatabase } from '../../../core/lessons/exercises/lesson-database.ts';
import { decodeResult } from '../result-table.ts';
import { LessonEngine } from './engine.ts';

const TIME_LIMIT_MS = 60_000;
const MAX_ROWS = 200_000;

export type NodeLessonDatabase = Pick<LessonDatabase, 'prepare' | 'query' | 'try' | 'tables' | 'memory'>;

/** One WebAssembly instance each. */
export async function openNodeLessonDatabase(): Promise<NodeLessonDatabase> {
  const mainModule = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const bundle = { mainModule, mainWorker: '' };
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await bindings.instantiate(() => undefined);
  const engine = new LessonEngine(bindings, {
    clock: performance,
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    onTablesChanged: () => undefined,
  });
  const limits = (timeLimitMs = TIME_LIMIT_MS, maxRows = MAX_ROWS) => ({
    timeLimitMs,
    maxRows,
    isCancelled: () => false,
  });
  return {
    prepare: (state) => engine.prepare(state),
    query: async (sql, options) =>
      decodeResult(await engine.query(sql, limits(options?.timeLimitMs, options?.maxRows))),
    try: async (trial, options) => {
      const { results, error } = await engine.try(trial, limits(options?.timeLimitMs));
      return { results: results.map(decodeResult), error };
    },
    tables: async () => engine.tables(),
    memory: async () => engine.memory(),
  };
}
