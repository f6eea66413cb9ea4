import type { Form } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Shows the same place in another form of the twin; the camera stays. With the Model form comes its sheet, and goes with it. */
export function switchForm({ store }: AppContext, form: Form): ChangeRecord {
  const { form: before, place } = store.getState();
  const opened = form === 'model' && place !== 'query' ? 'model' : form !== 'model' && place === 'model' ? null : place;
  store.setState({ form, place: opened });
  return { label: 'change.form', undo: () => store.setState({ form: before, place }) };
}
