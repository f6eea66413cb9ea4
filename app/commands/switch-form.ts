import type { Form } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Shows the same place in another form of the twin; the camera stays. */
export function switchForm({ store }: AppContext, form: Form): ChangeRecord {
  const before = store.getState().form;
  store.setState({ form });
  return { label: 'change.form', undo: () => store.setState({ form: before }) };
}
