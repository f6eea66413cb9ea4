import type { Comparison } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Shows two attributes of one layer side by side; null ends it. */
export function compareAttributes({ store }: AppContext, comparison: Comparison | null): ChangeRecord {
  const before = store.getState().comparison;
  store.setState({ comparison });
  return { label: 'change.compare', undo: () => store.setState({ comparison: before }) };
}

/** Moves the line between the two; `split` 0–1 from the left of the map. */
export function setSplit({ store }: AppContext, split: number): ChangeRecord {
  if (Number.isFinite(split)) store.setState({ split: Math.min(1, Math.max(0, split)) });
  return { label: 'change.split' };
}
