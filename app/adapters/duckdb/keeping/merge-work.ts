/** How kept work comes into the database: in which order, and beside what this tab has where another tab kept it. */
import type { KeptWork } from '../../../core/store/keep-store.ts';
import { OBSERVATIONS, OBSERVATIONS_RETIRED_HOURS } from '../../../core/store/schema.ts';
import { continuesRun, type KeptPosition } from '../../../core/stream/kept-position.ts';
import type { KeptWorkAccess } from '../kept-work.ts';
import type { LoadRows, OwnLog } from './own-log.ts';

/** Chunks as they are brought back. */
export function inOrder(chunks: KeptWork['chunks'], position: KeptPosition | null): KeptWork['chunks'] {
  // Floors of retired hours come first, the run that goes on comes last: it is the one met last.
  const rank = ({ info }: KeptWork['chunks'][number]) =>
    info.table === OBSERVATIONS_RETIRED_HOURS.name ? 0 : info.runId === position?.runId ? 2 : 1;
  return [...chunks].sort((a, b) => rank(a) - rank(b) || a.info.id - b.info.id);
}

/** `run` is where this tab's city stands; null where nothing was heard of it. */
export async function mergeWork(
  { chunks, objects, position }: KeptWork,
  own: OwnLog,
  work: KeptWorkAccess,
  load: LoadRows,
  run: { readonly runId: string; readonly virtualMs: number } | null,
): Promise<void> {
  await own.merge(objects, work, load);
  const goesOn = run === null || position === null || continuesRun(position, run.runId, run.virtualMs);
  const streamsOf = (table: string) => chunks.filter(({ info }) => info.table === table).map(({ ipc }) => ipc);
  // Hours that were summed up come first: what is left of their rows in a chunk must not be counted beside them.
  // A city that began anew says those hours again.
  work.addHours([], streamsOf(OBSERVATIONS_RETIRED_HOURS.name), goesOn ? null : run.runId);
  const foreign: Uint8Array[] = [];
  const logs = new Set<string>();
  for (const { info, ipc } of chunks) {
    if (info.table === OBSERVATIONS_RETIRED_HOURS.name) continue;
    if (info.table !== OBSERVATIONS.name) logs.add(info.table);
    else if (run === null || (goesOn && info.runId === run.runId)) work.restoreRows(info.table, ipc);
    else if (info.runId !== run.runId) foreign.push(ipc);
  }
  for (const table of logs) work.addLog(table, streamsOf(table));
  work.addHours(foreign, [], null);
}
