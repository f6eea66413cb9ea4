import { findEquilibrium } from '../../app/core/models/assignment/equilibrium.ts';
import { networkOfTntp, parseTntpNetwork } from '../../app/core/models/assignment/tntp-network.ts';
import { parseTntpTrips, tableOfTntp } from '../../app/core/models/assignment/tntp-trips.ts';
import { type MadeCity, madeCity } from '../builders/road-networks.ts';
import { casesAreHere, readCase } from '../reference/cases.ts';
import { type Benchmark, type Figure, figuresOf } from './benchmark.ts';
import { textbookFrankWolfe } from './textbook-assignment.ts';

const COMPARED_GAP = 1e-4;
const FINE_GAP = 1e-6;
const GOAL_RATIO = 5;
/** Frank–Wolfe may need thousands; what it has not reached by then counts as reached, in its favour. */
const MOST_BASELINE_ITERATIONS = 1_500;
/** Runs are taken again, up to so many and so long in all, and the best counts. */
const REPEATS = 5;
const REPEATED_FOR_S = 4;

function published(name: string): MadeCity | null {
  const files = ['net', 'trips'].map((part) => `traffic/${name}_${part}.tntp`);
  if (!casesAreHere(...files)) return null;
  const network = networkOfTntp(parseTntpNetwork(readCase(files[0]!)).value!);
  return { network, trips: tableOfTntp(parseTntpTrips(readCase(files[1]!)).value!) };
}

function bestSeconds(work: () => void): number {
  let best = Infinity;
  let spent = 0;
  for (let i = 0; i < REPEATS && spent < REPEATED_FOR_S; i++) {
    const started = performance.now();
    work();
    const seconds = (performance.now() - started) / 1_000;
    best = Math.min(best, seconds);
    spent += seconds;
  }
  return best;
}

const figure = figuresOf('assign');

function solve({ network, trips }: MadeCity, relativeGap: number): void {
  const { value } = findEquilibrium(network, trips, { relativeGap });
  if (value?.converged !== true) throw new Error(`the gap is ${value?.relativeGap}, not ${relativeGap}`);
}

/** Seconds to a relative gap, against a textbook's Frank–Wolfe in the same run. */
export const bench: Benchmark = {
  name: 'assign',
  async run() {
    const cities: (readonly [string, MadeCity | null])[] = [
      ['made city, 1,640 links', madeCity(11, 20, 30, 60)],
      ['made city, 6,640 links', madeCity(12, 40, 100, 10)],
      ['Sioux Falls', published('SiouxFalls')],
      ['Barcelona', published('Barcelona')],
    ];
    solve(madeCity(13, 12, 20, 60), FINE_GAP);
    const figures: Figure[] = [];
    for (const [name, city] of cities) {
      if (city === null) continue;
      const seconds = bestSeconds(() => solve(city, COMPARED_GAP));
      let reached = { gap: 1, iterations: 0 };
      const baseline = bestSeconds(() => {
        reached = textbookFrankWolfe(city.network, city.trips, COMPARED_GAP, MOST_BASELINE_ITERATIONS);
      });
      const ratio = baseline / seconds;
      const until = reached.gap <= COMPARED_GAP ? '' : ` (baseline stopped at ${reached.gap.toExponential(1)})`;
      figures.push(
        figure(`${name}, to ${COMPARED_GAP}${until}`, seconds, 's', {
          baseline,
          ratio,
          goal: `ratio ≥ ${GOAL_RATIO} to a textbook’s Frank–Wolfe`,
          holds: ratio >= GOAL_RATIO,
        }),
        figure(
          `${name}, to ${FINE_GAP}`,
          bestSeconds(() => solve(city, FINE_GAP)),
          's',
        ),
      );
    }
    return figures;
  },
};
