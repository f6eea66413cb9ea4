import type { ChainSettings } from '../core/models/scenario/settings.ts';
import { MODEL_SETTINGS_KEY } from '../state/model-settings.ts';
import { NOT_EXPLORED } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import { cancelExploration } from './cancel-exploration.ts';
import type { ChangeRecord } from './change-record.ts';
import { checkFit } from './check-fit.ts';
import { evaluateScenario } from './evaluate-scenario.ts';

/**
 * Changes how the models calculate, for the baseline and every scenario. What was calculated otherwise is not comparable any
 * more: it goes, and what is looked at is calculated anew.
 */
export function setModelSettings(app: AppContext, change: Partial<ChainSettings>): ChangeRecord {
  const { store, ports } = app;
  const modelSettings = { ...store.getState().modelSettings, ...change };
  cancelExploration(app);
  store.setState({ modelSettings, calculated: {}, explored: {}, exploreRun: NOT_EXPLORED });
  ports.settings.set(MODEL_SETTINGS_KEY, JSON.stringify(modelSettings));
  ports.whatIf.use(modelSettings);
  evaluateScenario(app);
  // Multipliers and the yearly formula of NO2 are no part of what is compared with the stations.
  const isOther = Object.keys(change).some((name) => name !== 'calibration' && name !== 'no2');
  if (isOther && store.getState().fitRun.fit !== null) checkFit(app);
  return { label: 'change.model-settings' };
}
