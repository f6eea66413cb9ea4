import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { setModelSettings } from './set-model-settings.ts';

/** Runs scenarios with the multipliers that the last comparison found, or as the models are. */
export function calibrateRuns(app: AppContext, use: boolean): ChangeRecord {
  const { fit } = app.store.getState().fitRun;
  const fitted = fit === null || fit.multipliers === null ? null : { ...fit.multipliers, noise: fit.noise };
  return setModelSettings(app, { calibration: use ? fitted : null });
}
