import type { Fleet } from '../core/models/emissions/fleet.ts';
import type { ScenarioEdit } from '../core/models/scenario/edits.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeEdits } from './change-scenarios.ts';

/** Edits that change a fleet where they stand: another mix must come before them, or it would undo them. */
const CHANGES_FLEET: readonly ScenarioEdit['kind'][] = ['change-fleet', 'electrify', 'low-emission-zone'];

/** Gives a scenario another mix of vehicles, or today's (null). One such edit, before the others that change the fleet. */
export function setFleet(app: AppContext, scenarioId: string, fleet: Fleet | null): ChangeRecord {
  return changeEdits(app, scenarioId, 'change.fleet', (edits) => {
    const others = edits.filter(({ kind }) => kind !== 'change-fleet');
    if (fleet === null) return others;
    const first = others.findIndex(({ kind }) => CHANGES_FLEET.includes(kind));
    const at = first < 0 ? others.length : first;
    return [...others.slice(0, at), { kind: 'change-fleet', fleet }, ...others.slice(at)];
  });
}
