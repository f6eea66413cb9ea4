import { scenarioKeys } from '../state/saved-scenarios.ts';
import type { AppContext } from './app-context.ts';
import { cancelDraft } from './cancel-draft.ts';
import type { ChangeRecord } from './change-record.ts';

/** Looks at a scenario, or with null at the baseline. */
export function chooseScenario(app: AppContext, scenarioId: string | null): ChangeRecord {
  cancelDraft(app);
  app.store.setState({ scenarioId });
  app.ports.settings.set(scenarioKeys(app.store.getState().ownPlace.spec).chosen, scenarioId ?? '');
  return { label: 'change.scenario-choose' };
}
