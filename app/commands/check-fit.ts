import type { FitMeasurements } from '../core/models/evaluation/measurements.ts';
import { FEWEST_HOURS } from '../core/models/evaluation/multipliers.ts';
import { QueryError } from '../core/store/database.ts';
import type { FitRun } from '../state/model-fit.ts';
import type { AppContext } from './app-context.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';
import { workOf } from './model-work.ts';
import { readMeasurements } from './read-measurements.ts';

const HOUR_MS = 3_600_000;

/**
 * Compares the models with what the reference stations said in this run, and finds the multipliers that make them meet
 * better. A newer question ends an older one. `without` are stations that are left out of it.
 */
export function checkFit(
  { store, ports }: Pick<AppContext, 'store' | 'ports'>,
  without: readonly string[] = store.getState().fitRun.without,
): Evaluation {
  const work = workOf(store);
  work.fitting?.abort();
  const controller = new AbortController();
  work.fitting = controller;
  const tell = (fields: Partial<FitRun>) => {
    if (work.fitting === controller) store.setState(({ fitRun }) => ({ fitRun: { ...fitRun, ...fields } }));
  };
  tell({ status: 'running', share: 0, missing: null, problem: null, without });
  const asked = async () => {
    const measurements = await measurementsOf();
    const missing = missingIn(measurements);
    if (measurements === null || missing !== null) return tell({ status: 'done', fit: null, missing });
    const { signal } = controller;
    const fit = await ports.whatIf.fit(measurements, { signal, onProgress: ({ share }) => tell({ share }) });
    tell({ status: 'done', share: 1, fit });
  };
  const measurementsOf = async (): Promise<FitMeasurements | null> => {
    try {
      return await readMeasurements(ports.database, ports.timeZone, without);
    } catch (error) {
      // A place whose sensors have other columns has no stations that this could read.
      if (error instanceof QueryError && (error.kind === 'catalog' || error.kind === 'syntax')) return null;
      throw error;
    }
  };
  const finished = asked().catch((error: unknown) =>
    tell(
      controller.signal.aborted
        ? { status: store.getState().fitRun.fit === null ? 'idle' : 'done' }
        : { status: 'failed', problem: problemOf(error) },
    ),
  );
  return { label: 'change.fit-checked', finished };
}

function missingIn(measurements: FitMeasurements | null): FitRun['missing'] {
  if (measurements === null || measurements.hours.length === 0) return 'no-stations';
  if (measurements.weather.length === 0) return 'no-weather';
  const hours = new Set(measurements.hours.map(({ endMs }) => Math.floor(endMs / HOUR_MS)));
  return hours.size < FEWEST_HOURS ? 'too-short' : null;
}
