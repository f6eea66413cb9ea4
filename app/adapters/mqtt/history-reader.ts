import { parseIsoTime } from '../../core/stream/iso-time.ts';
import { continuesRun } from '../../core/stream/kept-position.ts';
import type { Delivery } from '../../core/stream/message.ts';

export interface HistoryRequest {
  readonly url: string;
  /** Virtual time from which on messages are wanted; null for all there are. */
  readonly sinceMs: number | null;
  /** Run that `sinceMs` belongs to; where the server is in another, nothing is read. */
  readonly runId: string | null;
  /** The answer begins, and belongs to this run. */
  readonly onStart: (runId: string) => void;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Called with chunks in the order they fell due; a promise holds back the next. `dueMs` is the last one's. */
  readonly onChunk: (deliveries: readonly Delivery[], dueMs: number | null) => void | Promise<void>;
}

export type HistoryAnswer =
  /** Everything due before `untilMs` was in the answer. */
  | { readonly type: 'whole'; readonly untilMs: number | null }
  /** The server is in another run, or began this one anew: its history must be asked for from the beginning. */
  | { readonly type: 'other-run' };

/** The server said no, or something that is no history. */
export class HistoryRefused extends Error {
  override readonly name = 'HistoryRefused';
}

const CHUNK_LINES = 2_000;

/** Reads `/history.ndjson` line by line while it arrives; the browser undoes the compression. */
export async function readHistory(request: HistoryRequest): Promise<HistoryAnswer> {
  const { url, sinceMs, runId, signal } = request;
  const response = await request.fetch(address(url, sinceMs), { signal, cache: 'no-store' });
  const servedRun = response.headers.get('x-maqueta-run');
  if (!response.ok || response.body === null || servedRun === null) {
    await response.body?.cancel();
    throw new HistoryRefused(`history answered ${response.status}`);
  }
  const untilMs = parseIsoTime(response.headers.get('x-maqueta-until') ?? '');
  const goesOn =
    sinceMs === null || (runId !== null && continuesRun({ runId, untilMs: sinceMs }, servedRun, untilMs ?? sinceMs));
  if (!goesOn) {
    await response.body.cancel();
    return { type: 'other-run' };
  }
  request.onStart(servedRun);
  await readLines(response.body, request);
  return { type: 'whole', untilMs };
}

function address(url: string, sinceMs: number | null): string {
  if (sinceMs === null) return url;
  return `${url}${url.includes('?') ? '&' : '?'}since=${encodeURIComponent(new Date(sinceMs).toISOString())}`;
}

async function readLines(body: ReadableStream<Uint8Array>, { now, onChunk }: HistoryRequest): Promise<void> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  let chunk: Delivery[] = [];
  let dueMs: number | null = null;
  const take = (line: string, receivedAtMs: number) => {
    if (line === '') return;
    const message = readLine(line);
    // A line that is no message is shown as one that was turned away, like anything else that cannot be read.
    chunk.push({ topic: message?.topic ?? '', payload: encoder.encode(message?.payload ?? line), receivedAtMs });
    dueMs = message?.dueMs ?? dueMs;
  };
  const hand = async () => {
    const full = chunk;
    chunk = [];
    if (full.length > 0) await onChunk(full, dueMs);
  };
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = done ? '' : lines.pop()!;
    const receivedAtMs = now();
    for (const line of lines) {
      take(line, receivedAtMs);
      if (chunk.length >= CHUNK_LINES) await hand();
    }
    if (done) break;
  }
  await hand();
}

function readLine(line: string): { topic: string; payload: string; dueMs: number | null } | null {
  try {
    const { topic, payload, due } = JSON.parse(line) as Record<string, unknown>;
    if (typeof topic !== 'string' || typeof payload !== 'string') return null;
    return { topic, payload, dueMs: typeof due === 'string' ? parseIsoTime(due) : null };
  } catch {
    return null;
  }
}
