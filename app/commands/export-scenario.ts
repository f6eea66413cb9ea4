import { writeScenario } from '../core/models/scenario/scenario-text.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Hands a scenario over as a file that another browser can read. */
export function exportScenario({ store, ports }: AppContext, scenarioId: string): ChangeRecord {
  const scenario = store.getState().scenarios.find(({ id }) => id === scenarioId);
  if (scenario !== undefined) {
    const name = scenario.name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    ports.files.save(`maqueta-${name}.json`, 'application/json', writeScenario(scenario));
  }
  return { label: 'change.scenario-export' };
}
