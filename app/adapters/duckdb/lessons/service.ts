/** Ears and mouth of the worker that holds the exercises' database. */
import { toWire } from '../codec.ts';
import { DatabaseCrash } from '../connections.ts';
import { loadBindings } from '../library.ts';
import { makeTurn } from '../turn.ts';
import type { FromLessons, ToLessons } from './codec.ts';
import { LessonEngine } from './engine.ts';

const PULSE_MS = 1_000;

export function serveLessons(scope: DedicatedWorkerGlobalScope): void {
  // Taken before the library's script replaces it.
  const post = scope.postMessage.bind(scope);
  const send = (message: FromLessons, transfer: Transferable[] = []) => post(message, transfer);
  const cancelled = new Set<number>();
  let engine: LessonEngine | null = null;
  const beforeOpen: ToLessons[] = [];

  async function open({ scriptUrl, wasmUrl }: ToLessons & { type: 'open' }): Promise<void> {
    try {
      const bindings = await loadBindings(scriptUrl, wasmUrl, () => undefined);
      engine = new LessonEngine(bindings, {
        clock: { now: () => performance.now() },
        turn: makeTurn(),
        onTablesChanged: (tables) => send({ type: 'changed', tables }),
      });
      send({ type: 'opened' });
      for (const message of beforeOpen.splice(0)) void handle(engine, message);
    } catch (error) {
      send({ type: 'open-failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  async function answer(database: LessonEngine, message: Exclude<ToLessons, { type: 'open' | 'cancel' }>) {
    const { id } = message;
    switch (message.type) {
      case 'prepare':
        await database.prepare(message.state);
        return send({ type: 'prepared', id });
      case 'query': {
        const result = await database.query(message.sql, { ...message, isCancelled: () => cancelled.has(id) });
        return send({ type: 'result', id, result }, [result.ipc.buffer as ArrayBuffer]);
      }
      case 'try': {
        const tried = await database.try(message.trial, { ...message, isCancelled: () => cancelled.has(id) });
        const error = tried.error === null ? null : toWire(tried.error);
        return send(
          { type: 'tried', id, results: tried.results, error },
          tried.results.map(({ ipc }) => ipc.buffer as ArrayBuffer),
        );
      }
      case 'tables':
        return send({ type: 'tables', id, tables: database.tables() });
      case 'memory':
        return send({ type: 'memory', id, memory: database.memory() });
    }
  }

  async function handle(database: LessonEngine, message: ToLessons): Promise<void> {
    if (message.type === 'open') return;
    if (message.type === 'cancel') {
      cancelled.add(message.id);
      return;
    }
    try {
      await answer(database, message);
    } catch (error) {
      if (error instanceof DatabaseCrash) send({ type: 'crashed', detail: error.message });
      send({ type: 'failed', id: message.id, error: toWire(error) });
    } finally {
      cancelled.delete(message.id);
    }
  }

  setInterval(() => send({ type: 'pulse' }), PULSE_MS);
  scope.addEventListener('message', ({ data }: MessageEvent<ToLessons>) => {
    if (data.type === 'open') void open(data);
    else if (engine === null) beforeOpen.push(data);
    else void handle(engine, data);
  });
}
