import type { FeatureRef } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Picks a feature for the inspector; null lays it back. */
export function pickFeature({ store }: AppContext, feature: FeatureRef | null): ChangeRecord {
  const before = store.getState().selected;
  const same = before?.layerId === feature?.layerId && before?.featureId === feature?.featureId;
  if (same) return { label: 'change.pick' };
  store.setState({ selected: feature });
  return { label: 'change.pick' };
}
