import type { ModelView } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** What of a scenario the map shows: before, after, the difference or both sides of a line; air or noise. */
export function setModelView({ store }: AppContext, fields: Partial<ModelView>): ChangeRecord {
  const before = store.getState().modelView;
  const after = { ...before, ...fields };
  store.setState({ modelView: after });
  const apply = (modelView: ModelView) => () => store.setState({ modelView });
  return { label: 'change.model-view', undo: apply(before), redo: apply(after) };
}
