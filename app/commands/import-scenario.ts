import { readScenario } from '../core/models/scenario/scenario-text.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeScenarios, freshId } from './change-scenarios.ts';
import { giveNotice } from './give-notice.ts';

/** Takes a scenario out of a file's text and looks at it; a text that is none is told so. */
export function importScenario(app: AppContext, text: string): ChangeRecord {
  const label = 'change.scenario-import';
  const { scenarios } = app.store.getState();
  const { value, issues } = readScenario(text, freshId(scenarios));
  if (value === null) {
    const { code = '', detail = '' } = issues[0] ?? {};
    giveNotice(app, 'warning', 'notice.scenario-unreadable', { detail: `${code} ${detail}`.trim() });
    return { label };
  }
  return changeScenarios(app, label, { scenarios: [...scenarios, value], scenarioId: value.id });
}
