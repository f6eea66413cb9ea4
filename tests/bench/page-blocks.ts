/** How long a page's main thread stood still, from a trace of the browser: what frames took is told apart. */

/** What has to be traced for it. */
export const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'];

/** Set by the page at the beginning of what is looked at. */
export const BEGINNING = 'maqueta-bench-begin';
const TASK_NAMES = ['RunTask', 'ThreadControllerImpl::RunTask'];
const FRAME_NAME = 'FireAnimationFrame';
const MICROSECONDS = 1_000;

export interface PageBlocks {
  /** The longest task after the beginning, less the frames in it. */
  readonly longestMs: number;
  /** Of all tasks the most time on a processor, less that of the frames in it. */
  readonly longestWorkMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time of the thread itself. */
  readonly tdur?: number;
}

/** `trace` is what the browser writes, JSON. Throws where the page did not mark the beginning. */
export function blocksOf(trace: string): PageBlocks {
  const { traceEvents: events } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const beginning = events.find(({ name }) => name === BEGINNING);
  if (beginning === undefined) throw new Error('the trace has no beginning');
  const { pid, tid, ts: fromUs } = beginning;
  const own = events.filter(
    (event) => event.ph === 'X' && event.pid === pid && event.tid === tid && event.ts >= fromUs,
  );
  const endOf = (event: TraceEvent) => event.ts + (event.dur ?? 0);
  const frames = own.filter(({ name }) => name === FRAME_NAME);
  let [longestUs, longestWorkUs] = [0, 0];
  for (const task of own) {
    if (!TASK_NAMES.includes(task.name)) continue;
    let [us, workUs] = [task.dur ?? 0, task.tdur ?? 0];
    for (const frame of frames) {
      if (frame.ts < task.ts || endOf(frame) > endOf(task)) continue;
      us -= frame.dur ?? 0;
      workUs -= frame.tdur ?? 0;
    }
    longestUs = Math.max(longestUs, us);
    longestWorkUs = Math.max(longestWorkUs, workUs);
  }
  return { longestMs: longestUs / MICROSECONDS, longestWorkMs: longestWorkUs / MICROSECONDS };
}
