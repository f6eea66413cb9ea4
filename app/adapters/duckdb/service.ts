/** The database worker's ears and mouth: messages of the page and of ingest ports to the engine, and its answers back. */
import type {
  IngestAnswer,
  IngestMessage,
  IngestRequest,
  ReadAnswer,
  ReadRequest,
} from '../../core/store/ingest-protocol.ts';
import { KeepError, type KeepStore } from '../../core/store/keep-store.ts';
import type { Scheduler } from '../../core/store/live-query.ts';
import type { DuckDbEngine } from './api.ts';
import { type FromWorker, type KeepPlace, type ToWorker, toWire } from './codec.ts';
import { DatabaseCrash } from './connections.ts';
import { Keeper } from './keeping/keeper.ts';
import { loadBindings } from './library.ts';
import { makeTurn } from './turn.ts';

/** Change notices at most this often (four times a second). */
const NOTICE_INTERVAL_MS = 250;
const PULSE_MS = 1_000;
const READ_LIMIT_MS = 60_000;

const WALL: Scheduler = {
  now: () => Date.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Opens the store that a keeper writes to. */
export type OpenKeepStore = (place: KeepPlace) => Promise<KeepStore>;

export function serveDatabase(scope: DedicatedWorkerGlobalScope, openKeepStore: OpenKeepStore): void {
  // Taken before the library's script replaces it.
  const post = scope.postMessage.bind(scope);
  const send = (message: FromWorker, transfer: Transferable[] = []) => post(message, transfer);
  const cancelled = new Set<number>();
  const turn = makeTurn();
  let engine: DuckDbEngine | null = null;
  const beforeOpen: ToWorker[] = [];

  const changed = new Set<string>();
  let noticeTimer: ReturnType<typeof setTimeout> | null = null;
  let lastNoticeMs = Number.NEGATIVE_INFINITY;
  const notice = () => {
    noticeTimer = null;
    lastNoticeMs = performance.now();
    send({ type: 'changed', tables: [...changed] });
    changed.clear();
  };
  const onTablesChanged = (tables: readonly string[]) => {
    for (const table of tables) changed.add(table);
    if (noticeTimer !== null) return;
    noticeTimer = setTimeout(notice, Math.max(0, lastNoticeMs + NOTICE_INTERVAL_MS - performance.now()));
  };

  const fail = (id: number, error: unknown) => {
    if (error instanceof DatabaseCrash) send({ type: 'crashed', detail: error.message });
    send({ type: 'failed', id, error: toWire(error) });
  };

  let keeper: Keeper | null = null;
  /** Resolves when the rows of an earlier visit are back; the stream's rows wait for it. */
  let restored: Promise<void> = Promise.resolve();

  /** Without a place, own objects go to the page, for a restart of the database; nothing is told of a store. */
  async function beginKeeping(place: KeepPlace | null): Promise<Keeper> {
    const begun = new Keeper({
      open: async () => {
        if (place === null) throw new KeepError('unavailable', 'nothing is to be kept');
        return openKeepStore(place);
      },
      scheduler: WALL,
      turn,
      onStatus: (status) => {
        if (place !== null) send({ type: 'storage', status });
      },
      onUnkept: (put, removed) => send({ type: 'own', put, removed }),
      onIncomplete: () => send({ type: 'incomplete' }),
    });
    send({ type: 'position', position: await begun.begin() });
    return begun;
  }

  async function open({ scriptUrl, wasmUrl, keep, own }: ToWorker & { type: 'open' }): Promise<void> {
    try {
      const keeping = beginKeeping(keep);
      // The engine, with all that spatial SQL stands on, comes while the database itself is downloaded.
      const engineModule = import('./api.ts');
      const bindings = await loadBindings(scriptUrl, wasmUrl, (loadedBytes, totalBytes) =>
        send({ type: 'progress', loadedBytes, totalBytes }),
      );
      const { DuckDbEngine } = await engineModule;
      keeper = await keeping;
      engine = new DuckDbEngine(bindings, {
        clock: { now: () => performance.now() },
        turn,
        onTablesChanged(tables) {
          onTablesChanged(tables);
          keeper?.noteTables(tables);
        },
        onWritten: (written, retired) => keeper?.add(written, retired),
        onOwnWritten: (target) => keeper?.noteOwn(target),
        // What is in the database by now need not stay here: the page keeps it for a restart.
        onKeep: (batches) =>
          send(
            { type: 'keep', batches },
            batches.map((batch) => batch.ipc.buffer as ArrayBuffer),
          ),
      });
      await keeper.restoreOwn(engine.keptWork, own);
      restored = keeper.restoreStream();
      restored.catch((error: unknown) => {
        if (error instanceof DatabaseCrash) send({ type: 'crashed', detail: error.message });
      });
      send({ type: 'opened' });
      for (const message of beforeOpen.splice(0)) handle(engine, message);
    } catch (error) {
      send({ type: 'open-failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  async function query(database: DuckDbEngine, message: ToWorker & { type: 'query' }): Promise<void> {
    const { id, sql, timeLimitMs, maxRows } = message;
    try {
      const result = await database.query(sql, { timeLimitMs, maxRows, isCancelled: () => cancelled.has(id) });
      send({ type: 'result', id, result }, [result.ipc.buffer as ArrayBuffer]);
    } catch (error) {
      fail(id, error);
    } finally {
      cancelled.delete(id);
    }
  }

  async function ingest(database: DuckDbEngine, port: MessagePort, request: IngestRequest): Promise<void> {
    const answer = (message: IngestAnswer) => port.postMessage(message);
    try {
      // What an earlier visit kept goes first, so that the stream's run is the newest; layers need not wait for it.
      if (request.batches.some(({ mode }) => mode === 'upsert-observations')) await restored;
      const startedMs = performance.now();
      const { stored } = await database.ingest(request.batches);
      answer({ type: 'ingested', id: request.id, elapsedMs: performance.now() - startedMs, stored });
    } catch (error) {
      answer({
        type: 'ingest-failed',
        id: request.id,
        detail: error instanceof Error ? error.message : String(error),
      });
      if (error instanceof DatabaseCrash) send({ type: 'crashed', detail: error.message });
    }
  }

  async function read(database: DuckDbEngine, port: MessagePort, { id, sql, maxRows }: ReadRequest): Promise<void> {
    const answer = (message: ReadAnswer, transfer: Transferable[] = []) => port.postMessage(message, transfer);
    try {
      // A table of the person's may be among what an earlier visit kept.
      await restored.catch(() => undefined);
      const limits = { timeLimitMs: READ_LIMIT_MS, maxRows, isCancelled: () => false };
      const { ipc, rowCount, truncated, elapsedMs } = await database.query(sql, limits);
      answer({ type: 'read', id, ipc, rowCount, truncated, elapsedMs }, [ipc.buffer as ArrayBuffer]);
    } catch (error) {
      answer({ type: 'read-failed', id, detail: error instanceof Error ? error.message : String(error) });
      if (error instanceof DatabaseCrash) send({ type: 'crashed', detail: error.message });
    }
  }

  async function noteStream(
    database: DuckDbEngine,
    message: Exclude<IngestMessage, IngestRequest | ReadRequest>,
  ): Promise<void> {
    await restored.catch(() => undefined);
    if (message.type === 'run') {
      keeper?.noteRun(message.runId, message.virtualMs);
      database.noteRun(message.runId);
    } else keeper?.noteCovered(message.position);
  }

  function handle(database: DuckDbEngine, message: ToWorker): void {
    switch (message.type) {
      case 'query':
        void query(database, message);
        break;
      case 'cancel':
        cancelled.add(message.id);
        break;
      case 'ingest-port':
        message.port.onmessage = ({ data }: MessageEvent<IngestMessage>) => {
          if (data.type === 'ingest') void ingest(database, message.port, data);
          else if (data.type === 'read') void read(database, message.port, data);
          else void noteStream(database, data);
        };
        break;
      case 'save-now':
        void keeper?.saveNow();
        break;
      case 'forget':
        (keeper?.forget() ?? Promise.resolve()).then(
          () => send({ type: 'forgotten', id: message.id }),
          (error: unknown) => fail(message.id, error),
        );
        break;
      case 'restore':
        database.ingest(message.batches).then(
          () => send({ type: 'restored', id: message.id }),
          (error: unknown) => fail(message.id, error),
        );
        break;
      case 'tables':
      case 'memory':
        try {
          if (message.type === 'tables') send({ type: 'tables', id: message.id, tables: database.tables() });
          else send({ type: 'memory', id: message.id, memory: database.memory() });
        } catch (error) {
          fail(message.id, error);
        }
        break;
    }
  }

  setInterval(() => send({ type: 'pulse' }), PULSE_MS);
  scope.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === 'open') void open(data);
    else if (engine === null) beforeOpen.push(data);
    else handle(engine, data);
  });
}
