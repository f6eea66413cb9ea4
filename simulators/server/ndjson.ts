/**
 * The city as a file: `npm run city -- --from ISO --to ISO [--seed n] [--truth] [--out FILE]`. One message a line, as
 * the other carriers send it; with --truth what was really there instead. Writes to the standard output where no file
 * is named.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { parseIsoTime } from '../../app/core/stream/iso-time.ts';
import {
  CITY_TABLES,
  type City,
  type CityFiles,
  carrierLine,
  createCity,
  DEFAULT_SEED,
  DEFAULT_START_MS,
  HISTORY_MS,
  readCityDataset,
  runIdOf,
  truthLine,
} from '../city/index.ts';

const USAGE = `Usage: npm run city -- [--from TIME] [--to TIME] [--seed NUMBER] [--truth] [--out FILE]

  --from, --to  virtual time, ISO 8601 with a zone, for example 2024-11-07T08:00:00Z
                (default: the 24 hours up to ${new Date(DEFAULT_START_MS).toISOString()})
  --seed        which city (default ${DEFAULT_SEED})
  --truth       write the true values and the labels of the faults instead of the messages
  --out         file to write (default: standard output)`;

class UsageError extends Error {}

/** An hour of the city at a time, so that a month needs no more memory than an hour. */
function* linesOf(city: City, fromMs: number, toMs: number, truth: boolean): Generator<string> {
  const runId = runIdOf(city.seed, 1);
  if (!truth) for (const message of city.retainedMessages(runId, fromMs)) yield carrierLine(message);
  for (let at = fromMs; at < toMs; at += MS_PER_HOUR) {
    const until = Math.min(at + MS_PER_HOUR, toMs);
    if (truth) for (const record of city.truthBetween(at, until)) yield truthLine(record);
    else for (const message of city.messagesBetween(runId, at, until)) yield carrierLine(message);
  }
}

async function loadCity(seed: number): Promise<City> {
  const folder = path.join(import.meta.dirname, '..', '..', 'datasets', 'eixample');
  const tables = await Promise.all(
    CITY_TABLES.map(async (table) => {
      return [table, JSON.parse(await readFile(path.join(folder, `${table}.geojson`), 'utf8'))] as const;
    }),
  );
  const dataset = readCityDataset(Object.fromEntries(tables) as unknown as CityFiles);
  if (dataset.value === null) throw new Error(`The dataset cannot make a city: ${dataset.issues.map((i) => i.code)}`);
  return createCity(dataset.value, { seed });
}

function timeOption(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const time = parseIsoTime(text);
  if (time === null) throw new UsageError(`--${name} "${text}" is not a time such as 2024-11-07T08:00:00Z`);
  return time;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      seed: { type: 'string' },
      truth: { type: 'boolean', default: false },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const seed = values.seed === undefined ? DEFAULT_SEED : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed "${values.seed}" is not a whole number`);
  const toMs = timeOption('to', values.to, DEFAULT_START_MS);
  const fromMs = timeOption('from', values.from, toMs - HISTORY_MS);
  if (!(toMs > fromMs)) throw new UsageError('--to must be later than --from');

  const city = await loadCity(seed);
  const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
  const failed = once(out, 'error').then(([error]) => Promise.reject(error as Error));
  // The last error may come when nothing waits for it any more; it is told below all the same.
  failed.catch(() => {});
  let text = '';
  const flush = async () => {
    const drained = out.write(text);
    text = '';
    if (!drained) await Promise.race([once(out, 'drain'), failed]);
  };
  for (const line of linesOf(city, fromMs, toMs, values.truth)) {
    text += `${line}\n`;
    if (text.length > 1_000_000) await flush();
  }
  await flush();
  if (out !== process.stdout) {
    out.end();
    await Promise.race([once(out, 'finish'), failed]);
  }
}

main().catch((error: NodeJS.ErrnoException) => {
  // A reader such as `head` that has seen enough is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  const usage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(usage ? `${error.message}\n\n${USAGE}` : error.message);
  process.exit(usage ? 2 : 1);
});
