import { MOST_EVAPORATION, type ScenarioEdit } from '../core/models/scenario/edits.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeEdits } from './change-scenarios.ts';

/** What a scenario can change for the whole district: one number each. */
export type DistrictDial =
  | 'electrify'
  | 'low-emission-zone'
  | 'demand-all'
  | 'demand-through'
  | 'evaporation'
  | 'distance-charge';

/** Percent — cents a kilometre for the charge — within which a dial can be set; at 0 nothing is changed. */
export const DIAL_RANGES: Readonly<Record<DistrictDial, readonly [least: number, most: number]>> = {
  electrify: [0, 100],
  'low-emission-zone': [0, 100],
  'demand-all': [-50, 50],
  'demand-through': [-100, 50],
  evaporation: [0, MOST_EVAPORATION * 100],
  'distance-charge': [0, 100],
};

export const DISTRICT_DIALS = Object.keys(DIAL_RANGES) as readonly DistrictDial[];

function dialOf(edit: ScenarioEdit): DistrictDial | null {
  switch (edit.kind) {
    case 'electrify':
    case 'low-emission-zone':
    case 'evaporation':
    case 'distance-charge':
      return edit.kind;
    case 'change-demand':
      return edit.trips === 'all' ? 'demand-all' : 'demand-through';
    default:
      return null;
  }
}

function percentOf(edit: ScenarioEdit): number {
  switch (edit.kind) {
    case 'electrify':
    case 'evaporation':
      return Math.round(edit.share * 100);
    case 'low-emission-zone':
      return Math.round(edit.obeyed * 100);
    case 'change-demand':
      return Math.round((edit.factor - 1) * 100);
    case 'distance-charge':
      return Math.round(edit.eurosPerKm * 100);
    default:
      return 0;
  }
}

function editOf(dial: DistrictDial, percent: number): ScenarioEdit {
  switch (dial) {
    case 'electrify':
    case 'evaporation':
      return { kind: dial, share: percent / 100 };
    case 'low-emission-zone':
      return { kind: dial, obeyed: percent / 100 };
    case 'distance-charge':
      return { kind: dial, eurosPerKm: percent / 100 };
    case 'demand-all':
    case 'demand-through':
      return { kind: 'change-demand', trips: dial === 'demand-all' ? 'all' : 'through', factor: (100 + percent) / 100 };
  }
}

/** Where a dial stands among a scenario's edits, in percent or cents. */
export function dialPercent(edits: readonly ScenarioEdit[], dial: DistrictDial): number {
  const edit = edits.find((candidate) => dialOf(candidate) === dial);
  return edit === undefined ? 0 : percentOf(edit);
}

/** Sets a dial of a scenario; one edit a dial, in the place where it stood, none at 0. One drag is one step back. */
export function setDistrictEdit(
  app: AppContext,
  scenarioId: string,
  dial: DistrictDial,
  percent: number,
): ChangeRecord {
  const [least, most] = DIAL_RANGES[dial];
  const bounded = Math.min(most, Math.max(least, Math.round(percent)));
  const label = 'change.edit-district';
  if (!Number.isFinite(bounded)) return { label };
  return changeEdits(
    app,
    scenarioId,
    label,
    (edits) => {
      const edit = bounded === 0 ? [] : [editOf(dial, bounded)];
      const at = edits.findIndex((candidate) => dialOf(candidate) === dial);
      return at < 0 ? [...edits, ...edit] : [...edits.slice(0, at), ...edit, ...edits.slice(at + 1)];
    },
    `${scenarioId} ${dial}`,
  );
}
