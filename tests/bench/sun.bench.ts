import { streetSun } from '../../app/core/models/analyses/street-sun.ts';
import { buildPlace } from '../../app/core/models/scenario/place.ts';
import { shippedPlaceFiles } from '../support/shipped-place.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';

const figure = figuresOf('sun');

/** A day of sun on every street's façades and pavements, by quarters of an hour. */
export const bench: Benchmark = {
  name: 'sun',
  async run() {
    const files = shippedPlaceFiles();
    const place = buildPlace(files).value!;
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) {
      const started = performance.now();
      streetSun(files.buildings, place, { dayStartMs: Date.UTC(2026, 5, 21), stepMinutes: 15 });
      best = Math.min(best, performance.now() - started);
    }
    return [
      figure('a day of sun for the district, 15 min steps', best / 1_000, 's', { goal: '< 2 s', holds: best < 2_000 }),
    ];
  },
};
