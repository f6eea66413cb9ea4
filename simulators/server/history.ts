import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { MS_PER_DAY, MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { parseIsoTime } from '../../app/core/stream/iso-time.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import { carrierLine } from '../city/index.ts';
import type { Publication } from './broker.ts';
import type { CitySource } from './city-runner.ts';
import { ClientPublications } from './client-publications.ts';
import { type Block, GZIP_HEADER, gzipTrailer, makeBlock } from './gzip-blocks.ts';

/** What history needs to know of the run it tells. */
export interface RunView {
  readonly runId: string;
  readonly publishedUntilMs: number;
}

/**
 * `GET /history.ndjson?since=`: the messages of the last 24 virtual hours, up to what was published live. Whole virtual
 * hours are made and compressed once and kept; the first and the last, broken ones on demand. Without `since` it begins
 * at a whole hour, hence with up to one hour more.
 */
export class History {
  private hours = new Map<number, Promise<Block>>();
  private hoursOfRun = '';
  private publicationsOfRun = '';

  constructor(
    private readonly city: CitySource,
    private readonly run: RunView,
    private readonly publications = new ClientPublications(),
  ) {}

  /** Keeps what a device of the city's own has just published. */
  keep(publication: Publication): void {
    const { runId, publishedUntilMs } = this.run;
    if (this.publicationsOfRun !== runId) this.publications.clear();
    this.publicationsOfRun = runId;
    this.publications.forgetBefore(oldestMsAt(publishedUntilMs));
    this.publications.add(publication, publishedUntilMs);
  }

  /** Makes the blocks that the next page will ask for, newest first, without holding up the stream. */
  async warmUp(): Promise<void> {
    const { runId, publishedUntilMs } = this.run;
    const lastHour = Math.floor(publishedUntilMs / MS_PER_HOUR) - 1;
    for (let hour = lastHour; hour >= Math.floor((publishedUntilMs - MS_PER_DAY) / MS_PER_HOUR); hour--) {
      if (this.run.runId !== runId) return;
      await this.hourBlock(hour);
      await pause();
    }
  }

  async respond(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const since = query.get('since');
    const sinceMs = since === null ? null : parseIsoTime(since);
    if (since !== null && sinceMs === null) {
      response
        .writeHead(400, { 'content-type': 'text/plain' })
        .end('since must be a time such as 2024-11-07T08:00:00Z');
      return;
    }
    const { runId, publishedUntilMs: untilMs } = this.run;
    const oldestMs = oldestMsAt(untilMs);
    const fromMs = Math.max(oldestMs, sinceMs ?? oldestMs);
    const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    response.writeHead(200, {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'accept-encoding',
      'x-maqueta-run': runId,
      'x-maqueta-until': new Date(untilMs).toISOString(),
      ...(takesGzip ? { 'content-encoding': 'gzip' } : {}),
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const unpacked = takesGzip ? null : createGunzip();
    unpacked?.pipe(response);
    const sink = unpacked ?? response;
    const sent: Block[] = [];
    sink.write(GZIP_HEADER);
    if (since === null) {
      // Who speaks comes first: a page may read this before the broker has handed it the retained announcements.
      const announced = await makeBlock(linesOf(this.announcements(runId, fromMs)));
      sent.push(announced);
      sink.write(announced.deflated);
    }
    for (let atMs = fromMs; atMs < untilMs; ) {
      const hour = Math.floor(atMs / MS_PER_HOUR);
      const nextMs = Math.min(untilMs, (hour + 1) * MS_PER_HOUR);
      const whole = atMs === hour * MS_PER_HOUR && nextMs === (hour + 1) * MS_PER_HOUR;
      // A jump while this answer is under way starts another run: finish the old one without keeping its blocks.
      const kept = whole && this.run.runId === runId;
      const block = await (kept ? this.hourBlock(hour) : this.make(runId, atMs, nextMs));
      if (response.destroyed) break; // the page went away meanwhile
      if (block.length > 0) {
        sent.push(block);
        if (!sink.write(block.deflated)) await drained(response, sink);
      }
      if (response.destroyed) break;
      atMs = nextMs;
    }
    if (response.destroyed) {
      unpacked?.destroy();
      return;
    }
    // What devices published since the city last spoke was sent live already, so it belongs to this past.
    const newest = await makeBlock(linesOf(fromMs <= untilMs ? this.published(runId, untilMs, untilMs + 1) : []));
    sent.push(newest);
    sink.write(newest.deflated);
    sink.end(gzipTrailer(sent));
  }

  private announcements(runId: string, dueMs: number): readonly CityMessage[] {
    return this.city
      .retainedMessages(runId, dueMs)
      .filter(({ topic }) => topic.endsWith('/meta'))
      .map((message) => ({ ...message, dueMs }));
  }

  private hourBlock(hour: number): Promise<Block> {
    const { runId, publishedUntilMs } = this.run;
    if (this.hoursOfRun !== runId) {
      this.hours = new Map();
      this.hoursOfRun = runId;
    }
    let block = this.hours.get(hour);
    if (block === undefined) {
      const { hours } = this;
      block = this.make(runId, hour * MS_PER_HOUR, (hour + 1) * MS_PER_HOUR);
      hours.set(hour, block);
      // What could not be made is tried again by the next who asks.
      block.catch(() => hours.delete(hour));
      const oldest = Math.floor((publishedUntilMs - MS_PER_DAY) / MS_PER_HOUR);
      for (const kept of this.hours.keys()) if (kept < oldest) this.hours.delete(kept);
    }
    return block;
  }

  private async make(runId: string, fromMs: number, toMs: number): Promise<Block> {
    await pause(); // each hour is some tens of milliseconds of work: let the stream go first
    const spoken = this.city.messagesBetween(runId, fromMs, toMs);
    const published = this.published(runId, fromMs, toMs);
    if (published.length === 0) return makeBlock(linesOf(spoken));
    return makeBlock(linesOf([...published, ...spoken].sort((a, b) => a.dueMs - b.dueMs)));
  }

  private published(runId: string, fromMs: number, toMs: number): readonly CityMessage[] {
    return runId === this.publicationsOfRun ? this.publications.between(fromMs, toMs) : [];
  }
}

/** History begins at a whole hour. */
function oldestMsAt(untilMs: number): number {
  return Math.floor((untilMs - MS_PER_DAY) / MS_PER_HOUR) * MS_PER_HOUR;
}

function linesOf(messages: readonly CityMessage[]): string {
  let text = '';
  for (const message of messages) text += `${carrierLine(message)}\n`;
  return text;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Until the sink takes more, or the page is gone; whoever is gone already says no `close` any more. */
function drained(response: ServerResponse, sink: NodeJS.WritableStream): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const go = () => {
      sink.off('drain', go);
      response.off('close', go);
      resolve();
    };
    sink.once('drain', go);
    response.once('close', go);
  });
}
