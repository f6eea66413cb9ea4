/** The fleet that a list of edits makes: each changes what the ones before it left. */
import { electrified, type Fleet, fleetProblems, lowEmissionZone, STANDARD_FLEET } from '../emissions/fleet.ts';
import type { ScenarioEdit } from './edits.ts';

/** Edits with numbers out of range, and those that do not touch vehicles, change nothing. */
export function fleetAfter(edits: readonly ScenarioEdit[], before: Fleet = STANDARD_FLEET): Fleet {
  return edits.reduce((fleet, edit) => {
    switch (edit.kind) {
      case 'change-fleet':
        return fleetProblems(edit.fleet).length === 0 ? edit.fleet : fleet;
      case 'electrify':
        return isShare(edit.share) ? electrified(fleet, edit.share) : fleet;
      case 'low-emission-zone':
        return isShare(edit.obeyed) ? lowEmissionZone(fleet, 6, 4, edit.obeyed) : fleet;
      default:
        return fleet;
    }
  }, before);
}

const isShare = (value: number) => value >= 0 && value <= 1;
