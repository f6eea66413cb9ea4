import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { setModelSettings } from './set-model-settings.ts';

/** Runs scenarios with the multipliers that the last comparison found, or as the models are. */
export function calibrateRuns(app: AppContext, use: boolean): ChangeRecord {
  const { fit } = app.store.getState().fitRun;
  return setModelSettings(app, { calibration: use ? (fit?.multipliers ?? null) : null });
}
