import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { streetsInside } from '../../app/core/models/scenario/apply-edits.ts';
import { createChain } from '../../app/core/models/scenario/chain.ts';
import { CENTRAL_DRAW } from '../../app/core/models/scenario/parameters.ts';
import { buildPlace } from '../../app/core/models/scenario/place.ts';
import { shippedPlaceFiles } from '../support/shipped-place.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';
import { measureWhatIfPage } from './whatif-page.ts';

const DRAWS = 1_000;
const WORKERS = 2;
const REPEATS = 5;

const figure = figuresOf('whatif');

/** The best of several runs in ms: what the machine's other work adds is not the models'. */
function bestMs(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < REPEATS; i++) {
    const started = performance.now();
    work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

async function drawsMs(): Promise<number> {
  const workers = Array.from(
    { length: WORKERS },
    (_, worker) =>
      new Worker(new URL('./whatif-draws.mjs', import.meta.url), {
        workerData: { draws: DRAWS, from: (DRAWS * worker) / WORKERS, until: (DRAWS * (worker + 1)) / WORKERS },
      }),
  );
  // Each says `ready` when the district is read, and begins when told to.
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const started = performance.now();
  const done = workers.map((worker) => once(worker, 'message'));
  for (const worker of workers) worker.postMessage('go');
  await Promise.all(done);
  const elapsed = performance.now() - started;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return elapsed;
}

/**
 * From an edit to every façade and on to the map, and a thousand draws of what is not known: the models alone in Node, then
 * all of it in the page, where software rendering is the larger part of the time.
 */
export const bench: Benchmark = {
  name: 'whatif',
  async run() {
    const place = buildPlace(shippedPlaceFiles()).value!;
    const chain = createChain(place);
    const inside = streetsInside(place, [
      [2.162, 41.3895],
      [2.168, 41.3895],
      [2.168, 41.3935],
      [2.162, 41.3935],
    ]);
    chain.prepare([]).run(CENTRAL_DRAW);
    const editMs = bestMs(() => {
      chain.prepare([{ kind: 'superblock', ...inside }]).run(CENTRAL_DRAW);
    });
    const allDrawsMs = await drawsMs();
    const page = await measureWhatIfPage();
    const best = page.repainted.reduce((a, b) => (b.ms < a.ms ? b : a));
    const longestBlockMs = Math.max(...page.repainted.map((one) => one.longestBlockMs));
    return [
      figure('superblock edit to all façades, gap 1e-5', editMs, 'ms', { goal: '< 1000 ms', holds: editMs < 1_000 }),
      figure(`${DRAWS} draws of baseline and scenario, ${WORKERS} workers`, allDrawsMs / 1_000, 's', {
        goal: '< 20 s',
        holds: allDrawsMs < 20_000,
      }),
      figure('superblock edit to map repainted, in the page', best.ms, 'ms', {
        goal: '< 1000 ms',
        holds: best.ms < 1_000,
      }),
      figure('of that in frames', best.framesMs, 'ms'),
      figure('longest block of the main thread outside frames', longestBlockMs, 'ms', {
        goal: '≤ 50 ms',
        holds: longestBlockMs <= 50,
      }),
      figure(`${DRAWS} draws, from the press to the ranges in the page`, page.drawsMs / 1_000, 's', {
        goal: '< 20 s',
        holds: page.drawsMs < 20_000,
      }),
    ];
  },
};
