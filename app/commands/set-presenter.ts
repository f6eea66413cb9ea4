import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Presenter mode: everything half as large again, for the back of the room. */
export function setPresenter({ store, ports }: AppContext, presenter: boolean): ChangeRecord {
  store.setState({ presenter });
  ports.settings.set('presenter', presenter ? 'yes' : 'no');
  return { label: 'change.presenter' };
}
