import { type DatabaseLine, StreamApi } from '../../app/adapters/workers/stream/api.ts';
import type { ColumnBatch } from '../../app/core/store/column-batch.ts';
import type { IngestAnswer, IngestMessage, IngestRequest } from '../../app/core/store/ingest-protocol.ts';
import type { KeptPosition } from '../../app/core/stream/kept-position.ts';
import type { Delivery } from '../../app/core/stream/message.ts';
import type { MessageSource, SourceListener } from '../../app/core/stream/message-source.ts';
import { AIR_TOPIC, delivery, sandboxMessage, VIRTUAL_NOW_MS } from './messages.ts';

const clock = { runId: 'run-1', virtualAnchorMs: VIRTUAL_NOW_MS, wallAnchorMs: 0, speed: 60, paused: false };

/** A stream worker's inside with a source, a database and a wall clock that the test moves. */
export function workbench(change: { sensorIds?: readonly string[] } = {}) {
  let nowMs = 0;
  let listener: SourceListener | null = null;
  const encoded: ColumnBatch[] = [];
  const storedCredits: number[] = [];
  let refills = 0;
  let covered: KeptPosition | null = null;
  const asked: string[] = [];
  const makeDatabase = () => {
    const requests: IngestRequest[] = [];
    /** What is said beside the rows: runs and how far the stream is covered. */
    const notes: Exclude<IngestMessage, IngestRequest>[] = [];
    let answerTo: ((answer: IngestAnswer) => void) | null = null;
    const line: DatabaseLine = {
      send(sent) {
        if (sent.type === 'ingest') requests.push(sent);
        else notes.push(sent);
      },
      listen: (to) => {
        answerTo = to;
      },
    };
    const answer = (id: number, stored?: number) =>
      answerTo!({ type: 'ingested', id, elapsedMs: 1, ...(stored !== undefined && { stored }) });
    const fail = (id: number, detail = 'out of memory') => answerTo!({ type: 'ingest-failed', id, detail });
    return { line, requests, notes, answer, fail };
  };
  const database = makeDatabase();
  const source: MessageSource = {
    start: (to) => {
      listener = to;
    },
    requestClock: async ({ type }) => type === 'pause',
    requestFault: async ({ request }) => ({ request, id: 'host-1', problem: null, detail: '' }),
    stop: async () => listener?.onStatus({ state: 'stopped' }),
    mayRequestClock: true,
    refill: () => refills++,
    suspend: (detail) => asked.push(`suspend: ${detail}`),
    resume: () => asked.push('resume'),
    stored: (count) => storedCredits.push(count),
    covered: () => covered,
  };
  const api = new StreamApi({
    source,
    carrier: { type: 'embedded', address: 'in this page' },
    database: database.line,
    // The "bytes" of a batch are its place in the list of batches.
    encode: (batch) => Uint8Array.of(encoded.push(batch) - 1),
    sensorIds: change.sensorIds ?? ['air-007'],
    now: () => nowMs,
  });
  api.start();
  const to = listener! as SourceListener;
  const tables = (request: IngestRequest) =>
    Object.fromEntries(request.batches.map((batch) => [batch.table, encoded[batch.ipc[0]!]!]));
  return {
    /** Requests the test has answered, where it keeps count. */
    answered: 0,
    api,
    database,
    makeDatabase,
    tables,
    storedCredits,
    asked,
    refills: () => refills,
    /** The source has handed over everything that fell due before. */
    cover(untilMs: number) {
      covered = { runId: 'run-1', untilMs };
    },
    deliver: (...deliveries: Delivery[]) => to.onDeliveries(deliveries),
    tell: () => to.onClock(clock),
    status: to.onStatus,
    at(wallMs: number) {
      nowMs = wallMs;
      api.step();
    },
  };
}

export const values = (batch: ColumnBatch | undefined, name: string): unknown[] =>
  Array.from(batch!.columns.find((column) => column.name === name)!.values as ArrayLike<unknown>);
export const message = (seq: number, change: Record<string, unknown> = {}) =>
  delivery(AIR_TOPIC, JSON.stringify(sandboxMessage({ seq, ...change })), 0);
