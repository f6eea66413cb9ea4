import { walkingAccess } from '../../app/core/models/analyses/walking-access.ts';
import { buildPlace } from '../../app/core/models/scenario/place.ts';
import { shippedPlaceFiles } from '../support/shipped-place.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';

const figure = figuresOf('access');

/** Walking times of adults and elderly from every building to every category, with all figures made of them. */
export const bench: Benchmark = {
  name: 'access',
  async run() {
    const files = shippedPlaceFiles();
    const place = buildPlace(files).value!;
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      walkingAccess(files, place);
      best = Math.min(best, performance.now() - started);
    }
    return [figure('all origins, all categories', best, 'ms', { goal: '< 500 ms', holds: best < 500 })];
  },
};
